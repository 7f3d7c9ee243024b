"""How fast a channel sends: an hour's and a day's most, a gap between two, and a slow start for a young account."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pace:
    """Messages an hour and a day, seconds between two. With a warm-up the first day's most is `warm_up_first`, and each
    further day adds `warm_up_step` until `per_day` is reached.
    """

    per_hour: int
    per_day: int
    gap_seconds: int = 0
    warm_up_first: int = 0
    warm_up_step: int = 0

    def day_most(self, started_at: datetime | None, now: datetime) -> int:
        """What a day holds for an account that began to send at `started_at`."""
        if not self.warm_up_first:
            return self.per_day
        days = 0 if started_at is None else max(0, (now - started_at) // DAY)
        return min(self.per_day, self.warm_up_first + days * self.warm_up_step)


def next_moment(pace: Pace, sent: Sequence[datetime], started_at: datetime | None, now: datetime) -> datetime:
    """When the next message may go: `now`, or later. `sent` are the moments of the past 24 hours' sends."""
    past = sorted(sent)
    moments = [now]
    if past and pace.gap_seconds:
        moments.append(past[-1] + timedelta(seconds=pace.gap_seconds))
    for most, length in ((pace.per_hour, HOUR), (pace.day_most(started_at, now), DAY)):
        within = [at for at in past if at > now - length]
        if len(within) >= most:
            moments.append(within[len(within) - most] + length)
    return max(moments)
