"""What Mei's shop sent, held against other rules."""

from datetime import timedelta

import pytest
from tests.cast import NOW, Cast
from tests.outreach.stage import writes

from rapport.outreach.actions.quota import release, reserve, spend
from rapport.outreach.queries.replays import replay_of
from rapport.outreach.rules.quota import Kind
from rapport.policies.rules.packs import RegionNotCovered

HOUR, WEEK = timedelta(hours=1), timedelta(days=7)


def sent(cast: Cast, count: int, kind: Kind = Kind.MESSAGE) -> None:
    for number in range(count):
        at = NOW + number * HOUR
        spend(reserve(cast.us, cast.emma, kind, f"{kind} {number}", now=at), now=at)


def test_what_one_rule_let_through_another_stops(cast: Cast) -> None:
    sent(cast, 3)
    (week,) = replay_of(cast.us, "us-2025", now=NOW + WEEK)
    assert (week.cap, week.used, week.allowed, week.refused) == (1_000, 1, 3, [])
    with pytest.raises(RegionNotCovered):
        replay_of(cast.us, "guidebook", now=NOW + WEEK)


def test_what_was_given_back_or_is_too_long_ago_is_not_looked_at(cast: Cast) -> None:
    sent(cast, 2)
    release(reserve(cast.us, cast.emma, Kind.MESSAGE, "never sent", now=NOW), now=NOW)
    assert [len(week.messages) for week in replay_of(cast.us, "us-2025", now=NOW + WEEK)] == [2]
    assert replay_of(cast.us, "us-2025", now=NOW + 3 * WEEK, weeks=2) == []


def test_who_wrote_is_free_from_then_on(cast: Cast) -> None:
    sent(cast, 1)
    writes(cast.us, cast.emma, "Yes please", at=NOW + HOUR)
    at = NOW + WEEK
    spend(reserve(cast.us, cast.emma, Kind.REPLY, "next week", now=at), now=at)
    assert [week.used for week in replay_of(cast.us, "us-2025", now=NOW + 2 * WEEK)] == [0, 1]
