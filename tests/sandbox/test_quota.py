"""The quota's arithmetic: windows over clock changes, units of both kinds, tiers, kinds of message."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from sandbox.policy import read_rules
from sandbox.quota import (
    Standing,
    Window,
    cost,
    day_at,
    fits,
    kind_of_message,
    same_pool,
    tier_for,
    window_at,
    windows_until,
)

MESSAGES = read_rules("guidebook", "GB").quota
CREATORS = read_rules("us-2025", "US").quota
LONDON, LOS_ANGELES = ZoneInfo("Europe/London"), ZoneInfo("America/Los_Angeles")
HOUR = 3_600


def at(text: str, zone: ZoneInfo) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp())


def hours(window: Window) -> float:
    return (window.end - window.start) / HOUR


@pytest.mark.parametrize("moment", ["2026-11-02T00:00:00", "2026-11-04T13:00:00", "2026-11-08T23:59:59"])
def test_a_guidebook_week_is_monday_to_monday(moment: str) -> None:
    window = window_at(at(moment, LONDON), MESSAGES, LONDON)
    assert window == Window(at("2026-11-02T00:00", LONDON), at("2026-11-09T00:00", LONDON))
    assert hours(window) == 168


def test_the_week_of_a_clock_change_has_another_length() -> None:
    assert hours(window_at(at("2026-10-21T12:00", LONDON), MESSAGES, LONDON)) == 169
    assert hours(window_at(at("2026-03-25T12:00", LONDON), MESSAGES, LONDON)) == 167
    assert hours(window_at(at("2026-11-01T12:00", LOS_ANGELES), CREATORS, LOS_ANGELES)) == 169


def test_the_american_week_begins_on_sunday_in_the_shops_time() -> None:
    window = window_at(int(datetime(2026, 11, 8, 7, 59, tzinfo=UTC).timestamp()), CREATORS, LOS_ANGELES)
    assert window.end == at("2026-11-08T00:00", LOS_ANGELES)


def test_a_week_may_begin_at_an_hour_of_another_zone() -> None:
    rules = replace(MESSAGES, time=datetime(2026, 1, 1, 12, tzinfo=UTC).time(), timezone="America/New_York")
    window = window_at(at("2026-11-02T11:59", ZoneInfo("America/New_York")), rules, LONDON)
    assert window.end == at("2026-11-02T12:00", ZoneInfo("America/New_York"))


def test_weeks_follow_each_other_without_a_gap() -> None:
    windows = windows_until(at("2026-11-10T00:00", LONDON), at("2026-10-20T00:00", LONDON), MESSAGES, LONDON)
    assert len(windows) == 4
    assert [left.end for left in windows[:-1]] == [right.start for right in windows[1:]]


def test_every_message_costs_a_unit_by_the_guidebook() -> None:
    assert cost(MESSAGES, "reply", [1, 2], connected={1}, counted={2}) == {1: 1, 2: 1}


def test_a_creator_week_costs_each_new_creator_once() -> None:
    assert cost(CREATORS, "invitation", [1, 2, 3], connected={1}, counted={2}) == {1: 0, 2: 0, 3: 1}
    assert cost(CREATORS, "reply", [3], connected=set(), counted=set()) == {3: 0}


@pytest.mark.parametrize(
    ("standing", "units", "verdict"),
    [
        (Standing(20, 19, 0, frozenset()), 1, True),
        (Standing(20, 20, 0, frozenset()), 1, False),
        (Standing(20, 19, 0, frozenset()), 2, False),
        (Standing(20, 20, 0, frozenset()), 0, True),
        (Standing(0, 0, 3, frozenset()), 3, True),
        (Standing(5, 9, 3, frozenset()), 4, False),
        (Standing(None, 10**6, 0, frozenset()), 1, True),
    ],
)
def test_never_one_unit_over(standing: Standing, units: int, verdict: bool) -> None:  # noqa: FBT001
    assert fits(standing, units) is verdict


@pytest.mark.parametrize(
    ("gmv", "cap"), [(0, 0), (0.99, 0), (1, 2_000), (1_999.99, 2_000), (2_000, 7_000), (50_000, None)]
)
def test_the_tier_follows_the_gmv(gmv: float, cap: int | None) -> None:
    assert tier_for(gmv, CREATORS.tiers).weekly_cap == cap


@pytest.mark.parametrize(
    ("answers", "news", "before", "kind"),
    [
        (True, True, True, "reply"),
        (False, True, True, "sample_notice"),
        (False, False, True, "reminder"),
        (False, False, False, "message"),
    ],
)
def test_what_a_message_is_to_the_quota(*, answers: bool, news: bool, before: bool, kind: str) -> None:
    assert kind_of_message(answers_creator=answers, sample_news=news, wrote_before=before) == kind


def test_invitations_may_have_a_pool_of_their_own() -> None:
    apart = replace(MESSAGES, shared_pool=False)
    assert same_pool(apart, "invitation") == {"invitation"}
    assert same_pool(apart, "reply") == {"message", "reply", "reminder", "sample_notice"}
    assert same_pool(MESSAGES, "reply") == {"invitation", "message", "reply", "reminder", "sample_notice"}


def test_a_day_is_the_shops_own_and_may_have_twenty_five_hours() -> None:
    assert hours(day_at(at("2026-10-25T12:00", LONDON), LONDON)) == 25
    assert day_at(at("2026-03-02T23:59", LONDON), LONDON).end == at("2026-03-03T00:00", LONDON)
