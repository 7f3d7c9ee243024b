"""Time belongs to the connection: real time for the platform, a movable clock for the sandbox, both as one value."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class ClockReading:
    """What a connection's clock showed at one machine moment, and how fast it runs; doors turn it into `now`.

    `speed` is shown seconds per machine second: 1 is real time, 0 a clock that only moves when it is moved.
    """

    machine: datetime
    shown: datetime
    speed: int = 1

    def at(self, machine_now: datetime) -> datetime:
        """The connection's time at a machine moment."""
        return self.shown + (machine_now - self.machine) * self.speed

    @classmethod
    def real(cls, machine_now: datetime) -> "ClockReading":
        return cls(machine=machine_now, shown=machine_now, speed=1)


def whole_seconds(span: timedelta) -> int:
    return int(span.total_seconds())
