"""Two members in one inbox: nobody answers over the other's head, and everything is where they look for it."""

from datetime import timedelta

import pytest
from tests.cast import MEI, NOW, Cast
from tests.outreach.stage import invited, quota, writes

from rapport.outreach.actions.answering import Page, send_card, send_picture, write_in_thread
from rapport.outreach.actions.inbox import NoteUnfit, assign_thread, be_seen, write_thread_note
from rapport.outreach.actions.receiving import SeenMessage, keep_messages
from rapport.outreach.models import Message, Thread
from rapport.outreach.queries.inbox import NOBODY, Asked, inbox_page, others_at, unread_count
from rapport.outreach.queries.threads import next_intent
from rapport.outreach.rules.cards import Card, CardKind
from rapport.outreach.rules.pictures import NoPicture
from rapport.outreach.rules.presence import AnsweredMeanwhile, Others
from rapport.shared.refusals import NotFound
from rapport.shops.actions.workspaces import seat_member
from rapport.shops.models import AuditLine, Member
from rapport.shops.rules.roles import Actor, Role

LIN = Actor("lin")
MINUTE = timedelta(minutes=1)


def asks(cast: Cast) -> Thread:
    return writes(cast.uk, cast.anna, "Is it vegan?", NOW)


def newest(thread: Thread) -> int:
    return Message.objects.filter(thread=thread).latest("pk").pk


def answers(cast: Cast, thread: Thread, text: str, key: str, seen: int, by: Actor) -> Message:
    return write_in_thread(cast.moonwell.pk, thread.pk, text, key, seen=seen, by=by, now=NOW)


def test_who_sends_second_is_told_who_answered(cast: Cast) -> None:
    thread = asks(cast)
    key, seen = next_intent(thread), newest(thread)
    answers(cast, thread, "It is.", key, seen, LIN)
    with pytest.raises(AnsweredMeanwhile) as refused:
        answers(cast, thread, "Yes, it is!", key, seen, MEI)
    assert refused.value.data == {"by": "lin"}
    assert list(Message.objects.filter(state="queued").values_list("text", "author")) == [("It is.", "lin")]
    assert quota(cast.uk) == (20, 1, 0)


def test_who_has_seen_the_answer_may_add_to_it(cast: Cast) -> None:
    thread = asks(cast)
    answers(cast, thread, "It is.", next_intent(thread), newest(thread), LIN)
    answers(cast, thread, "And free of scent.", next_intent(thread), newest(thread), MEI)
    assert Message.objects.filter(state="queued").count() == 2


def test_pressed_twice_it_is_no_answer_over_one_s_own_head(cast: Cast) -> None:
    thread = asks(cast)
    key, seen = next_intent(thread), newest(thread)
    first, second = (answers(cast, thread, "It is.", key, seen, MEI) for _ in range(2))
    assert first.pk == second.pk


def test_a_card_takes_a_place_in_the_quota_as_words_do(cast: Cast) -> None:
    thread = asks(cast)
    page = Page(next_intent(thread), newest(thread))
    made = send_card(cast.moonwell.pk, thread.pk, Card(CardKind.PRODUCT, "1001"), page, by=MEI, now=NOW)
    assert (made.content_type, made.text, made.quota_kind) == ("PRODUCT_CARD", '{"product_id":"1001"}', "reply")
    assert quota(cast.uk) == (20, 1, 0)


def test_only_a_picture_is_sent_as_one(cast: Cast) -> None:
    thread = asks(cast)
    page = Page(next_intent(thread), newest(thread))
    with pytest.raises(NoPicture):
        send_picture(cast.moonwell.pk, thread.pk, b"MZ not a picture", page, by=MEI, now=NOW)
    made = send_picture(cast.moonwell.pk, thread.pk, b"GIF89a...", page, by=MEI, now=NOW)
    assert (made.content_type, bytes(made.picture.content), made.picture.media_type) == (
        "IMAGE",
        b"GIF89a...",
        "image/gif",
    )


