"""What a campaign that runs by itself does now, and what waits: its own limits held against what left already; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rapport.outreach.rules.pace import AN_HOUR, Leaving, Pace, Region, spread
from rapport.shared.periods import local_date
from rapport.shared.refusals import Reason

AHEAD = timedelta(days=1)
"""So far ahead messages are queued; a plan is made every day, and what leaves later can still change its mind."""


@dataclass(frozen=True, slots=True)
class Run:
    """One campaign at a moment: its limits, and what of it leaves or left already."""

    pace: Pace
    per_day_max: int
    timezone: str
    """Of the shop: whose day an invitation counts in."""
    window_ends_at: datetime
    taken: Sequence[datetime] = ()
    """When its messages leave, or left in the last hour."""
    invited: Sequence[datetime] = ()
    """When its invitations leave, or left today."""
    wave: datetime | None = None
    """When its latest collaboration leaves or left."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One act that would be done: where its creator lives, and whether it invites."""

    region: Region
    invites: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """What becomes of one act: the moment its message leaves, its wave where it invites; else why it waits."""

    leaving: Leaving
    wave: datetime | None = None
    waits: Reason | None = None


def turns(wanted: Sequence[Wanted], run: Run, now: datetime) -> list[Turn]:
    """A turn for each act, in order: spread over the hours, inside the day's invitations, never beyond the window.

    What would leave later than a day ahead, or after the quota week has ended, waits for a later plan and says why.
    """
    last = min(now + AHEAD, run.window_ends_at)
    days = [local_date(one, run.timezone) for one in run.invited]
    found = [
        _turn(one, leaving, run, days, last)
        for one, leaving in zip(
            wanted, spread([one.region for one in wanted], now, run.pace, taken=run.taken), strict=True
        )
    ]
    return _with_waves(wanted, found, run.wave)


def _turn(one: Wanted, leaving: Leaving, run: Run, days: list[date], last: datetime) -> Turn:
    if leaving.at >= last:
        return Turn(leaving, waits=leaving.why or Reason("pace.week_ends"))
    if one.invites:
        day = local_date(leaving.at, run.timezone)
        if days.count(day) >= run.per_day_max:
            return Turn(leaving, waits=Reason("pace.day_full", {"most": run.per_day_max}))
        days.append(day)
    return Turn(leaving)


def _with_waves(wanted: Sequence[Wanted], found: Sequence[Turn], wave: datetime | None) -> list[Turn]:
    """Invitations of one hour go with one collaboration, which leaves with the first of them."""
    inviting = [place for place, one in enumerate(found) if wanted[place].invites and one.waits is None]
    waves: dict[int, datetime] = {}
    for place in sorted(inviting, key=lambda place: found[place].leaving.at):
        at = found[place].leaving.at
        wave = at if wave is None or at >= wave + AN_HOUR or at < wave else wave
        waves[place] = wave
    return [Turn(one.leaving, waves.get(place), one.waits) for place, one in enumerate(found)]
