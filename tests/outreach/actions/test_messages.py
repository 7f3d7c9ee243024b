"""Messages out and in: queued once, claimed before they are sent, settled once; what comes in is kept once."""

from datetime import datetime, timedelta

import pytest
from tests.cast import MEI, NOW, Cast
from tests.outreach.stage import asked, held, invited, numbers, quota, sends, writes

from rapport.outreach.actions.messages import (
    MessageEmpty,
    cancel_all_queued,
    claim_message,
    queue_message,
    record_not_sent,
    record_refused,
    record_sent,
)
from rapport.outreach.actions.receiving import SeenMessage, end_waiting, keep_messages, open_thread
from rapport.outreach.models import Invitation, Message, Reservation, Thread
from rapport.outreach.rules.quota import QuotaUsedUp
from rapport.outreach.rules.standing import CreatorBlocked
from rapport.outreach.rules.wording import Purpose
from rapport.shops.models import AuditLine
from rapport.work.models import Job

HOUR, WEEK = timedelta(hours=1), timedelta(days=7)
LATE = NOW + timedelta(hours=14)
"""Eleven in the evening in London; quiet until eight."""


def queued(cast: Cast, key: str = "answer:1", *, text: str = "Of course!", now: datetime = NOW) -> Message:
    return queue_message(cast.uk, cast.anna, Purpose.ANSWER, text, key, by=MEI, now=now)


def fresh(message: Message) -> Message:
    return Message.objects.get(pk=message.pk)


def seen(text: str, at: datetime, *, ours: bool = False, name: str = "") -> SeenMessage:
    platform_id = name or f"seen-{next(numbers)}"
    return SeenMessage(platform_id, from_creator=not ours, content_type="TEXT", text=text, at=at)


def talk_with_anna(cast: Cast) -> Thread:
    return open_thread(cast.uk, cast.anna.pk, "745", "im-anna")


def test_a_queued_message_holds_a_place_and_wakes_the_sender(cast: Cast) -> None:
    made = queued(cast, text="  Of course!  ")
    assert (made.state, made.text, made.quota_kind, made.due_at) == ("queued", "Of course!", "reply", NOW)
    assert (quota(cast.uk), Reservation.objects.get().key) == ((20, 1, 0), "answer:1")
    assert list(Job.objects.values_list("name", "key")) == [("outreach.deliver", f"shop:{cast.uk.pk}")]
    line = AuditLine.objects.get(action="message.queue")
    assert (line.actor, line.subject, line.data) == ("mei", "@anna", {"purpose": "answer"})


def test_under_one_name_it_is_queued_once(cast: Cast) -> None:
    assert queued(cast).pk == queued(cast, text="Other words").pk
    assert (quota(cast.uk), Message.objects.get().text) == ((20, 1, 0), "Of course!")


def test_in_the_evening_it_waits_for_the_morning(cast: Cast) -> None:
    assert queued(cast, now=LATE).due_at == NOW + timedelta(hours=23)


@pytest.mark.parametrize("text", ["", "  \n"])
def test_an_empty_message_is_not_queued(cast: Cast, text: str) -> None:
    with pytest.raises(MessageEmpty):
        queued(cast, text=text)
    assert quota(cast.uk) == (None, 0, 0)


def test_nobody_writes_to_a_blocked_creator(cast: Cast) -> None:
    cast.anna.blocked_why = "sold fakes"
    with pytest.raises(CreatorBlocked):
        queued(cast)
    assert not Message.objects.exists()


def test_the_twenty_first_message_of_the_week_is_refused_and_not_kept(cast: Cast) -> None:
    for number in range(20):
        queued(cast, f"answer:{number}")
    with pytest.raises(QuotaUsedUp):
        queued(cast, "answer:20")
    assert (Message.objects.count(), quota(cast.uk)) == (20, (20, 20, 0))


