"""How creators of one country and category stand to one another: the group tables by which a creator is scored.

A group keeps what its typical seller sells and posts, and for each part of the score a hundred cuts: the figure that
each hundredth of the group begins with. By them one creator is held against the group at once, without it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Number = TypeVar("Number", float, NDArray[np.float64])
Cuts = Sequence[float]

WEIGHTS = {"units": 4, "gmv": 3, "videos": 2, "lives": 1}
"""What the score is made of (brief S1: units, orders, short videos, LIVEs), and what each part weighs.

No public source tells a creator's orders; the GMV of the same 30 days stands for them. Sales weigh 7 of 10, also where
one of the two is unknown: the score is to tell who sells. Posts weigh the rest, and count a second time as what the
sales rest on.
"""
SALES, POSTS, WHOLE = ("units", "gmv"), ("videos", "lives"), "whole"
DRAWN_IN = 4
"""Posts that the group's typical sales per post count for: a week of one every other day."""
PARTS_OF_WHOLE = 100
"""Cuts in each table; a place in the group is so many of a hundred below."""
FINE = 100
"""The whole is a mean of places; kept in hundredths, for whole numbers."""
GROUP_MIN = 50
"""Creators of known sales from which on a group speaks for itself: two for each hundredth at the ends would be more
than most countries' small categories have.
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """One group. Both names empty: the whole library. GMV counts in the group's currency alone."""

    region: str
    category: str
    size: int
    currency: str
    typical_units: int
    typical_gmv: int
    typical_posts: int
    cuts: Mapping[str, Cuts]
    """By part and for the whole; none for a part that nobody's figure is known of."""

    def place(self, part: str, value: float) -> int | None:
        """How many in a hundred lie below."""
        cuts = self.cuts.get(part)
        return bisect_left(cuts, value) if cuts else None

    def typical(self, part: str) -> int:
        """What the typical seller of the group sold, of `units` or `gmv`."""
        return self.typical_units if part == "units" else self.typical_gmv

    def as_json(self) -> dict[str, Any]:
        told = {one.name: getattr(self, one.name) for one in fields(self)}
        return told | {"cuts": {part: list(cuts) for part, cuts in self.cuts.items()}}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Standing":
        return cls(**stored)


@dataclass(frozen=True, slots=True)
class Standings:
    """The groups of a library; whoever is in none of them is held against the written-down one."""

    groups: Mapping[tuple[str, str], Standing]

    @classmethod
    def of(cls, groups: Iterable[Standing]) -> "Standings":
        return cls({(one.region, one.category): one for one in groups})

    def group(self, region: str, category: str) -> Standing:
        """The narrowest group that speaks for itself: country and category, country, all, the written-down one."""
        for name in ((region, category), (region, ""), ("", "")):
            if name in self.groups:
                return self.groups[name]
        return WRITTEN


def drawn_in(sold: Number, posts: Number, typical_posts: int) -> Number:
    """Expected sales in 30 days, in the typical seller's: sales per post drawn toward theirs, times the posts.

    `sold` is counted in the typical seller's sales, so that no unit of money or pieces matters. The showcase sells as
    one post more. Grows with both. The typical seller's own is 1.
    """
    posts = posts + 1
    return posts * (sold + DRAWN_IN / (typical_posts + 1)) / (posts + DRAWN_IN)


def _written(anchors: Mapping[int, float]) -> tuple[float, ...]:
    steps = sorted(anchors)
    cuts = np.interp(range(PARTS_OF_WHOLE), steps, [anchors[step] for step in steps])
    return tuple(float(cut) for cut in cuts)


WRITTEN_UNITS, WRITTEN_POSTS = 110, 10
WRITTEN_SALES = _written({0: 0, 10: 10, 30: 50, 70: 200, 90: 1_000, 99: 10_000})
WRITTEN = Standing(
    region="",
    category="",
    size=0,
    currency="",
    typical_units=WRITTEN_UNITS,
    typical_gmv=1,
    typical_posts=WRITTEN_POSTS,
    cuts={
        "units": tuple(drawn_in(units / WRITTEN_UNITS, WRITTEN_POSTS, WRITTEN_POSTS) for units in WRITTEN_SALES),
        "videos": _written({0: 0, 10: 1, 30: 4, 50: 8, 70: 16, 90: 40, 99: 90}),
        "lives": _written({0: 0, 60: 0, 70: 2, 90: 12, 99: 40}),
        WHOLE: _written({0: 0, 10: 20 * FINE, 30: 37 * FINE, 70: 60 * FINE, 90: 76 * FINE, 99: 95 * FINE}),
    },
)
"""Where a library is too small to compare: sales of 10, 50, 200 and 1,000 units make the steps; assumed, not measured.

It knows no money, for it knows no currency. A mean of places lies nearer the middle than the places do.
"""
