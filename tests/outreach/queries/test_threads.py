"""The inbox: who waits comes first, the longest first; each workspace sees its own."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import MEI, NOW, Cast, creator, shop_in
from tests.outreach.stage import asked, held, invited, sends, writes

from rapport.outreach.actions.messages import claim_message, queue_message
from rapport.outreach.models import Message, Thread
from rapport.outreach.queries.threads import (
    PAGE_SIZE,
    ThreadRow,
    conversation_thread,
    due_messages,
    known_platform_ids,
    last_words,
    messages_of,
    next_intent,
    said_to,
    thread,
    thread_page,
    thread_rows,
    threads_of_creator,
    unclear_messages,
    waiting_threads,
)
from rapport.outreach.rules.wording import Purpose
from rapport.shared.refusals import NotFound

HOUR = timedelta(hours=1)


def talks(cast: Cast) -> list[Thread]:
    """Bao waits longest, then Anna; Chai was invited and is silent."""
    invited(cast, cast.chai)
    anna, bao = writes(cast.uk, cast.anna, "Hi!", NOW + HOUR), writes(cast.uk, cast.bao, "Hello!", NOW)
    return [bao, anna, Thread.objects.get(creator=cast.chai)]


def answer(cast: Cast, key: str = "answer:1") -> Message:
    return queue_message(cast.uk, cast.anna, Purpose.ANSWER, "Of course!", key, by=MEI, now=NOW + HOUR)


def test_who_waits_comes_first_the_longest_first(cast: Cast) -> None:
    expected = [one.pk for one in talks(cast)]
    assert [row.thread_id for row in thread_rows(cast.moonwell.pk)] == expected
    assert [row.thread_id for row in thread_rows(cast.moonwell.pk, waiting=True)] == expected[:2]
    assert [row.thread_id for row in thread_rows(cast.moonwell.pk, limit=1)] == expected[:1]


def test_a_row_comes_out_finished(cast: Cast) -> None:
    bao = talks(cast)[0]
    assert thread_rows(cast.moonwell.pk)[0] == ThreadRow(
        thread_id=bao.pk,
        shop_id=cast.uk.pk,
        shop_name="Moonwell GB",
        creator_id=cast.bao.pk,
        creator_name="Bao",
        handle="bao",
        stage="",
        waiting_since=NOW,
        last_at=NOW,
        last_text="Hello!",
        last_is_ours=False,
        is_on_its_way=False,
    )


def test_a_row_tells_our_last_word_and_whether_it_is_on_its_way(cast: Cast) -> None:
    made = asked(cast.uk, cast.anna, cast.offer())
    (row,) = thread_rows(cast.moonwell.pk)
    assert (row.stage, row.last_text, row.last_is_ours, row.is_on_its_way) == (
        "queued",
        "Hi Anna, attempt 1!",
        True,
        True,
    )
    sends(cast.uk, made.messages.get())
    assert not thread_rows(cast.moonwell.pk)[0].is_on_its_way


def test_another_workspace_s_talks_are_never_seen(cast: Cast) -> None:
    bao = talks(cast)[0]
    assert (thread_rows(cast.harbour.pk), thread_page(cast.harbour.pk).rows) == ([], [])
    assert (messages_of(cast.harbour.pk, bao.pk), threads_of_creator(cast.harbour.pk, cast.bao.pk)) == ([], [])
    assert thread(cast.moonwell.pk, bao.pk) == bao
    with pytest.raises(NotFound):
        thread(cast.harbour.pk, bao.pk)


def test_a_page_is_of_one_shop_those_who_wait_or_a_name(cast: Cast) -> None:
    bao, anna, _ = talks(cast)

    def found(**asked: object) -> list[int]:
        return [row.thread_id for row in thread_page(cast.moonwell.pk, **asked).rows]  # type: ignore[arg-type]

    assert found(shop_id=cast.us.pk) == []
    assert found(waiting=True) == [bao.pk, anna.pk]
    assert found(text=" @ANN ") == [anna.pk]
    assert found(text="nobody") == []


@pytest.mark.parametrize("count", [1, PAGE_SIZE + 1])
def test_lists_take_as_many_queries_for_fifty_as_for_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    shop = shop_in(cast.harbour, "GB", "guidebook")
    for number in range(count):
        writes(shop, creator(cast.harbour, f"h{number}", "GB", 1_000), "Hi", NOW)
    with django_assert_num_queries(2):
        page = thread_page(cast.harbour.pk)
    assert (len(page.rows), page.total, page.pages) == (min(count, PAGE_SIZE), count, -(-count // PAGE_SIZE))
    with django_assert_num_queries(1):
        thread_rows(cast.harbour.pk)
    with django_assert_num_queries(2):
        assert len(waiting_threads(shop.pk)) == count


def test_messages_of_a_thread_stand_in_their_order(cast: Cast) -> None:
    anna = writes(cast.uk, cast.anna, "Hi!", NOW + HOUR)
    writes(cast.uk, cast.anna, "Earlier", NOW)
    assert [one.text for one in messages_of(cast.moonwell.pk, anna.pk)] == ["Earlier", "Hi!"]
    assert [one.pk for one in threads_of_creator(cast.moonwell.pk, cast.anna.pk)] == [anna.pk]


def test_who_is_being_answered_waits_for_nobody_else(cast: Cast) -> None:
    bao, anna, _ = talks(cast)
    assert waiting_threads(cast.uk.pk) == [bao, anna]
    made = answer(cast)
    assert waiting_threads(cast.uk.pk) == [bao]
    claim_message(cast.uk, made, hold=held, now=NOW)
    assert waiting_threads(cast.uk.pk) == [bao]


def test_a_message_is_due_at_its_time_and_an_invitation_s_when_it_was_made(cast: Cast) -> None:
    made = answer(cast)
    invitation = asked(cast.uk, cast.bao, cast.offer())
    assert list(due_messages(cast.uk.pk, NOW)) == []
    assert list(due_messages(cast.uk.pk, NOW + HOUR)) == [made]
    assert list(due_messages(cast.us.pk, NOW + HOUR)) == []
    type(invitation).objects.update(stage="invited")
    assert list(due_messages(cast.uk.pk, NOW + HOUR)) == [invitation.messages.get(), made]


def test_what_is_being_sent_is_unclear_until_it_is_settled(cast: Cast) -> None:
    made = answer(cast)
    assert unclear_messages(cast.uk.pk) == []
    claim_message(cast.uk, made, hold=held, now=NOW)
    assert (unclear_messages(cast.uk.pk), unclear_messages(cast.us.pk)) == ([made], [])


def test_a_thread_is_known_by_its_conversation_in_its_shop(cast: Cast) -> None:
    anna = writes(cast.uk, cast.anna, "Hi!", NOW)
    assert conversation_thread(cast.uk.pk, anna.conversation_id) == anna
    assert conversation_thread(cast.us.pk, anna.conversation_id) is None
    assert len(known_platform_ids(anna.pk)) == 1


def test_the_next_message_has_a_name_nothing_had_before(cast: Cast) -> None:
    anna = writes(cast.uk, cast.anna, "Hi!", NOW)
    planner_s = f"answer:{anna.pk}:{int(NOW.timestamp())}"
    assert next_intent(anna) == planner_s
    answer(cast, planner_s)
    assert next_intent(anna) == f"thread:{anna.pk}:2"


def test_what_a_creator_had_or_is_about_to_have_is_said(cast: Cast) -> None:
    invited(cast, cast.anna)
    answer(cast)
    Message.objects.create(thread=Thread.objects.get(), text="No", state="cancelled", due_at=NOW)
    assert said_to(cast.uk.pk, [cast.anna.pk, cast.bao.pk]) == {
        cast.anna.pk: frozenset({"Hi Anna, attempt 1!", "Of course!"})
    }
    assert said_to(cast.us.pk, [cast.anna.pk]) == {}


def test_the_last_word_is_the_creator_s(cast: Cast) -> None:
    anna = writes(cast.uk, cast.anna, "Hi!", NOW)
    writes(cast.uk, cast.anna, "Anybody?", NOW + HOUR)
    answer(cast)
    assert last_words([anna.pk]) == {anna.pk: "Anybody?"}
