"""Nobody is woken, nobody is written to on their holiday, nothing leaves in a burst; and each wait says why."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.outreach.rules.pace import Pace, PaceInvalid, Quiet, Region, leaving, spread
from rapport.policies.queries import places
from rapport.shared.refusals import Reason

QUIET = Quiet(time(22), time(8))
SIX_AN_HOUR = Pace(per_hour_max=6)
OFFICE = Pace(per_hour_max=6, works_on=(0, 1, 2, 3, 4), works_from=time(10), works_until=time(18))
TEN_MINUTES = timedelta(minutes=10)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def region(code: str) -> Region:
    return Region(places()[code], QUIET)


def test_in_the_day_it_leaves_at_once() -> None:
    found = leaving(at("2026-03-02 09:00"), region("GB"), SIX_AN_HOUR)
    assert (found.at, found.why) == (at("2026-03-02 09:00"), None)


def test_at_night_it_waits_for_the_creator_s_morning() -> None:
    """Seven in the evening in London is two in the morning in Bangkok."""
    found = leaving(at("2026-03-05 19:00"), region("TH"))
    assert found.at == at("2026-03-06 01:00")
    assert found.why == Reason(
        "pace.quiet_hours", {"clock": "08:00", "day": "2026-03-06", "city": "Bangkok", "city_zh": "曼谷"}
    )


def test_where_a_country_has_several_zones_the_last_to_wake_decides() -> None:
    """Eight in New York is five in Los Angeles; at seven in Los Angeles New York sleeps again."""
    morning = leaving(at("2026-03-04 13:00"), region("US"))
    evening = leaving(at("2026-03-05 03:00"), region("US"))
    assert (morning.at, evening.at) == (at("2026-03-04 16:00"), at("2026-03-05 16:00"))
    assert morning.why is not None
    assert morning.why.data["city"] == "Los Angeles"


def test_over_songkran_it_waits_and_says_so() -> None:
    found = leaving(at("2026-04-13 05:00"), region("TH"), SIX_AN_HOUR)
    assert found.at == at("2026-04-16 01:00")
    assert found.why is not None
    assert (found.why.code, found.why.data["holiday"], found.why.data["clock"]) == ("pace.holiday", "Songkran", "08:00")


def test_a_holiday_of_the_shop_s_own_country_holds_up_nobody_elsewhere() -> None:
    easter_monday = at("2026-04-06 12:00")
    assert leaving(easter_monday, region("SG"), SIX_AN_HOUR).why is None
    assert leaving(easter_monday, region("GB"), SIX_AN_HOUR).at == at("2026-04-07 07:00")


def test_who_approves_by_hand_may_write_on_a_holiday() -> None:
    assert leaving(at("2026-04-13 05:00"), region("TH")).why is None


def test_working_days_and_hours_are_kept_where_they_are_chosen() -> None:
    friday_evening, early = at("2026-03-06 18:30"), at("2026-03-04 08:30")
    late, soon = leaving(friday_evening, region("GB"), OFFICE), leaving(early, region("GB"), OFFICE)
    assert (late.at, soon.at) == (at("2026-03-09 10:00"), at("2026-03-04 10:00"))
    assert [one.why.code for one in (late, soon) if one.why] == ["pace.day_without_work", "pace.outside_hours"]


def test_through_the_change_of_clocks_the_morning_stays_the_morning() -> None:
    assert leaving(at("2026-03-28 23:00"), region("GB")).at == at("2026-03-29 07:00")


def test_a_region_nobody_knows_keeps_the_shop_s_night() -> None:
    found = leaving(at("2026-03-02 23:00"), Region.of_zone("Asia/Ho_Chi_Minh", QUIET))
    assert found.at == at("2026-03-03 01:00")
    assert found.why is not None
    assert found.why.data["city"] == "Ho Chi Minh"


def test_messages_leave_one_after_the_other() -> None:
    start = at("2026-03-02 09:00")
    found = spread([region("GB")] * 3, start, SIX_AN_HOUR)
    assert [one.at for one in found] == [start, start + TEN_MINUTES, start + 2 * TEN_MINUTES]
    assert [one.why for one in found] == [None, *[Reason("pace.one_after_another", {"per_hour": 6})] * 2]


def test_they_keep_clear_of_what_left_before() -> None:
    start = at("2026-03-02 09:00")
    (found,) = spread([region("GB")], start, SIX_AN_HOUR, taken=[start - timedelta(minutes=4)])
    assert found.at == start + timedelta(minutes=6)


def test_who_sleeps_holds_up_nobody_else() -> None:
    start = at("2026-03-05 19:00")
    found = spread([region("TH"), region("GB")], start, SIX_AN_HOUR)
    assert [one.at for one in found] == [at("2026-03-06 01:00"), start]


def test_what_finds_no_place_in_the_day_leaves_in_the_morning() -> None:
    start = at("2026-03-02 21:45")
    found = spread([region("GB")] * 4, start, SIX_AN_HOUR)
    assert [one.at for one in found] == [start, start + TEN_MINUTES, at("2026-03-03 08:00"), at("2026-03-03 08:10")]
    assert found[3].why is not None


@pytest.mark.parametrize(
    "wrong",
    [{"per_hour_max": 0}, {"works_on": ()}, {"works_from": time(18), "works_until": time(9)}],
)
def test_a_pace_that_lets_nothing_leave_is_none(wrong: dict[str, object]) -> None:
    with pytest.raises(PaceInvalid):
        Pace(**{"per_hour_max": 6, **wrong})  # type: ignore[arg-type] # what is wrong is wrong on purpose


MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the zone is put in beside
PACES = st.sampled_from([SIX_AN_HOUR, OFFICE, Pace(per_hour_max=1), Pace(per_hour_max=60, minds_holidays=False)])


@given(MOMENTS, st.sampled_from(sorted(places())), PACES)
def test_what_leaves_leaves_in_the_day_of_every_zone(moment: datetime, code: str, pace: Pace) -> None:
    found = leaving(moment, region(code), pace)
    assert found.at >= moment
    assert leaving(found.at, region(code), pace).why is None
    assert (found.why is None) == (found.at == moment)


@given(MOMENTS, st.lists(st.sampled_from(["TH", "GB", "US", "ID"]), max_size=12), PACES)
def test_no_hour_holds_more_than_it_may(moment: datetime, codes: list[str], pace: Pace) -> None:
    times = sorted(one.at for one in spread([region(code) for code in codes], moment, pace))
    assert all(later - earlier >= pace.gap for earlier, later in pairwise(times))
