"""What the quota ledger says: the present window, what counts of a creator, each line with its reason."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import NOW, Cast, creator
from tests.outreach.stage import asked, invited, writes

from rapport.collaborations.actions.plans import SeenSeat, record_seats
from rapport.outreach.actions.quota import open_window, reserve, spend
from rapport.outreach.queries.quota import (
    LedgerLine,
    contact_of,
    contacts_of,
    cost_of_next,
    current_window,
    ledger_lines,
    present_windows,
    quota_window,
    standing_of,
    starter_left,
    units_by_kind,
    windows_of,
)
from rapport.outreach.rules.quota import Contact, Kind, Standing
from rapport.shared.refusals import NotFound
from rapport.shops.queries.shops import policy_of

WEEK, SECOND = timedelta(days=7), timedelta(seconds=1)


def test_a_window_is_present_from_its_start_until_before_its_end(cast: Cast) -> None:
    made = open_window(cast.uk, now=NOW)
    assert current_window(cast.uk.pk, made.starts_at) == current_window(cast.uk.pk, made.ends_at - SECOND) == made
    assert current_window(cast.uk.pk, made.ends_at) is None
    assert current_window(cast.us.pk, NOW) is None


def test_each_shop_has_the_window_of_its_own_time(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    uk, us = open_window(cast.uk, now=NOW), open_window(cast.us, now=NOW + WEEK)
    with django_assert_num_queries(1):
        found = present_windows({cast.uk.pk: NOW, cast.us.pk: NOW + WEEK})
    assert found == {cast.uk.pk: uk, cast.us.pk: us}
    assert present_windows({cast.uk.pk: NOW + WEEK, cast.us.pk: NOW}) == {}
    assert present_windows({}) == {}


def test_windows_are_a_workspace_s_own_the_newest_first(cast: Cast) -> None:
    first, second = open_window(cast.uk, now=NOW), open_window(cast.uk, now=NOW + WEEK)
    assert windows_of(cast.moonwell.pk, cast.uk.pk) == [second, first]
    assert windows_of(cast.moonwell.pk, cast.uk.pk, limit=1) == [second]
    assert windows_of(cast.harbour.pk, cast.uk.pk) == []
    assert quota_window(cast.moonwell.pk, first.pk) == first
    with pytest.raises(NotFound):
        quota_window(cast.harbour.pk, first.pk)


def test_the_standing_is_the_window_s_counts(cast: Cast) -> None:
    asked(cast.uk, cast.anna, cast.offer())
    window = open_window(cast.uk, now=NOW)
    assert (standing_of(window), standing_of(window).left) == (Standing(20, 2, 0, 0), 18)


def test_a_creator_is_connected_who_wrote_or_carries_a_product(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    window = open_window(cast.uk, now=NOW)
    assert contact_of(cast.uk, cast.anna, window) == Contact(sent_since_reply=1, followers=25_000)
    record_seats(made.collaboration_id, [SeenSeat(cast.anna.pk, 1, 0)], now=NOW)
    assert contact_of(cast.uk, cast.anna, window).connected
    writes(cast.uk, cast.bao, "Hi!", NOW)
    assert contact_of(cast.uk, cast.bao, window) == Contact(connected=True, followers=60_000)
    assert contact_of(cast.us, cast.bao, window) == Contact(followers=60_000)


def test_a_creator_is_counted_in_the_week_in_which_a_place_is_theirs(cast: Cast) -> None:
    place = reserve(cast.us, cast.emma, Kind.INVITATION, "invite", now=NOW)
    later = open_window(cast.us, now=NOW + WEEK)
    assert contact_of(cast.us, cast.emma, place.window).counted_this_window
    assert not contact_of(cast.us, cast.emma, later).counted_this_window


@pytest.mark.parametrize("count", [1, 20])
def test_contacts_of_many_strangers_take_three_queries(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    people = [creator(cast.moonwell, f"u{number}", "US", 1_000) for number in range(count)]
    for one in people:
        reserve(cast.us, one, Kind.MESSAGE, f"hello {one.pk}", now=NOW)
    window = open_window(cast.us, now=NOW)
    with django_assert_num_queries(3):
        assert len(contacts_of(cast.us, people, window)) == count


def test_the_next_message_costs_what_the_pack_says_of_the_contact(cast: Cast) -> None:
    assert cost_of_next(cast.uk, cast.anna, open_window(cast.uk, now=NOW), Kind.MESSAGE).units == 1
    window = open_window(cast.us, now=NOW)
    assert cost_of_next(cast.us, cast.emma, window, Kind.MESSAGE).units == 1
    reserve(cast.us, cast.emma, Kind.INVITATION, "invite", now=NOW)
    assert cost_of_next(cast.us, cast.emma, window, Kind.MESSAGE).units == 0


def test_the_starter_pack_is_used_up_by_what_was_spent(cast: Cast) -> None:
    policy = policy_of(cast.us).quota
    assert starter_left(cast.us.pk, policy) == policy.starter_pack
    spend(reserve(cast.us, cast.emma, Kind.INVITATION, "invite", now=NOW), now=NOW)
    assert starter_left(cast.us.pk, policy) == policy.starter_pack - 1


def test_the_ledger_tells_each_place_with_its_reason_the_newest_first(cast: Cast) -> None:
    first = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    second = reserve(cast.uk, cast.bao, Kind.REPLY, "answer", now=NOW + SECOND)
    spend(first, now=NOW)
    lines = ledger_lines(cast.moonwell.pk, first.window_id)
    assert lines[0] == LedgerLine(second.made_at, "reply", cast.bao.pk, "Bao", 1, "held", second.why)
    assert [(line.creator_name, line.state) for line in lines] == [("Bao", "held"), ("Anna", "spent")]
    assert lines[0].why["code"] == "quota.each_message_costs"
    assert (ledger_lines(cast.harbour.pk, first.window_id), units_by_kind(first.window_id)) == ([], {"message": 1})


@pytest.mark.parametrize("count", [1, 20])
def test_the_ledger_takes_one_query_however_long(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        reserve(cast.uk, cast.anna, Kind.MESSAGE, f"hello {number}", now=NOW)
    window = open_window(cast.uk, now=NOW)
    with django_assert_num_queries(1):
        assert len(ledger_lines(cast.moonwell.pk, window.pk)) == count
