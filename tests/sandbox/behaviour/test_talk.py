"""Talk: questions, answers, patience, a yes or a no."""

from tests.sandbox.behaviour.stage import relation, replies, who
from tests.sandbox.seller import DAY, HOUR, Seller

from sandbox import truth
from sandbox.replies import Intent
from sandbox.store.relations import Stage
from sandbox.truth import Pair

PLAIN = {Intent.AGREES, Intent.DECLINES}


def asks(known: Pair) -> bool:
    return replies(known) and truth.first_words(known, 1) not in PLAIN


def talked_to(seller: Seller, creator: str) -> str:
    """Write to a creator and wait for the reply."""
    conversation = seller.conversation(creator)
    seller.write(conversation, "Hello")
    while not relation(seller, creator).replied:
        seller.advance(6 * HOUR)
    return conversation


def answered(seller: Seller, creator: str, conversation: str) -> int:
    """Answer until the creator asks no more, and return how often it took."""
    answers = 0
    while relation(seller, creator).stage is Stage.ASKING:
        seller.write(conversation, "Gladly!")
        answers += 1
        while relation(seller, creator).stage is Stage.THINKING:
            seller.advance(6 * HOUR)
    return answers


def test_as_many_answers_as_the_creator_needs(american: Seller) -> None:
    creator = next(who(american, lambda known: asks(known) and truth.answers_needed(known, 1) == 3))
    conversation = talked_to(american, creator)
    assert answered(american, creator, conversation) == 3


def test_a_yes_without_an_invitation_waits_for_one(american: Seller) -> None:
    creator = next(who(american, lambda known: asks(known) and truth.agrees_in_the_end(known, 1)))
    answered(american, creator, talked_to(american, creator))
    american.advance(5 * DAY)
    assert relation(american, creator).stage is Stage.WILLING
    american.invite([creator])
    american.advance(5 * DAY)
    assert relation(american, creator).stage is Stage.ACTIVE
    assert relation(american, creator).acceptances == 1


def test_a_no_is_final_for_two_weeks(american: Seller) -> None:
    creator = next(who(american, lambda known: asks(known) and not truth.agrees_in_the_end(known, 1)))
    conversation = talked_to(american, creator)
    answered(american, creator, conversation)
    assert relation(american, creator).stage is Stage.CLOSED
    american.advance(13 * DAY)
    american.write(conversation, "Would you think it over?")
    assert relation(american, creator).attempts == 1
    american.advance(DAY)
    american.write(conversation, "Would you think it over?")
    assert relation(american, creator).attempts == 2


def test_an_unanswered_question_is_waited_for_as_long_as_patience_lasts(american: Seller) -> None:
    creator = next(who(american, lambda known: asks(known) and truth.patience(known, 1) == 2 * DAY))
    talked_to(american, creator)
    american.advance(DAY)
    assert relation(american, creator).stage is Stage.ASKING
    american.advance(DAY)
    assert relation(american, creator).stage is Stage.CLOSED


def test_an_answer_in_time_keeps_the_creator(american: Seller) -> None:
    creator = next(who(american, lambda known: asks(known) and truth.patience(known, 1) == 2 * DAY))
    conversation = talked_to(american, creator)
    american.write(conversation, "Of course!")
    american.advance(2 * DAY)
    assert relation(american, creator).questions != 1 or relation(american, creator).stage is not Stage.ASKING


def test_creators_write_in_their_language(sandbox_of_all: list[Seller]) -> None:
    for seller in sandbox_of_all:
        seller.advance(28 * DAY)
        world = seller.sandbox.desk.world
        rows = world.db.all(
            "SELECT c.creator, m.content, m.intent FROM messages m JOIN conversations c ON c.id = m.conversation"
            " WHERE m.shop = ?",
            (int(seller.shop["id"]),),
        )
        assert rows
        for row in rows:
            texts = world.replies.texts[world.population.language(row["creator"])][row["intent"]]
            beginnings = [text.split("{")[0] for text in texts]
            assert any(beginning in row["content"].replace('\\"', '"') for beginning in beginnings)
