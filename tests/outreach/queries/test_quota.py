"""What the quota ledger says: the present window, what counts of a creator, each line with its reason."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import NOW, Cast, creator, shop_in
from tests.outreach.stage import asked, invited, writes

from rapport.collaborations.actions.plans import SeenSeat, record_seats
from rapport.outreach.actions.ledger import note_skipped
from rapport.outreach.actions.quota import release, reserve, spend, start_sending
from rapport.outreach.actions.windows import open_window
from rapport.outreach.queries.ledger import JournalLine, LedgerLine, journal_lines, ledger_lines, units_of_others
from rapport.outreach.queries.quota import (
    contact_of,
    contacts_of,
    cost_of_next,
    current_window,
    present_windows,
    quota_window,
    standing_of,
    starter_left,
    units_by_kind,
    windows_of,
)
from rapport.outreach.rules.quota import Contact, Kind, QuotaUsedUp, Standing
from rapport.shared.refusals import NotFound
from rapport.shops.models import Shop
from rapport.shops.queries.shops import policy_of

WEEK, SECOND = timedelta(days=7), timedelta(seconds=1)


def test_a_window_is_present_from_its_start_until_before_its_end(cast: Cast) -> None:
    made = open_window(cast.uk, now=NOW)
    assert current_window(cast.uk, made.starts_at) == current_window(cast.uk, made.ends_at - SECOND) == made
    assert current_window(cast.uk, made.ends_at) is None
    assert current_window(cast.us, NOW) is None


def test_each_shop_has_the_window_of_its_own_time(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    uk, us = open_window(cast.uk, now=NOW), open_window(cast.us, now=NOW + WEEK)
    with django_assert_num_queries(1):
        found = present_windows([cast.uk, cast.us], {cast.uk.pk: NOW, cast.us.pk: NOW + WEEK})
    assert found == {cast.uk.pk: uk, cast.us.pk: us}
    assert present_windows([cast.uk, cast.us], {cast.uk.pk: NOW + WEEK, cast.us.pk: NOW}) == {}
    assert present_windows([], {}) == {}


def test_windows_are_a_workspace_s_own_the_newest_first(cast: Cast) -> None:
    first, second = open_window(cast.uk, now=NOW), open_window(cast.uk, now=NOW + WEEK)
    assert windows_of(cast.uk) == [second, first]
    assert windows_of(cast.uk, limit=1) == [second]
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
    assert starter_left(cast.us, policy) == policy.starter_pack
    spend(reserve(cast.us, cast.emma, Kind.INVITATION, "invite", now=NOW), now=NOW)
    assert starter_left(cast.us, policy) == policy.starter_pack - 1


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
def test_the_ledger_takes_two_queries_however_long(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        reserve(cast.uk, cast.anna, Kind.MESSAGE, f"hello {number}", now=NOW)
    window = open_window(cast.uk, now=NOW)
    with django_assert_num_queries(2):
        assert len(ledger_lines(cast.moonwell.pk, window.pk)) == count


def test_two_workspaces_share_the_quota_of_one_shop(cast: Cast) -> None:
    theirs = agency_shop(cast)
    mine = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    other = reserve(theirs, creator(cast.harbour, "greta", "GB", 20_000), Kind.MESSAGE, "theirs", now=NOW)
    assert mine.window_id == other.window_id == open_window(theirs, now=NOW).pk
    assert standing_of(open_window(cast.uk, now=NOW)) == Standing(cap=20, held=2, spent=0)
    assert quota_window(cast.harbour.pk, mine.window_id) == mine.window


def test_each_sees_its_own_messages_and_how_many_units_went_to_others(cast: Cast) -> None:
    theirs = agency_shop(cast)
    mine = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    reserve(theirs, creator(cast.harbour, "greta", "GB", 20_000), Kind.MESSAGE, "theirs", now=NOW)
    assert [line.creator_name for line in ledger_lines(cast.moonwell.pk, mine.window_id)] == [cast.anna.shown_name]
    assert units_of_others(cast.moonwell.pk, mine.window_id) == 1
    told = [(line.event, line.creator_name) for line in journal_lines(cast.harbour.pk, mine.window_id)]
    assert told == [("held", "Greta"), ("opened", "")]


def agency_shop(cast: Cast) -> Shop:
    """The same shop of the platform, as the agency connected it later."""
    Shop.objects.filter(pk=cast.uk.pk).update(platform_id="7496")
    made = shop_in(cast.harbour, "GB", "guidebook")
    made.quota_of = cast.uk
    made.save()
    return made


def test_the_journal_tells_each_change_and_its_reason(cast: Cast) -> None:
    place = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    start_sending(place, cast.uk, now=NOW)
    release(place, why="platform.ReplyAwaited", now=NOW)
    lines = [(one.event, one.held, one.spent, one.why["code"] if one.why else "") for one in journal_of(cast)]
    assert lines == [
        ("released", -1, 0, "platform.ReplyAwaited"),
        ("sending", 0, 0, ""),
        ("held", 1, 0, "quota.each_message_costs"),
        ("opened", 0, 0, "quota.cap_by_pack"),
    ]


def test_what_was_not_to_be_sent_has_its_line_too(cast: Cast) -> None:
    window = open_window(cast.uk, now=NOW)
    note_skipped(cast.uk, cast.anna, Kind.REMINDER, QuotaUsedUp(units=1, left=0), now=NOW)
    line = ledger_lines(cast.moonwell.pk, window.pk)[0]
    assert (line.state, line.kind, line.units, line.why["code"]) == ("skipped", "reminder", 0, "quota.used_up")


def journal_of(cast: Cast) -> list[JournalLine]:
    return journal_lines(cast.moonwell.pk, open_window(cast.uk, now=NOW).pk)
