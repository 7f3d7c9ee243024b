"""The index beside the product, which needs no server: what answers unless another engine is chosen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rapport.creators.queries.engines.engine import LibraryEngine
from rapport.creators.queries.freshness import bring_up, index_store
from rapport.index.searching import Found, Order, count_choices, count_passing, matching_ids, search
from rapport.index.segment import Segment
from rapport.shared.conditions import Condition


def open_engine(_address: str) -> LibraryEngine:
    """The engine; it has no address."""
    return Embedded(lambda workspace_id: bring_up(workspace_id, index_store(workspace_id)).segments)


@dataclass(frozen=True, slots=True)
class Embedded:
    """Answers from segments; `segments` gives the present ones of a workspace."""

    segments: Callable[[int], Sequence[Segment]]

    def bring_up(self, workspace_id: int, *, anew: bool = False) -> int:
        return bring_up(workspace_id, index_store(workspace_id), patience=None, anew=anew).rows

    def page(self, workspace_id: int, condition: Condition, order: Order, *, start: int, length: int) -> Found:
        return search(self.segments(workspace_id), condition, order, start=start, length=length)

    def count(self, workspace_id: int, condition: Condition) -> int:
        return count_passing(self.segments(workspace_id), condition)

    def choices(
        self, workspace_id: int, condition: Condition, names: Sequence[str], bands: Mapping[str, Sequence[int]]
    ) -> dict[str, dict[str, int]]:
        return count_choices(self.segments(workspace_id), condition, names, bands)

    def matching(self, workspace_id: int, condition: Condition) -> list[int]:
        found: list[int] = matching_ids(self.segments(workspace_id), condition).tolist()
        return found