def test_a_reminder_is_counted_on_its_invitation(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    for _ in range(2):
        queue_message(cast.uk, cast.anna, Purpose.REMIND, "Still keen?", "remind:1", invitation=made, by=MEI, now=NOW)
    assert (Invitation.objects.get().reminders, quota(cast.uk)) == (1, (20, 1, 2))


def test_a_message_is_claimed_once(cast: Cast) -> None:
    made = queued(cast)
    assert [claim_message(cast.uk, made, hold=held, now=NOW + HOUR) for _ in range(2)] == [True, False]
    assert (fresh(made).state, fresh(made).claimed_at, Reservation.objects.get().state) == (
        "sending",
        NOW + HOUR,
        "sending",
    )


def test_a_message_of_last_week_is_sent_on_this_week_s_quota(cast: Cast) -> None:
    made = queued(cast)
    sends(cast.uk, made, now=NOW + WEEK)
    assert (quota(cast.uk), quota(cast.uk, NOW + WEEK)) == ((20, 0, 0), (20, 0, 1))


def test_a_sent_message_spends_its_place_and_ends_the_waiting(cast: Cast) -> None:
    writes(cast.uk, cast.anna, "Vegan?", NOW - HOUR)
    made = queued(cast)
    claim_message(cast.uk, made, hold=held, now=NOW)
    for _ in range(2):
        record_sent(made.pk, "m-1", NOW + HOUR)
    assert (fresh(made).state, fresh(made).platform_id, fresh(made).sent_at) == ("sent", "m-1", NOW + HOUR)
    thread = Thread.objects.get()
    assert (thread.last_out_at, thread.waiting_since, quota(cast.uk)) == (NOW + HOUR, None, (20, 0, 1))


def test_what_was_not_sent_waits_again_with_its_place(cast: Cast) -> None:
    made = queued(cast)
    claim_message(cast.uk, made, hold=held, now=NOW)
    record_not_sent(made.pk, now=NOW)
    assert (fresh(made).state, fresh(made).claimed_at, quota(cast.uk)) == ("queued", None, (20, 1, 0))
    assert Reservation.objects.get().state == "held"


def test_what_was_refused_gives_its_place_back_once(cast: Cast) -> None:
    made = queued(cast)
    for code in ("platform.ReplyAwaited", "again"):
        record_refused(made.pk, code, now=NOW)
    assert (fresh(made).state, fresh(made).refused_code) == ("refused", "platform.ReplyAwaited")
    assert quota(cast.uk) == (20, 0, 0)


def test_a_late_word_of_the_platform_does_not_undo_what_is_settled(cast: Cast) -> None:
    made = queued(cast)
    sends(cast.uk, made)
    record_not_sent(made.pk, now=NOW)
    record_refused(made.pk, "late", now=NOW)
    assert (fresh(made).state, fresh(made).refused_code, quota(cast.uk)) == ("sent", "", (20, 0, 1))


def test_all_that_is_queued_is_taken_back_and_what_is_being_sent_is_not(cast: Cast) -> None:
    waiting, going = queued(cast, "answer:1"), queued(cast, "answer:2")
    claim_message(cast.uk, going, hold=held, now=NOW)
    assert (cancel_all_queued(cast.us.pk, "no", now=NOW), cancel_all_queued(cast.uk.pk, "no", now=NOW)) == (0, 1)
    assert (fresh(waiting).state, fresh(waiting).refused_code, fresh(going).state) == ("cancelled", "no", "sending")
    assert quota(cast.uk) == (20, 1, 0)


def test_a_thread_is_one_a_creator_and_knows_its_conversation(cast: Cast) -> None:
    first, second = talk_with_anna(cast), open_thread(cast.uk, cast.anna.pk, "746", "im-anna")
    assert (first.pk, Thread.objects.get().conversation_id) == (second.pk, "746")


def test_the_creator_waits_from_the_first_word_after_our_last(cast: Cast) -> None:
    thread = talk_with_anna(cast)
    said = [seen("Hi", NOW), seen("Hello!", NOW + HOUR, ours=True), seen("Price?", NOW + 2 * HOUR)]
    assert keep_messages(thread, [*reversed(said), seen("Anybody?", NOW + 3 * HOUR)]) == 3
    kept = Thread.objects.get()
    assert (kept.first_in_at, kept.last_in_at, kept.last_out_at) == (NOW, NOW + 3 * HOUR, NOW + HOUR)
    assert kept.waiting_since == NOW + 2 * HOUR


def test_kept_twice_it_is_there_once(cast: Cast) -> None:
    thread, said = talk_with_anna(cast), [seen("Hi", NOW)]
    assert [keep_messages(thread, said), keep_messages(thread, said)] == [1, 0]
    assert Message.objects.count() == 1


def test_an_own_message_without_an_id_is_recognised_by_its_words(cast: Cast) -> None:
    made = queued(cast)
    claim_message(cast.uk, made, hold=held, now=NOW)
    record_sent(made.pk, "", NOW)
    keep_messages(Thread.objects.get(), [seen("Of course!", NOW, ours=True, name="m-1")])
    assert (Message.objects.get().platform_id, quota(cast.uk)) == ("m-1", (20, 0, 1))


def test_what_is_being_sent_is_not_kept_as_somebody_else_s(cast: Cast) -> None:
    made = queued(cast)
    claim_message(cast.uk, made, hold=held, now=NOW)
    keep_messages(Thread.objects.get(), [seen("Of course!", NOW, ours=True, name="m-1")])
    assert (Message.objects.get(), fresh(made).state) == (made, "sending")


def test_an_answer_moves_every_invitation_that_went_out(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    waiting = asked(cast.uk, cast.anna, cast.offer(cast.candle, label="Summer"))
    writes(cast.uk, cast.anna, "Hi", NOW + HOUR)
    writes(cast.uk, cast.anna, "Hello?", NOW + 2 * HOUR)
    told = {one.pk: (one.stage, one.replied_at) for one in Invitation.objects.all()}
    assert told == {made.pk: ("talking", NOW + HOUR), waiting.pk: ("queued", None)}


def test_the_waiting_is_ended_by_a_person_once_and_in_her_workspace(cast: Cast) -> None:
    writes(cast.uk, cast.anna, "Thanks!", NOW)
    end_waiting(cast.harbour.pk, cast.uk.pk, cast.anna.pk, by=MEI, now=NOW)
    assert Thread.objects.get().waiting_since == NOW
    for _ in range(2):
        end_waiting(cast.moonwell.pk, cast.uk.pk, cast.anna.pk, by=MEI, now=NOW)
    assert Thread.objects.get().waiting_since is None
    assert AuditLine.objects.filter(action="thread.no_answer_needed").count() == 1
