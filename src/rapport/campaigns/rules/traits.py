"""Creators' public figures on one scale, so that weights mean the same in every market and currency."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rapport.creators.rules.metrics import Metrics

Floats = NDArray[np.float64]
Row = tuple[int | None, int | None, int | None, int | None, bool]
"""Followers, average views, posts in 30 days, sales over all shops in 30 days (minor units), fits the category."""
COLUMNS = ("followers", "views", "posts", "sales", "match")
LOGGED = 4
"""The first so many columns are counted by their logarithm."""
WIDEST = 3.0
"""No figure counts for more spreads than this, so that one wild number does not decide."""
UNKNOWN = (0.0, 0.0, 0.0, -1.28)
"""In spreads: an unknown figure is taken for the usual one, but unknown sales for those of the lowest tenth."""
USUAL_MIDDLE = (20_000, 6_000, 12, 80_000)
USUAL_SPREAD = (1.6, 1.2, 0.8, 2.1)
"""Spreads of the logarithms; followers and sales from a real shop's 1,261 creators (reference outreach A and B.9)."""
ENOUGH = 30
"""With fewer known figures than this a library says nothing of what is usual."""


def row_of(metrics: Metrics, *, category_match: bool) -> Row:
    """The public figures that the planner looks at."""
    return metrics.followers, metrics.average_views, metrics.activity_30d, metrics.gmv_30d_mid, category_match


@dataclass(frozen=True, slots=True)
class Scale:
    """What is usual among the creators a shop may invite: middle and spread of each figure's logarithm."""

    middle: tuple[float, ...]
    spread: tuple[float, ...]

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Scale":
        """From a library; where too few are known, from what is usual elsewhere."""
        logs = _logs(rows)
        middle, spread = [], []
        for place in range(LOGGED):
            known = logs[:, place][~np.isnan(logs[:, place])]
            few = len(known) < ENOUGH
            middle.append(float(np.log1p(USUAL_MIDDLE[place])) if few else float(known.mean()))
            spread.append(USUAL_SPREAD[place] if few else max(float(known.std()), 0.1))
        return cls(tuple(middle), tuple(spread))

    @property
    def usual_sales(self) -> float:
        """What the middle creator sells over all shops, minor units."""
        return float(np.expm1(self.middle[3]))

    def traits(self, rows: Sequence[Row]) -> Floats:
        """One row for each creator: spreads above or below the usual, and 1 or 0 for the category."""
        logs = _logs(rows)
        steps = (logs[:, :LOGGED] - np.array(self.middle)) / np.array(self.spread)
        steps = np.where(np.isnan(steps), np.array(UNKNOWN), np.clip(steps, -WIDEST, WIDEST))
        return np.column_stack([steps, logs[:, LOGGED]])


def _logs(rows: Sequence[Row]) -> Floats:
    table = np.array(rows, dtype=np.float64).reshape(len(rows), len(COLUMNS))
    table[:, :LOGGED] = np.log1p(np.maximum(table[:, :LOGGED], 0))
    return table
