"""Which known creator a sighting is: by open id, else by handle within the region. The handle alone is never a key.

A region nobody told, as in a list made by hand, may be any: the handle then counts where only one creator has it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from rapport.creators.rules.metrics import Sighting


class Known(NamedTuple):
    """What is needed of a known creator to match a sighting."""

    creator_id: int
    open_id: str
    handle: str
    region: str


@dataclass(frozen=True, slots=True)
class KnownCreators:
    """An index over known creators for one batch of sightings."""

    by_open_id: Mapping[str, Known]
    by_handle: Mapping[str, Mapping[str, Known]]
    """By handle, then by region."""

    @classmethod
    def of(cls, known: "list[Known]") -> "KnownCreators":
        by_handle: dict[str, dict[str, Known]] = {}
        for one in known:
            by_handle.setdefault(one.handle.casefold(), {})[one.region] = one
        return cls({one.open_id: one for one in known if one.open_id}, by_handle)

    def match(self, sighting: Sighting) -> Known | None:
        """The creator a sighting belongs to.

        An open id decides alone. Without a match by it, the handle counts only where the known creator has no open id
        of their own: a handle that changed hands must not merge two people.
        """
        if sighting.open_id and sighting.open_id in self.by_open_id:
            return self.by_open_id[sighting.open_id]
        same_handle = self._with_handle(sighting)
        if same_handle is None:
            return None
        if sighting.open_id and same_handle.open_id:
            return None
        return same_handle

    def _with_handle(self, sighting: Sighting) -> Known | None:
        regions = self.by_handle.get(sighting.handle.casefold(), {})
        if sighting.region in regions:
            return regions[sighting.region]
        if not sighting.region:
            return next(iter(regions.values())) if len(regions) == 1 else None
        return regions.get("")
