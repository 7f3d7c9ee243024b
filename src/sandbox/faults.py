"""Faults on demand: the answer to an operation fails before it happens, or is lost after it did."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class Fault:
    """One switch; `operation` is a name of the table, or * for all."""

    operation: str
    when: When
    kind: FaultKind
    times: int

    def __post_init__(self) -> None:
        if self.kind is FaultKind.RATE_LIMITED and self.when is When.AFTER:
            raise ValueError("429 means that nothing happened; it cannot come after.")


class Faults:
    """The switches that are on; each counts down and goes out."""

    def __init__(self) -> None:
        self._on: list[Fault] = []

    def switch(self, faults: Iterable[Fault]) -> None:
        """Replace all switches."""
        self._on = list(faults)

    def take(self, operation: str, when: When) -> FaultKind | None:
        """Return the fault that strikes this call, if any, and count it down."""
        for place, fault in enumerate(self._on):
            if fault.times > 0 and fault.when is when and fault.operation in (operation, "*"):
                self._on[place] = replace(fault, times=fault.times - 1)
                return fault.kind
        return None

    def listed(self) -> list[Fault]:
        return [fault for fault in self._on if fault.times > 0]
