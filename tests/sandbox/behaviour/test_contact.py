"""Contact: what counts as an attempt, and what a creator makes of it."""

import pytest
from tests.sandbox.behaviour.stage import pair, relation, replies, who, world_of, written_to
from tests.sandbox.seller import DAY, HOUR, Seller

from sandbox import truth
from sandbox.behaviour.contact import names
from sandbox.store.relations import Stage
from sandbox.truth import Reaction


@pytest.fixture
def silent(american: Seller) -> str:
    """A creator who would not answer any of three attempts."""
    found = who(
        american,
        lambda known: all(
            truth.reply_chance(known, written_to()) * 2 < known.uniform("reaction", attempt) for attempt in (1, 2, 3)
        ),
    )
    return next(found)


def test_a_message_names_a_creator_by_nickname_or_handle(american: Seller, silent: str) -> None:
    known = pair(american, silent)
    assert names(known, f"Hi {known.creator.first_name.upper()}, nice video!")
    assert names(known, f"@{known.creator.handle} hello")
    assert not names(known, "Dear creator")


def test_messages_of_one_day_are_one_attempt(american: Seller, silent: str) -> None:
    conversation = american.conversation(silent)
    american.write(conversation, "Hello")
    american.advance(23 * HOUR)
    american.write(conversation, "Hello again")
    assert (relation(american, silent).attempts, relation(american, silent).sent) == (1, 2)
    american.advance(HOUR)
    american.write(conversation, "Are you there?")
    assert relation(american, silent).attempts == 2


def test_an_attempt_remembers_that_the_creator_was_named(american: Seller, silent: str) -> None:
    conversation = american.conversation(silent)
    american.write(conversation, f"Hello {pair(american, silent).creator.first_name}")
    american.write(conversation, "One thing more")
    assert relation(american, silent).named == 1
    american.advance(DAY)
    american.write(conversation, "Hello")
    assert relation(american, silent).named == 0


def test_naming_a_creator_in_the_same_attempt_can_still_win_them(american: Seller) -> None:
    _, shop = world_of(american)
    categories = {item.category for item in shop.products}
    creator = next(
        who(
            american,
            lambda known: (
                not truth.category_match(known.creator, categories)
                and truth.reaction(known, written_to()) is Reaction.NOTHING
                and truth.reaction(known, written_to(named=True)) is Reaction.REPLY
            ),
        )
    )
    conversation = american.conversation(creator)
    american.write(conversation, "Hello")
    assert relation(american, creator).stage is Stage.SILENT
    american.write(conversation, f"Hello {pair(american, creator).creator.handle}")
    assert relation(american, creator).stage is Stage.WARMING


def test_a_reply_comes_after_its_delay_in_daytime(american: Seller) -> None:
    creator = next(who(american, replies))
    known = pair(american, creator)
    american.write(american.conversation(creator), "Hello")
    due = truth.awake(known, american.now + truth.reaction_delay(known, 1), "respond", 1)
    american.advance(due - american.now - 1)
    assert relation(american, creator).replied == 0
    american.advance(1)
    assert relation(american, creator).replied == 1
    assert relation(american, creator).connected_at == due
