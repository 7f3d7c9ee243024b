"""Taking places in the quota, as Mei's shop in the United Kingdom does: 20 messages a week, each counted."""

from datetime import timedelta

import pytest
from tests.cast import NOW, Cast

from rapport.outreach.actions.quota import (
    LiveQuota,
    close_window,
    open_window,
    record_live_quota,
    release,
    reserve,
    spend,
)
from rapport.outreach.models import QuotaWindow
from rapport.outreach.rules.quota import Kind, QuotaUsedUp
from rapport.shared.periods import Period


def counts(window: QuotaWindow) -> tuple[int | None, int, int]:
    window.refresh_from_db()
    return window.cap, window.held, window.spent


def test_a_place_is_held_then_spent(cast: Cast) -> None:
    place = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    assert counts(place.window) == (20, 1, 0)
    spend(place, now=NOW)
    assert counts(place.window) == (20, 0, 1)


def test_a_place_given_back_can_be_taken_again(cast: Cast) -> None:
    place = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    release(place, now=NOW)
    assert counts(place.window) == (20, 0, 0)
    again = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    assert again.pk == place.pk
    assert counts(place.window) == (20, 1, 0)


def test_the_same_intent_asked_twice_takes_one_place(cast: Cast) -> None:
    first = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    second = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    assert first.pk == second.pk
    assert counts(first.window) == (20, 1, 0)


def test_the_twenty_first_message_is_refused(cast: Cast) -> None:
    for number in range(20):
        reserve(cast.uk, cast.anna, Kind.MESSAGE, f"message {number}", now=NOW)
    with pytest.raises(QuotaUsedUp) as refused:
        reserve(cast.uk, cast.bao, Kind.MESSAGE, "one more", now=NOW)
    assert refused.value.data == {"units": 1, "left": 0, "cap": 20, "spent": 0, "held": 20}


def test_a_new_week_has_a_quota_of_its_own(cast: Cast) -> None:
    this_week = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    next_week = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello again", now=NOW + timedelta(days=7))
    assert this_week.window_id != next_week.window_id
    assert counts(next_week.window) == (20, 1, 0)


def test_creators_count_once_a_week_in_the_united_states(cast: Cast) -> None:
    first = reserve(cast.us, cast.emma, Kind.INVITATION, "invite", now=NOW)
    second = reserve(cast.us, cast.emma, Kind.MESSAGE, "hello", now=NOW)
    assert [first.units, second.units] == [1, 0]
    spend(first, now=NOW)
    spend(second, now=NOW)
    assert counts(first.window) == (1000, 0, 1)


def test_a_creator_stays_counted_until_the_last_place_is_given_back(cast: Cast) -> None:
    first = reserve(cast.us, cast.emma, Kind.INVITATION, "invite", now=NOW)
    second = reserve(cast.us, cast.emma, Kind.MESSAGE, "hello", now=NOW)
    release(first, now=NOW)
    assert counts(first.window) == (1000, 1, 0)
    release(second, now=NOW)
    assert counts(first.window) == (1000, 0, 0)


def test_what_the_platform_says_overrules_the_pack(cast: Cast) -> None:
    window = open_window(cast.uk, now=NOW)
    period = Period(window.starts_at, window.ends_at)
    reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    record_live_quota(cast.uk, LiveQuota(period, cap=3, used=2, max_followers=None), now=NOW)
    assert counts(window) == (3, 1, 0)
    with pytest.raises(QuotaUsedUp):
        reserve(cast.uk, cast.bao, Kind.MESSAGE, "hello bao", now=NOW)


def test_a_cap_below_what_is_spent_leaves_the_spent(cast: Cast) -> None:
    for number in range(5):
        spend(reserve(cast.uk, cast.anna, Kind.MESSAGE, f"message {number}", now=NOW), now=NOW)
    window = open_window(cast.uk, now=NOW)
    record_live_quota(
        cast.uk, LiveQuota(Period(window.starts_at, window.ends_at), cap=3, used=5, max_followers=None), now=NOW
    )
    window.refresh_from_db()
    assert (window.cap, window.cap_told, window.spent) == (5, 3, 5)


def test_a_window_the_platform_closed_grants_nothing_more(cast: Cast) -> None:
    held = reserve(cast.uk, cast.anna, Kind.MESSAGE, "hello", now=NOW)
    close_window(cast.uk, now=NOW)
    release(held, now=NOW)
    with pytest.raises(QuotaUsedUp):
        reserve(cast.uk, cast.bao, Kind.MESSAGE, "hello bao", now=NOW)
