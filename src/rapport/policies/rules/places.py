"""Where creators live: the time zones and public holidays of a region, read from our own data file; pure.

A holiday is a fixed day, one reckoned from Easter, the n-th weekday of a month, or on listed days. Beyond the years the
file names nothing is known, and nothing is invented.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

from rapport.policies.rules.sections import Zone
from rapport.policies.rules.sourced import Confidence, DataFileInvalid, Raw, checked
from rapport.shared.periods import WEEKDAYS

SATURDAY, SUNDAY = 5, 6
A_DAY = timedelta(days=1)
A_WEEK = timedelta(days=7)
NEXT_YEAR = 13

Observed = Literal["", "monday", "sunday_monday", "nearest"]


def _month_day(text: str) -> str:
    date.fromisoformat(f"2028-{text}")
    return text


def _nth(text: str) -> str:
    number, weekday, month = text.split()
    if int(number) not in (-1, 1, 2, 3, 4) or weekday not in WEEKDAYS or not 0 < int(month) < NEXT_YEAR:
        raise ValueError("must be written as `3 monday 1`")
    return text


class _Table(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ZoneOf(_Table):
    """A time zone of a region and the city people know it by."""

    zone: Zone
    city: str
    zh: str


class Holiday(_Table):
    """One public holiday and when it is, in one of four ways."""

    name: str
    zh: str
    on: Annotated[str, AfterValidator(_month_day)] | None = None
    easter: int | None = None
    nth: Annotated[str, AfterValidator(_nth)] | None = None
    days: tuple[date, ...] = ()
    observed: Observed = ""
    source: str | None = None
    confidence: Confidence | None = None

    @model_validator(mode="after")
    def _said_once(self) -> "Holiday":
        ways = (self.on is not None, self.easter is not None, self.nth is not None, bool(self.days))
        if sum(ways) != 1:
            raise ValueError("a holiday has one of on, easter, nth, days")
        return self


class _Region(_Table):
    source: str
    as_of: date
    confidence: Confidence
    zones: tuple[ZoneOf, ...]
    holidays: tuple[Holiday, ...]


class _File(_Table):
    years: tuple[int, ...]
    sources: dict[str, str]
    regions: dict[str, _Region]


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day on which nobody is written to, in English and Chinese, and how sure that is."""

    on: date
    name: str
    name_zh: str
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Place:
    """A region as whoever waits for its morning sees it; a region of several zones is awake when all are."""

    region: str
    zones: tuple[ZoneOf, ...]
    days_off: Mapping[date, DayOff]
    known_until: date
    """Beyond it no holidays are known."""


def read_places(file: str, raw: Raw) -> dict[str, Place]:
    """Check the file and reckon its holidays, by region. Refuses with DataFileInvalid that names the field."""
    read = checked(_File, raw, file=file, field="places")
    last = max(read.years)
    places = {}
    for code, region in read.regions.items():
        for one in (region.source, *(held.source for held in region.holidays if held.source)):
            if one not in read.sources:
                raise DataFileInvalid(file=file, field=f"regions.{code}.source", problem=f"unknown source {one}")
        days = {off.on: off for off in _days_off(region, read)}
        places[code] = Place(code, region.zones, days, date(last, 12, 31))
    return places


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian reckoning)."""
    golden, century = year % 19, year // 100
    skipped, corrected = century // 4, (8 * century + 13) // 25
    epact = (19 * golden + century - skipped - corrected + 15) % 30
    epact -= (epact // 28) * (1 - (epact // 28) * (29 // (epact + 1)) * ((21 - golden) // 11))
    weekday = (year + year // 4 + epact + 2 - century + skipped) % 7
    offset = epact - weekday
    month = 3 + (offset + 40) // 44
    return date(year, month, offset + 28 - 31 * (month // 4))


def _days_off(region: _Region, file: _File) -> Iterator[DayOff]:
    """Every holiday of the file's years, and those kept on another day besides."""
    held = [(day, one) for one in region.holidays for day in _days_of(one, file.years)]
    taken = {day for day, _ in held}
    for day, one in sorted(held, key=lambda pair: pair[0]):
        yield _off(day, one, region, file)
        also = _observed(day, one.observed, taken)
        if also is not None:
            taken.add(also)
            yield _off(also, one, region, file)


def _off(day: date, one: Holiday, region: _Region, file: _File) -> DayOff:
    source = file.sources[one.source or region.source]
    return DayOff(day, one.name, one.zh, source, one.confidence or region.confidence)


def _days_of(one: Holiday, years: tuple[int, ...]) -> list[date]:
    if one.days:
        return list(one.days)
    if one.on is not None:
        return [date.fromisoformat(f"{year}-{one.on}") for year in years]
    if one.easter is not None:
        return [easter(year) + timedelta(days=one.easter) for year in years]
    return [_nth_day(one.nth or "", year) for year in years]


def _nth_day(text: str, year: int) -> date:
    """The day that `3 monday 1` or `-1 monday 5` (the last of May) names in a year."""
    number, weekday, month = text.split()
    first = date(year, int(month), 1)
    if int(number) > 0:
        return first + timedelta(days=(WEEKDAYS.index(weekday) - first.weekday()) % 7) + A_WEEK * (int(number) - 1)
    after = date(year + int(month) // 12, int(month) % 12 + 1, 1)
    return after - timedelta(days=(after.weekday() - WEEKDAYS.index(weekday) - 1) % 7 + 1)


def _observed(day: date, how: Observed, taken: set[date]) -> date | None:
    """Which other day is kept for a holiday on a weekend; none where it falls on a weekday."""
    weekday = day.weekday()
    if how == "" or weekday not in ((SUNDAY,) if how == "sunday_monday" else (SATURDAY, SUNDAY)):
        return None
    if how == "nearest" and weekday == SATURDAY:
        return day - A_DAY
    also = day + A_DAY
    while also.weekday() in (SATURDAY, SUNDAY) or also in taken:
        also += A_DAY
    return also
