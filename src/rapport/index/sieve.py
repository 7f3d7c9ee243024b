"""A condition made ready for one segment: which stretches of rows to look at, and which rows of a stretch pass."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Self

import numpy as np

from rapport.index.probes import Probe, Rows, SureProbe, probe
from rapport.index.schema import Mask, Stored
from rapport.index.segment import BLOCK, Segment
from rapport.shared.conditions import Condition, Either, Every, Not, parts_of

BLOCKS_AT_ONCE = 32
"""Of a stretch that is looked at together: its columns stay in the processor's cache."""
GAP = 1
"""So few blocks that need no look are looked at all the same, so that a stretch stays whole."""
SPARSE = 12
"""One row in so many left: from then on rows are looked at singly."""


@dataclass(slots=True)
class JoinedProbe:
    """Passes where all of its probes do, or at least one."""

    parts: tuple[Probe, ...]
    join: np.ufunc
    """`logical_and` or `logical_or`."""
    cost: float

    def at(self, rows: Rows) -> Mask:
        found: Mask = reduce(self.join, (part.at(rows) for part in self.parts))
        return found

    def blocks(self) -> tuple[Mask, Mask] | None:
        known = [blocks for part in self.parts if (blocks := part.blocks()) is not None]
        if len(known) < len(self.parts):
            return None
        may, sure = zip(*known, strict=True)
        return reduce(self.join, may), reduce(self.join, sure)


@dataclass(slots=True)
class AliveProbe:
    """Rows that no newer segment holds."""

    alive: Mask
    cost: float = 0.5

    def at(self, rows: Rows) -> Mask:
        found: Mask = self.alive[rows]
        return found

    def blocks(self) -> tuple[Mask, Mask] | None:
        return None


@dataclass(slots=True, eq=False)
class Sieve:
    """The probes of a condition over one segment, the cheapest first."""

    segment: Segment
    probes: list[Probe]
    may: Mask
    """For each block, whether a row of it may pass."""
    sure: list[Mask | None]
    """For each probe, the blocks all of whose rows pass it."""

    @classmethod
    def of(cls, segment: Segment, condition: Condition) -> Self:
        """For a condition that is pushed down."""
        probes = [_ready(segment, part) for part in parts_of(condition)]
        if segment.alive is not None:
            probes.append(AliveProbe(segment.alive))
        may = np.ones(-(-segment.rows // BLOCK), np.bool_)
        rated: list[tuple[float, int, Probe, Mask | None]] = []
        for one in probes:
            known = one.blocks()
            share = 1.0
            if known is not None:
                may &= known[0]
                share = float(np.count_nonzero(known[0]) + 1) / (len(may) + 1)
            rated.append((one.cost * (0.2 + share), len(rated), one, known[1] if known is not None else None))
        rated.sort(key=lambda entry: entry[:2])
        return cls(segment, [entry[2] for entry in rated], may, [entry[3] for entry in rated])

    def stretches(self) -> Iterator[tuple[int, int]]:
        """Stretches of rows to look at, from one row up to another."""
        blocks = np.flatnonzero(self.may)
        if not len(blocks):
            return
        breaks = np.flatnonzero(np.diff(blocks) > GAP + 1)
        firsts = blocks[np.concatenate(([0], breaks + 1))].tolist()
        lasts = blocks[np.concatenate((breaks, [len(blocks) - 1]))].tolist()
        for first, last in zip(firsts, lasts, strict=True):
            for start in range(first, last + 1, BLOCKS_AT_ONCE):
                stop = min(start + BLOCKS_AT_ONCE, last + 1)
                yield start * BLOCK, min(stop * BLOCK, self.segment.rows)

    def passing(self, start: int, stop: int) -> Rows:
        """The rows of a stretch that pass: the whole stretch, or their places."""
        blocks = slice(start // BLOCK, -(-stop // BLOCK))
        mask: Mask | None = None
        places: Stored | None = None
        for one, sure in zip(self.probes, self.sure, strict=True):
            if sure is not None and sure[blocks].all():
                continue
            if places is not None:
                places = places[one.at(places)]
                if not len(places):
                    return places
                continue
            here = one.at(slice(start, stop))
            mask = here if mask is None else mask & here
            if int(np.count_nonzero(mask)) * SPARSE < len(mask):
                places, mask = np.flatnonzero(mask) + start, None
        if places is not None:
            return places
        return slice(start, stop) if mask is None or mask.all() else np.flatnonzero(mask) + start


def _ready(segment: Segment, condition: Condition) -> Probe:
    match condition:
        case Every(parts) | Either(parts):
            if not parts:
                return SureProbe(segment.rows, passes=isinstance(condition, Every))
            probes = tuple(_ready(segment, part) for part in parts)
            cost = sum(one.cost for one in probes)
            return JoinedProbe(probes, np.logical_and if isinstance(condition, Every) else np.logical_or, cost)
        case Not(part):
            if isinstance(part, Every | Either | Not):
                raise TypeError("conditions must be pushed down")
            return probe(segment, part, negated=True)
        case _:
            return probe(segment, condition, negated=False)
