"""The movable clock: simulated time is a straight line through real time, and manual time a flat one."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime


class ClockRefusalError(ValueError):
    """The clock cannot be moved like that."""


@dataclass(frozen=True, slots=True)
class Clock:
    """A reading rule: shown = base_shown + (real - base_real) * speed; all in Unix seconds."""

    base_real: float
    base_shown: float
    speed: float
    version: int = 0

    def shown(self, real: float) -> float:
        return self.base_shown + (real - self.base_real) * self.speed

    def now(self, real: float) -> int:
        """Return the simulated time in whole Unix seconds."""
        return int(self.shown(real))

    def advanced(self, seconds: float, real: float) -> "Clock":
        """Move on by some seconds. Refuses to go back."""
        if seconds < 0:
            raise ClockRefusalError("The clock never goes back: advance_seconds must not be negative.")
        return self._through(self.shown(real) + seconds, real)

    def set_to(self, moment: datetime, real: float) -> "Clock":
        """Move on to a moment. Refuses to go back, and a moment without a time zone."""
        if moment.tzinfo is None:
            raise ClockRefusalError("The moment needs a time zone, such as 2026-11-02T09:00:00+00:00.")
        if moment.timestamp() < self.shown(real):
            raise ClockRefusalError("The clock never goes back: that moment has passed.")
        return self._through(moment.timestamp(), real)

    def at_speed(self, speed: float, real: float) -> "Clock":
        """Run at another speed from now on; 0 stands still. Refuses a negative speed."""
        if speed < 0:
            raise ClockRefusalError("The clock never goes back: speed must not be negative.")
        return replace(self._through(self.shown(real), real), speed=speed)

    def reading(self, real: float) -> dict[str, str | float | int]:
        """Return what the control interface tells: real and shown time, speed, number of moves."""
        return {
            "real": iso(real),
            "shown": iso(self.shown(real)),
            "speed": self.speed,
            "version": self.version,
        }

    def _through(self, shown: float, real: float) -> "Clock":
        return Clock(base_real=real, base_shown=shown, speed=self.speed, version=self.version + 1)


def iso(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat()
