"""Days and weeks of a shop: computed as local dates, then converted, so that a week with a clock change stays a
week.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open span of time in UTC: `start` belongs to it, `end` does not."""

    start: datetime
    end: datetime

    def __contains__(self, moment: object) -> bool:
        return isinstance(moment, datetime) and self.start <= moment < self.end

    @property
    def hours(self) -> int:
        return int((self.end - self.start).total_seconds()) // 3600


@dataclass(frozen=True, slots=True)
class WeekRule:
    """When a week begins: weekday (0 = Monday), local time and time zone."""

    weekday: int
    at: time
    timezone: str

    @classmethod
    def of(cls, weekday: str, at: str, timezone: str) -> "WeekRule":
        """From words as policy packs write them: `sunday`, `00:00`, `America/Los_Angeles`."""
        return cls(WEEKDAYS.index(weekday), time.fromisoformat(at), timezone)


def week_of(moment: datetime, rule: WeekRule) -> Period:
    """The week that holds `moment`."""
    local = moment.astimezone(ZoneInfo(rule.timezone))
    first = local.date() - timedelta(days=(local.weekday() - rule.weekday) % 7)
    if _begin(first, rule) > moment:
        first -= timedelta(days=7)
    return Period(_begin(first, rule), _begin(first + timedelta(days=7), rule))


def week_after(period: Period, rule: WeekRule) -> Period:
    return week_of(period.end, rule)


def day_of(moment: datetime, timezone: str) -> Period:
    """The local calendar day that holds `moment`; 23 or 25 hours long on a day of clock change."""
    zone = ZoneInfo(timezone)
    today = moment.astimezone(zone).date()
    return Period(midnight(today, timezone), midnight(today + timedelta(days=1), timezone))


def midnight(day: date, timezone: str) -> datetime:
    return datetime.combine(day, time.min, ZoneInfo(timezone)).astimezone(UTC)


def local_date(moment: datetime, timezone: str) -> date:
    return moment.astimezone(ZoneInfo(timezone)).date()


def days_left(moment: datetime, period: Period, timezone: str) -> int:
    """Local calendar days from `moment`'s own to the period's last, both counted; 1 on the last day."""
    last = (period.end - timedelta(microseconds=1)).astimezone(ZoneInfo(timezone)).date()
    return (last - local_date(moment, timezone)).days + 1


def outside_quiet_hours(moment: datetime, timezone: str, quiet_from: time, quiet_until: time) -> datetime:
    """`moment` itself, or the end of the quiet hours it falls into. Quiet hours may run over midnight."""
    local = moment.astimezone(ZoneInfo(timezone))
    clock = local.time()
    over_midnight = quiet_from > quiet_until
    quiet = (clock >= quiet_from or clock < quiet_until) if over_midnight else quiet_from <= clock < quiet_until
    if not quiet:
        return moment
    day = local.date() + timedelta(days=1) if over_midnight and clock >= quiet_from else local.date()
    # In the hour that comes twice the end is the one of the same round, else it would lie before `moment`.
    return datetime.combine(day, quiet_until.replace(fold=local.fold), ZoneInfo(timezone)).astimezone(UTC)


def _begin(day: date, rule: WeekRule) -> datetime:
    return datetime.combine(day, rule.at, ZoneInfo(rule.timezone)).astimezone(UTC)
