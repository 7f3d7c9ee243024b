"""Keeping under the platform's limits of one app and shop, before it has to say so."""

import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Protocol

from rapport.platform_client.errors import DailyCapReached, Occasion, PlatformError, Throttled


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """
    What the platform allows one app and shop, from the policy in force.

    `requests_per_second` is for each operation by itself; the daily ones are for the operations they name.
    """

    requests_per_second: int
    daily_search: int
    daily_performance: int
    daily_send: int

    @property
    def daily(self) -> Mapping[str, int]:
        return {
            "creators.search": self.daily_search,
            "creators.performance": self.daily_performance,
            "conversations.send": self.daily_send,
        }


class DayCounts(Protocol):
    """Counts the requests of a day for one app and shop; shared by all processes that work for it."""

    def count(self, operation: str, day: date) -> int:
        """Count one request more and return how many that makes, in one step."""
        ...


@dataclass(slots=True)
class CountsInMemory:
    """For one process; it remembers the newest day alone."""

    _day: date = date.min
    _counts: dict[str, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def count(self, operation: str, day: date) -> int:
        with self._lock:
            if day != self._day:
                self._day, self._counts = day, {}
            self._counts[operation] = self._counts.get(operation, 0) + 1
            return self._counts[operation]


class Pace(Protocol):
    """Asked before each request, retries too, and told of each outcome."""

    def before(self, operation: str) -> PlatformError | None:
        """Wait for the request's turn; return why it must not be sent at all."""
        ...

    def after(self, operation: str, outcome: object) -> None:
        """Learn from what came of it."""
        ...


@dataclass(frozen=True, slots=True)
class Unpaced:
    """No limits but those the platform tells by refusing."""

    def before(self, operation: str) -> None:
        """Let it go at once."""

    def after(self, operation: str, outcome: object) -> None:
        """Learn nothing."""


@dataclass(slots=True)
class Pacing:
    """
    The pace of one app and shop: share it among the clients that work for them.

    `clock` returns the connection's time, whose days in UTC are counted; the platform does not tell when its
    day begins. `ticks` runs with real time even where the connection's is moved by hand. A wait longer than
    `longest_wait_s` is left to the caller, as Throttled.
    """

    limits: Limits
    clock: Callable[[], datetime]
    counts: DayCounts = field(default_factory=CountsInMemory)
    ticks: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    longest_wait_s: float = 10.0
    _turns: defaultdict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _held: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def before(self, operation: str) -> PlatformError | None:
        """Wait for a turn; return Throttled if that would take too long, DailyCapReached if the day is used up."""
        wait_s = self._reserve(operation)
        if wait_s > self.longest_wait_s:
            return Throttled("waiting would take too long", Occasion(operation), wait_s)
        cap = self.limits.daily.get(operation)
        today = self.clock().astimezone(UTC).date()
        if cap is not None and self.counts.count(operation, today) > cap:
            return DailyCapReached(f"our own count of the day has reached {cap}", Occasion(operation))
        if wait_s > 0:
            self.sleep(wait_s)
        return None

    def after(self, operation: str, outcome: object) -> None:
        """Hold the operation back for as long as the platform asked, for all who share this pace."""
        if isinstance(outcome, Throttled) and outcome.retry_after_s:
            with self._lock:
                self._held[operation] = self.ticks() + outcome.retry_after_s

    def _reserve(self, operation: str) -> float:
        """Take the next free turn, unless it is too far away, and return how long it is until then."""
        with self._lock:
            now, turns = self.ticks(), self._turns[operation]
            turn = max(now, self._held.get(operation, now))
            if len(turns) >= self.limits.requests_per_second:
                turn = max(turn, turns[-self.limits.requests_per_second] + 1)
            if turn - now <= self.longest_wait_s:
                turns.append(turn)
                while len(turns) > self.limits.requests_per_second:
                    turns.popleft()
            return turn - now
