"""The index beside the product, which needs no server: what answers unless another engine is chosen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapport.creators.queries.engines.engine import LibraryEngine
from rapport.creators.queries.freshness import bring_up, index_store
from rapport.index.searching import Found, Order, count_choices, count_passing, matching_ids, search
from rapport.index.segment import Segment
from rapport.shared.conditions import Condition

REMEMBERED = 16


def open_engine(_address: str) -> LibraryEngine:
    """The engine; it has no address."""
    return Embedded(lambda workspace_id: bring_up(workspace_id, index_store(workspace_id)).segments)


@lru_cache(maxsize=REMEMBERED)
def _counted(
    segments: tuple[Segment, ...], condition: Condition, asked: tuple[tuple[str, tuple[int, ...]], ...]
) -> dict[str, dict[str, int]]:
    """The same list is turned over, sorted otherwise and come back to; its counts change with the segments alone."""
    return count_choices(segments, condition, [name for name, _ in asked], {name: one for name, one in asked if one})


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
        asked = tuple((name, tuple(bands.get(name, ()))) for name in names)
        return _counted(tuple(self.segments(workspace_id)), condition, asked)

    def matching(self, workspace_id: int, condition: Condition) -> list[int]:
        found: list[int] = matching_ids(self.segments(workspace_id), condition).tolist()
        return found
