"""Faults on demand: an answer fails before it happens, is lost after it did, or is late; webhooks go astray.

A fault strikes a number of times, or by chance. The chance is a draw of the seed, the request's own content and how
often that same request came: neither the order of calls nor other shops' calls matter.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import blake2b

from sandbox import errors
from sandbox.chance import Chance

WEBHOOK = "webhook"
"""The name under which deliveries are switched; * does not mean them."""
LONGEST_WAIT = 120.0


def content_of(*parts: bytes) -> int:
    """Return what a request or delivery holds as one number, to name draws with."""
    digest = blake2b(digest_size=8)
    for part in parts:
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return int.from_bytes(digest.digest())


class When(StrEnum):
    """Whether the operation happens at all."""

    BEFORE = "before"
    AFTER = "after"


class FaultKind(StrEnum):
    """What the caller sees."""

    INTERNAL = "500"
    RATE_LIMITED = "429"
    OVERLOADED = "503"
    CUT = "cut"
    TIMEOUT = "timeout"
    SLOW = "slow"
    DAILY_CAP = "daily_cap"
    QUOTA = "quota"
    EXPIRED = "expired_token"
    REVOKED = "revoked_token"
    DUPLICATE = "duplicate"
    LATE = "late"
    REORDERED = "reordered"


OF_WEBHOOKS = frozenset({FaultKind.DUPLICATE, FaultKind.LATE, FaultKind.REORDERED})
ONLY_BEFORE = frozenset(
    {FaultKind.RATE_LIMITED, FaultKind.DAILY_CAP, FaultKind.QUOTA, FaultKind.EXPIRED, FaultKind.REVOKED}
)
SECONDS: Mapping[FaultKind, float] = {FaultKind.TIMEOUT: 30, FaultKind.SLOW: 5, FaultKind.LATE: 3_600}
CAPPED = ("search_creators_in_creator_marketplace", "get_marketplace_creator_performance", "send_im_message")
"""What the platform allows some ten thousand times a day."""
CODES: Mapping[FaultKind, Mapping[str, int]] = {
    FaultKind.DAILY_CAP: dict.fromkeys(CAPPED, errors.DAILY_CAP),
    FaultKind.QUOTA: {
        "send_im_message": errors.MESSAGE_QUOTA,
        "get_or_create_creator_conversation": errors.MESSAGE_QUOTA,
        "create_target_collaboration": errors.INVITATION_QUOTA,
        "update_target_collaboration": errors.INVITATION_QUOTA,
    },
}
"""Refusals that belong to some operations alone, with the code each gives."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One switch: `operation` is a name of the table, * for all, or `webhook`; without `times` it never goes out."""

    operation: str
    when: When
    kind: FaultKind
    times: int | None = None
    chance: float = 1.0
    seconds: float = 0.0

    def __post_init__(self) -> None:
        if (self.operation == WEBHOOK) != (self.kind in OF_WEBHOOKS):
            raise ValueError("duplicate, late and reordered are faults of webhooks, and webhooks have no others.")
        if self.kind in ONLY_BEFORE and self.when is When.AFTER:
            raise ValueError(f"{self.kind} means that nothing happened; it cannot come after.")
        if self.operation not in ("*", *CODES.get(self.kind, (self.operation,))):
            raise ValueError(f"{self.kind} is nothing that {self.operation} could answer.")
        if not 0 < self.chance <= 1:
            raise ValueError("A chance lies above 0 and is 1 at most.")
        if not 0 <= self.seconds <= (LONGEST_WAIT if self.kind is not FaultKind.LATE else 7 * 86_400):
            raise ValueError("That wait is too long.")

    def meant_for(self, operation: str) -> bool:
        if self.operation == "*":
            return operation != WEBHOOK and operation in CODES.get(self.kind, (operation,))
        return self.operation == operation


@dataclass(frozen=True, slots=True)
class Occasion:
    """One chance for faults to strike: the operation, what the request holds, and how often it came before."""

    operation: str
    content: int
    turn: int


class Faults:
    """The switches that are on, in memory; each counts down and goes out."""

    def __init__(self, chance: Chance) -> None:
        self._chance = chance
        self._on: list[Fault] = []
        self._seen: Counter[tuple[str, int]] = Counter()

    def switch(self, faults: Iterable[Fault]) -> None:
        """Replace all switches, and begin to count anew."""
        self._on = list(faults)
        self._seen.clear()

    def occasion(self, operation: str, content: int) -> Occasion:
        """Note that a request came; while no switch needs its count, nothing is kept."""
        if not any(fault.chance < 1 for fault in self._on):
            return Occasion(operation, content, 0)
        self._seen[operation, content] += 1
        return Occasion(operation, content, self._seen[operation, content])

    def take(self, occasion: Occasion, when: When) -> Fault | None:
        """Return the fault that strikes here, if any, and count it down."""
        for place, fault in enumerate(self._on):
            if fault.when is when and fault.meant_for(occasion.operation) and self._strikes(place, fault, occasion):
                if fault.times is not None:
                    self._on[place] = replace(fault, times=fault.times - 1)
                return fault
        return None

    def _strikes(self, place: int, fault: Fault, occasion: Occasion) -> bool:
        if fault.times is not None and fault.times <= 0:
            return False
        if fault.chance >= 1:
            return True
        key = (fault.operation, fault.kind, place, occasion.operation, occasion.content, occasion.turn)
        return self._chance.uniform("fault", *key) < fault.chance

    def listed(self) -> list[Fault]:
        return [fault for fault in self._on if fault.times is None or fault.times > 0]