def test_unread_is_what_nobody_saw_and_nobody_answered(cast: Cast) -> None:
    thread = asks(cast)
    assert (thread.is_unread, unread_count(cast.moonwell.pk)) == (True, 1)
    be_seen(thread.pk, cast.mei.pk, typing=False, up_to=NOW, machine_now=NOW)
    assert unread_count(cast.moonwell.pk) == 0
    writes(cast.uk, cast.anna, "Hello?", NOW + MINUTE)
    assert unread_count(cast.moonwell.pk) == 1
    said = SeenMessage("o-1", from_creator=False, content_type="TEXT", text="Yes", at=NOW + 2 * MINUTE)
    keep_messages(thread, [said])
    assert unread_count(cast.moonwell.pk) == 0


def test_who_looks_on_and_who_writes_is_told_for_seconds(cast: Cast) -> None:
    thread = asks(cast)
    lin = seat_member(cast.moonwell.pk, "lin", Role.OPERATOR, by=MEI, now=NOW)
    be_seen(thread.pk, lin.pk, typing=False, up_to=None, machine_now=NOW)
    assert others_at(thread.pk, cast.mei.pk, NOW) == Others(("lin",), ())
    be_seen(thread.pk, lin.pk, typing=True, up_to=None, machine_now=NOW)
    assert others_at(thread.pk, cast.mei.pk, NOW + timedelta(seconds=10)) == Others((), ("lin",))
    assert others_at(thread.pk, cast.mei.pk, NOW + timedelta(seconds=15)) == Others(("lin",), ())
    assert others_at(thread.pk, cast.mei.pk, NOW + MINUTE) == Others((), ())
    assert others_at(thread.pk, lin.pk, NOW) == Others((), ())


def test_a_thread_is_handed_over_and_to_nobody(cast: Cast) -> None:
    thread, mei = asks(cast), Member.objects.get(user=cast.mei)
    assign_thread(cast.moonwell.pk, thread.pk, mei.pk, by=MEI, now=NOW)
    assert AuditLine.objects.get(action="thread.assign").data == {"to": "mei"}
    assert inbox_page(cast.moonwell.pk, Asked(assigned=str(mei.pk)), 1, NOW).total == 1
    assign_thread(cast.moonwell.pk, thread.pk, None, by=MEI, now=NOW)
    assert inbox_page(cast.moonwell.pk, Asked(assigned=NOBODY), 1, NOW).total == 1
    with pytest.raises(NotFound):
        assign_thread(cast.moonwell.pk, thread.pk, Member.objects.get(user=cast.harry).pk, by=MEI, now=NOW)


def test_a_note_says_something(cast: Cast) -> None:
    thread = asks(cast)
    assert write_thread_note(cast.moonwell.pk, thread.pk, " Likes tea. ", by=MEI, now=NOW).text == "Likes tea."
    with pytest.raises(NoteUnfit):
        write_thread_note(cast.moonwell.pk, thread.pk, " ", by=MEI, now=NOW)


def test_unread_ones_stand_first_then_the_newest(cast: Cast) -> None:
    invited(cast, cast.bao, now=NOW + 5 * MINUTE)
    asks(cast)
    writes(cast.uk, cast.chai, "Hi!", NOW + MINUTE)
    rows = inbox_page(cast.moonwell.pk, Asked(), 1, NOW).rows
    assert [one.thread.creator.handle for one in rows] == ["chai", "anna", "bao"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Asked(text="VEGAN"), ["anna"]),
        (Asked(text="@bao"), ["bao"]),
        (Asked(box="waiting"), ["anna"]),
        (Asked(waiting_hours=24), []),
        (Asked(stage="invited"), ["bao"]),
        (Asked(channel="email"), []),
    ],
)
def test_the_inbox_is_narrowed(cast: Cast, asked: Asked, found: list[str]) -> None:
    invited(cast, cast.bao)
    asks(cast)
    rows = inbox_page(cast.moonwell.pk, asked, 1, NOW + MINUTE).rows
    assert [one.thread.creator.handle for one in rows] == found
