"""Days and weeks of a shop, over clock changes, leap days and the turn of a year."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.shared.periods import (
    Period,
    WeekRule,
    day_of,
    days_left,
    local_date,
    midnight,
    outside_quiet_hours,
    week_after,
    week_of,
)

LONDON, LOS_ANGELES, BANGKOK = "Europe/London", "America/Los_Angeles", "Asia/Bangkok"
MONDAY = WeekRule.of("monday", "00:00", LONDON)
SUNDAY = WeekRule.of("sunday", "00:00", LOS_ANGELES)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - the bounds
ZONES = st.sampled_from([LONDON, LOS_ANGELES, BANGKOK, "Europe/Berlin", "America/Sao_Paulo"])
RULES = st.builds(WeekRule, st.integers(0, 6), st.times(), ZONES)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_week_begins_on_its_weekday_in_the_shop_s_own_time() -> None:
    assert week_of(utc("2026-03-04 12:00"), MONDAY) == Period(utc("2026-03-02 00:00"), utc("2026-03-09 00:00"))
    assert week_of(utc("2026-03-04 12:00"), SUNDAY) == Period(utc("2026-03-01 08:00"), utc("2026-03-08 08:00"))


def test_its_first_moment_belongs_to_a_week_and_the_next_one_s_does_not() -> None:
    week = week_of(utc("2026-03-02 00:00"), MONDAY)
    assert week.start in week
    assert week.end not in week
    assert week.end - timedelta(microseconds=1) in week
    assert "2026-03-02" not in week


@pytest.mark.parametrize(
    ("moment", "rule", "hours"),
    [
        ("2026-03-25 12:00", MONDAY, 167),
        ("2026-10-21 12:00", MONDAY, 169),
        ("2026-03-04 12:00", MONDAY, 168),
        ("2026-03-11 12:00", SUNDAY, 167),
        ("2026-11-04 12:00", SUNDAY, 169),
        ("2026-11-11 12:00", SUNDAY, 168),
    ],
)
def test_a_week_with_a_clock_change_is_an_hour_shorter_or_longer(moment: str, rule: WeekRule, hours: int) -> None:
    assert week_of(utc(moment), rule).hours == hours


def test_a_week_may_begin_at_another_hour_than_midnight() -> None:
    noon = WeekRule.of("sunday", "12:00", LOS_ANGELES)
    assert week_of(utc("2026-03-08 18:59"), noon) == Period(utc("2026-03-01 20:00"), utc("2026-03-08 19:00"))
    assert week_of(utc("2026-03-08 19:00"), noon) == Period(utc("2026-03-08 19:00"), utc("2026-03-15 19:00"))


def test_a_leap_day_lies_in_its_week() -> None:
    assert week_of(utc("2028-02-29 10:00"), MONDAY) == Period(utc("2028-02-28 00:00"), utc("2028-03-06 00:00"))
    assert day_of(utc("2028-02-29 10:00"), LONDON) == Period(utc("2028-02-29 00:00"), utc("2028-03-01 00:00"))


def test_week_53_runs_into_the_next_year() -> None:
    last = week_of(utc("2026-12-31 23:00"), MONDAY)
    assert last.start.isocalendar().week == 53
    assert last == Period(utc("2026-12-28 00:00"), utc("2027-01-04 00:00"))
    assert week_of(utc("2027-01-03 23:59"), MONDAY) == last


@given(MOMENTS, RULES)
def test_every_moment_lies_in_one_week_and_weeks_leave_no_gap(moment: datetime, rule: WeekRule) -> None:
    week = week_of(moment, rule)
    assert moment in week
    assert week_of(week.start, rule) == week
    assert week_after(week, rule).start == week.end
    assert timedelta(days=6) < week.end - week.start < timedelta(days=8)


@given(MOMENTS, ZONES)
def test_every_moment_lies_in_one_day_and_days_leave_no_gap(moment: datetime, zone: str) -> None:
    day = day_of(moment, zone)
    assert moment in day
    assert day.hours in (23, 24, 25)
    assert day_of(day.end, zone).start == day.end
    assert day.start == midnight(local_date(moment, zone), zone)


def test_a_day_of_clock_change_has_23_or_25_hours() -> None:
    assert day_of(utc("2026-03-29 12:00"), LONDON).hours == 23
    assert day_of(utc("2026-10-25 12:00"), LONDON).hours == 25
    assert day_of(utc("2026-03-08 12:00"), LOS_ANGELES).hours == 23


def test_the_local_date_is_the_shop_s_and_not_greenwich_s() -> None:
    late = utc("2026-03-02 02:00")
    assert local_date(late, LOS_ANGELES) == date(2026, 3, 1)
    assert local_date(late, BANGKOK) == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("moment", "days"),
    [("2026-03-02 00:00", 7), ("2026-03-02 23:59", 7), ("2026-03-03 00:00", 6), ("2026-03-08 23:59", 1)],
)
def test_days_left_count_today_and_the_last_day(moment: str, days: int) -> None:
    week = week_of(utc("2026-03-04 12:00"), MONDAY)
    assert days_left(utc(moment), week, LONDON) == days


def test_days_left_are_those_of_the_local_calendar() -> None:
    week = week_of(utc("2026-03-04 12:00"), SUNDAY)
    assert days_left(utc("2026-03-08 07:59"), week, LOS_ANGELES) == 1
    assert days_left(utc("2026-03-07 07:59"), week, LOS_ANGELES) == 2


@pytest.mark.parametrize("zone", [LONDON, LOS_ANGELES])
def test_days_left_do_not_stumble_over_a_clock_change(zone: str) -> None:
    rule = WeekRule.of("monday", "00:00", zone)
    week = week_of(utc("2026-10-28 12:00"), rule)
    lefts = [days_left(week.start + timedelta(hours=hour), week, zone) for hour in range(week.hours)]
    assert (lefts[0], lefts[-1], sorted(lefts, reverse=True)) == (7, 1, lefts)


NIGHT = (time(22), time(8))
SIESTA = (time(13), time(15))


@pytest.mark.parametrize(
    ("moment", "hours", "due"),
    [
        ("2026-03-02 21:59", NIGHT, "2026-03-02 21:59"),
        ("2026-03-02 22:00", NIGHT, "2026-03-03 08:00"),
        ("2026-03-03 00:30", NIGHT, "2026-03-03 08:00"),
        ("2026-03-03 08:00", NIGHT, "2026-03-03 08:00"),
        ("2026-12-31 23:00", NIGHT, "2027-01-01 08:00"),
        ("2026-03-02 12:59", SIESTA, "2026-03-02 12:59"),
        ("2026-03-02 13:00", SIESTA, "2026-03-02 15:00"),
        ("2026-03-02 15:00", SIESTA, "2026-03-02 15:00"),
    ],
)
def test_what_falls_into_quiet_hours_waits_for_their_end(moment: str, hours: tuple[time, time], due: str) -> None:
    assert outside_quiet_hours(utc(moment), LONDON, *hours) == utc(due)


def test_quiet_hours_are_local_and_follow_a_clock_change() -> None:
    before, after = utc("2026-03-28 23:00"), utc("2026-03-29 22:30")
    assert outside_quiet_hours(before, LONDON, *NIGHT) == utc("2026-03-29 07:00")
    assert outside_quiet_hours(after, LONDON, *NIGHT) == utc("2026-03-30 07:00")
    assert outside_quiet_hours(utc("2026-03-02 06:30"), LOS_ANGELES, *NIGHT) == utc("2026-03-02 16:00")


def test_quiet_hours_that_begin_as_they_end_are_none() -> None:
    assert outside_quiet_hours(utc("2026-03-02 22:00"), LONDON, time(22), time(22)) == utc("2026-03-02 22:00")


def test_quiet_hours_that_end_in_the_hour_that_comes_twice_never_send_anything_back_in_time() -> None:
    second_time = utc("2026-10-25 01:10")
    assert outside_quiet_hours(second_time, LONDON, time(22), time(1, 30)) == utc("2026-10-25 01:30")


@given(MOMENTS, ZONES, st.times(), st.times())
def test_a_message_is_never_due_before_it_is_written(
    moment: datetime, zone: str, quiet_from: time, quiet_until: time
) -> None:
    due = outside_quiet_hours(moment, zone, quiet_from, quiet_until)
    assert moment <= due <= moment + timedelta(hours=25)


@given(MOMENTS, st.times(), st.times())
def test_a_message_is_due_when_it_is_written_or_when_quiet_hours_end(
    moment: datetime, quiet_from: time, quiet_until: time
) -> None:
    due = outside_quiet_hours(moment, BANGKOK, quiet_from, quiet_until)
    assert due == moment or due.astimezone(ZoneInfo(BANGKOK)).time() == quiet_until
    assert outside_quiet_hours(due, BANGKOK, quiet_from, quiet_until) == due
