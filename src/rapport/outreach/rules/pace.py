"""When a message may leave: never at night where the creator lives, never in a burst, and why it waits; pure.

Quiet hours hold for every message. A campaign that runs by itself keeps more: public holidays, working days and hours,
and so many an hour. A region of several zones is awake when all of its zones are: the most careful reading.
"""

from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from rapport.policies.rules.places import DayOff, Place, ZoneOf
from rapport.shared.periods import midnight, outside_quiet_hours
from rapport.shared.refusals import Data, Reason, Refusal

AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)
LOOKS_MOST = 400
"""More often than there are days in a year no moment is moved on: whoever never wakes is written to in a year."""


class PaceInvalid(Refusal):
    """A pace that never lets anything leave: none an hour, no working day, or hours that end before they begin."""

    code = "outreach.pace_invalid"


@dataclass(frozen=True, slots=True)
class Quiet:
    """The hours in which nobody is written to, in the creator's local time; from the policy pack."""

    begins: time
    ends: time


@dataclass(frozen=True, slots=True)
class Pace:
    """The limits that a campaign which runs by itself keeps. Weekdays from 0 = Monday; no hours means all day."""

    per_hour_max: int
    minds_holidays: bool = True
    works_on: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    works_from: time | None = None
    works_until: time | None = None

    def __post_init__(self) -> None:
        never = self.works_from is not None and self.works_until is not None and self.works_from >= self.works_until
        if self.per_hour_max < 1 or not self.works_on or never:
            raise PaceInvalid

    @property
    def gap(self) -> timedelta:
        """Between two messages; an hour holds no more of them than it may."""
        return AN_HOUR / self.per_hour_max

    def as_json(self) -> dict[str, object]:
        return {
            "per_hour_max": self.per_hour_max,
            "minds_holidays": self.minds_holidays,
            "works_on": list(self.works_on),
            "works_from": self.works_from.isoformat() if self.works_from else None,
            "works_until": self.works_until.isoformat() if self.works_until else None,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Pace":
        begins, ends = stored["works_from"], stored["works_until"]
        return cls(
            stored["per_hour_max"],
            stored["minds_holidays"],
            tuple(stored["works_on"]),
            time.fromisoformat(begins) if begins else None,
            time.fromisoformat(ends) if ends else None,
        )


@dataclass(frozen=True, slots=True)
class Leaving:
    """When something leaves, and what it waits for until then; no reason where it leaves at once."""

    at: datetime
    why: Reason | None = None


@dataclass(frozen=True, slots=True)
class Leaves:
    """When an automatic message leaves: in whose lane its hours are counted, at which pace, and what it waits for."""

    at: datetime
    lane: str
    pace: Pace
    why: Reason | None = None


@dataclass(frozen=True, slots=True)
class Region:
    """Where a creator lives, and the hours in which nobody is woken there."""

    place: Place
    quiet: Quiet

    @classmethod
    def of_zone(cls, timezone: str, quiet: Quiet) -> "Region":
        """A place of which only the time zone is known."""
        city = timezone.rpartition("/")[2].replace("_", " ")
        return cls(Place("", (ZoneOf(zone=timezone, city=city, zh=city),), {}, date.max), quiet)


def leaving(moment: datetime, region: Region, pace: Pace | None = None) -> Leaving:
    """The first moment from `moment` on at which a message may leave, and why not before.

    Without a pace only quiet hours are kept. Of several reasons the one told is the weightiest: a holiday before a day
    without work, before the hours.
    """
    at, told, weight = moment, None, -1
    for _ in range(LOOKS_MOST):
        moved = next(_moved(at, region, pace), None)
        if moved is None:
            break
        at = moved.until
        if moved.weight >= weight:
            told, weight = moved, moved.weight
    return Leaving(at, _reason(told, at) if told else None)


def spread(moments: Sequence[Region], start: datetime, pace: Pace, *, taken: Sequence[datetime] = ()) -> list[Leaving]:
    """When each of several messages leaves, one after the other and never two within the pace's gap.

    `taken` are the moments at which the campaign's other messages leave or left. Each keeps its own creator's hours;
    who must wait for theirs holds up nobody else.
    """
    slots = sorted(taken)
    reached: dict[tuple[str, ...], datetime] = {}
    found = []
    for region in moments:
        zones = tuple(one.zone for one in region.place.zones)
        one = _free(start, reached.get(zones, start), region, pace, slots)
        reached[zones] = one.at
        insort(slots, one.at)
        found.append(one)
    return found


def _free(start: datetime, reached: datetime, region: Region, pace: Pace, slots: Sequence[datetime]) -> Leaving:
    """The first moment from `reached` on that is awake and a gap away from all that is taken."""
    wanted, one = leaving(start, region, pace), leaving(reached, region, pace)
    while (near := _nearest(one.at, slots, pace.gap)) is not None:
        one = leaving(near + pace.gap, region, pace)
    if one.at == wanted.at:
        return wanted
    return Leaving(one.at, one.why or wanted.why or Reason("pace.one_after_another", {"per_hour": pace.per_hour_max}))


def _nearest(at: datetime, slots: Sequence[datetime], gap: timedelta) -> datetime | None:
    """The latest slot less than a gap away from a moment, before or after it."""
    latest = bisect_left(slots, at + gap) - 1
    return slots[latest] if latest >= 0 and slots[latest] > at - gap else None


@dataclass(frozen=True, slots=True)
class _Moved:
    """One thing that a message waits for."""

    until: datetime
    code: str
    zone: ZoneOf
    weight: int
    off: DayOff | None = None


def _moved(at: datetime, region: Region, pace: Pace | None) -> Iterator[_Moved]:
    """What stands in the way at a moment, the weightiest of each zone first."""
    for zone in region.place.zones:
        if pace is not None:
            yield from _day_moved(at, zone, region.place.days_off, pace)
        awake = outside_quiet_hours(at, zone.zone, region.quiet.begins, region.quiet.ends)
        if awake > at:
            yield _Moved(awake, "pace.quiet_hours", zone, 0)
        if pace is not None:
            yield from _hours_moved(at, zone, pace)


def _day_moved(at: datetime, zone: ZoneOf, days_off: Mapping[date, DayOff], pace: Pace) -> Iterator[_Moved]:
    local = at.astimezone(ZoneInfo(zone.zone))
    tomorrow = midnight(local.date() + A_DAY, zone.zone)
    off = days_off.get(local.date()) if pace.minds_holidays else None
    if off is not None:
        yield _Moved(tomorrow, "pace.holiday", zone, 3, off)
    elif local.weekday() not in pace.works_on:
        yield _Moved(tomorrow, "pace.day_without_work", zone, 2)


def _hours_moved(at: datetime, zone: ZoneOf, pace: Pace) -> Iterator[_Moved]:
    local = at.astimezone(ZoneInfo(zone.zone))
    if pace.works_from is not None and local.time() < pace.works_from:
        begins = datetime.combine(local.date(), pace.works_from, ZoneInfo(zone.zone)).astimezone(UTC)
        yield _Moved(max(begins, at + timedelta(microseconds=1)), "pace.outside_hours", zone, 1)
    elif pace.works_until is not None and local.time() >= pace.works_until:
        yield _Moved(midnight(local.date() + A_DAY, zone.zone), "pace.outside_hours", zone, 1)


def _reason(told: _Moved, at: datetime) -> Reason:
    local = at.astimezone(ZoneInfo(told.zone.zone))
    data: Data = {
        "clock": f"{local:%H:%M}",
        "day": f"{local:%Y-%m-%d}",
        "city": told.zone.city,
        "city_zh": told.zone.zh,
    }
    if told.off is not None:
        data |= {"holiday": told.off.name, "holiday_zh": told.off.name_zh}
    return Reason(told.code, data)
