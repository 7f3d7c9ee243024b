"""What a list asks of whichever engine answers it."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from rapport.index.searching import Found, Order
from rapport.shared.conditions import Condition


class LibraryEngine(Protocol):
    """Answers for one workspace at a time, from all that is committed or a little less (see `freshness`).

    Conditions come as `whole` makes them. Every engine gives exactly the same answers; `tests/creators/queries/engines`
    holds them to it.
    """

    def page(self, workspace_id: int, condition: Condition, order: Order, *, start: int, length: int) -> Found:
        """The ids from place `start` on, `length` at most, and how many pass in all."""

    def count(self, workspace_id: int, condition: Condition) -> int:
        """How many pass."""

    def choices(
        self, workspace_id: int, condition: Condition, names: Sequence[str], bands: Mapping[str, Sequence[int]]
    ) -> dict[str, dict[str, int]]:
        """How many each choice of each field would find, as `rapport.index.searching.count_choices`."""

    def bring_up(self, workspace_id: int, *, anew: bool = False) -> int:
        """Take in every change, however many, or all `anew`; how many creators there are."""

    def matching(self, workspace_id: int, condition: Condition) -> list[int]:
        """The ids of all that pass, in order."""
