"""When a week of twenty runs out, at the pace of the days before."""

from datetime import UTC, datetime, timedelta

from rapport.outreach.rules.forecast import Forecast, Outlook, Pace, forecast
from rapport.outreach.rules.quota import Standing
from rapport.shared.periods import Period

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
DAY = timedelta(days=1)
WEEK = Period(MONDAY, MONDAY + 7 * DAY)


def expected(spent: int, pace: Pace, *, cap: int | None = 20, held: int = 0, answers: int = 0) -> Forecast:
    return forecast(Standing(cap, held, spent), WEEK, pace, answers, 1, now=MONDAY + 2 * DAY)


def test_sixteen_units_at_four_a_day_last_four_days() -> None:
    found = expected(4, Pace(units=56, over=14 * DAY))
    assert (found.outlook, found.per_day_hundredths, found.runs_out_at) == (
        Outlook.RUNS_OUT,
        400,
        MONDAY + 6 * DAY,
    )


def test_at_a_slower_pace_some_lapse() -> None:
    found = expected(4, Pace(units=14, over=14 * DAY))
    assert (found.outlook, found.runs_out_at, found.lapses) == (Outlook.LASTS, None, 11)


def test_held_places_count_as_gone_and_are_told() -> None:
    found = expected(4, Pace(units=14, over=14 * DAY), held=16)
    assert (found.outlook, found.left, found.held) == (Outlook.USED_UP, 0, 16)


def test_who_sent_nothing_lately_is_told_nothing_of_when() -> None:
    assert expected(0, Pace(units=0, over=14 * DAY)).outlook is Outlook.NO_PACE
    assert expected(0, Pace(units=9, over=DAY), cap=None).outlook is Outlook.NO_LIMIT


def test_the_first_hours_are_not_taken_for_a_day_s_pace() -> None:
    assert expected(4, Pace(units=4, over=timedelta(hours=1))).per_day_hundredths == 400


def test_answers_still_expected_are_given_in_units_rounded_up() -> None:
    found = expected(4, Pace(units=14, over=14 * DAY), answers=23)
    assert (found.answers_tenths, found.units_for_answers) == (23, 3)
