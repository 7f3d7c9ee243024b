"""How often, and after which pauses, a read is asked again."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from rapport.platform_client.errors import AnswerLost, NeverArrived, PlatformError, PlatformTrouble, Throttled

_PASSING = (NeverArrived, AnswerLost, PlatformTrouble, Throttled)


@dataclass(frozen=True, slots=True)
class Patience:
    """
    `attempts` in all; pauses double from `first_pause_s` and are shortened by up to half by chance.

    A pause the platform asks for is kept; one longer than `longest_pause_s` is left to the caller.
    """

    attempts: int = 3
    first_pause_s: float = 0.5
    longest_pause_s: float = 30.0
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random

    def pause_s(self, attempt: int, trouble: PlatformError) -> float | None:
        """Return how long to wait after this attempt (counted from 1) failed, or None if it was the last."""
        if attempt >= self.attempts or not isinstance(trouble, _PASSING):
            return None
        asked_for = trouble.retry_after_s if isinstance(trouble, Throttled) else None
        if asked_for is not None and asked_for > self.longest_pause_s:
            return None
        doubled: float = self.first_pause_s * 2 ** (attempt - 1)
        own = min(doubled, self.longest_pause_s) * (1 - self.chance() / 2)
        return max(own, asked_for or 0.0)
