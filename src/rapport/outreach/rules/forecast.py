"""When the quota runs out, and what is still expected to ask for it (reference outreach B.2); pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from rapport.outreach.rules.quota import Standing
from rapport.shared.periods import Period

LEAST_OBSERVED = timedelta(days=1)
"""A pace of fewer hours says nothing of a day."""
DAY_S = 86_400


class Outlook(StrEnum):
    """How the week is expected to end."""

    NO_LIMIT = "no_limit"
    USED_UP = "used_up"
    NO_PACE = "no_pace"
    """Nothing was sent lately: nothing can be said of when it runs out."""
    RUNS_OUT = "runs_out"
    LASTS = "lasts"
    """At this pace some of it lapses unused."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Units spent over a span that was looked at."""

    units: int
    over: timedelta


@dataclass(frozen=True, slots=True)
class Forecast:
    """What to expect of the window. Hundredths of units a day; `lapses` are units left over at its end."""

    outlook: Outlook
    left: int | None
    per_day_hundredths: int
    runs_out_at: datetime | None
    lapses: int
    held: int
    """Taken and not sent yet: they come back if what they are for is cancelled."""
    answers_tenths: int
    """Answers still expected to be needed in this window."""
    units_for_answers: int


def forecast(
    standing: Standing, window: Period, pace: Pace, answers_tenths: int, answer_units: int, *, now: datetime
) -> Forecast:
    """How long the units left last at the pace of the days before.

    `answers_tenths` are those still expected in this window, `answer_units` what each costs. Held places are counted as
    gone.
    """
    over = max(pace.over, LEAST_OBSERVED)
    per_day = round(pace.units * 100 * DAY_S / over.total_seconds())
    outlook, runs_out_at, lapses = _outlook(standing.left, per_day, window, now)
    return Forecast(
        outlook=outlook,
        left=standing.left,
        per_day_hundredths=per_day,
        runs_out_at=runs_out_at,
        lapses=lapses,
        held=standing.held,
        answers_tenths=answers_tenths,
        units_for_answers=-(-answers_tenths * answer_units // 10),
    )


def _outlook(left: int | None, per_day: int, window: Period, now: datetime) -> tuple[Outlook, datetime | None, int]:
    if left is None:
        return Outlook.NO_LIMIT, None, 0
    if left == 0:
        return Outlook.USED_UP, now, 0
    if per_day == 0:
        return Outlook.NO_PACE, None, left
    runs_out_at = now + timedelta(seconds=left * 100 * DAY_S // per_day)
    if runs_out_at < window.end:
        return Outlook.RUNS_OUT, runs_out_at, 0
    until_end = int((window.end - now).total_seconds())
    return Outlook.LASTS, None, left - per_day * until_end // (100 * DAY_S)
