"""Request limits, enforced while they are switched on: per second by real time, per day by simulated days.

They decide what is answered and never what happens in the world, so real time may count here.
"""

from collections import Counter, deque
from dataclasses import dataclass

from sandbox import errors
from sandbox.errors import RefusedError
from sandbox.faults import CAPPED

_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Ceiling:
    """How many requests a shop may make of one operation; None is any number. The day's counts for some alone."""

    per_second: int | None = None
    per_day: int | None = None

    def __post_init__(self) -> None:
        if any(limit is not None and limit < 1 for limit in (self.per_second, self.per_day)):
            raise ValueError("A limit is 1 at least.")


class Limits:
    """The limits and what was counted since they were switched on, in memory."""

    def __init__(self) -> None:
        self.switch(Ceiling())

    def switch(self, ceiling: Ceiling) -> None:
        """Set the limits, and begin to count anew."""
        self.ceiling = ceiling
        self._lately: dict[tuple[str, int], deque[float]] = {}
        self._today: Counter[tuple[str, int, int]] = Counter()

    def count(self, operation: str, shop: int, *, now: int, real: float) -> None:
        """Count a request. Refuses above the limit of a second with 36009002, of a day (UTC) with 45101004."""
        self._count_second(operation, shop, real)
        limit = self.ceiling.per_day
        if limit is None or operation not in CAPPED:
            return
        day = (operation, shop, now // _DAY)
        if self._today[day] >= limit:
            raise RefusedError(errors.DAILY_CAP)
        self._today[day] += 1

    def _count_second(self, operation: str, shop: int, real: float) -> None:
        limit = self.ceiling.per_second
        if limit is None:
            return
        seen = self._lately.setdefault((operation, shop), deque())
        while seen and seen[0] <= real - 1:
            seen.popleft()
        if len(seen) >= limit:
            raise RefusedError(errors.RATE_LIMITED)
        seen.append(real)
