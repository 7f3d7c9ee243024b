"""The best few of many rows, kept while they come: by key, the largest first, and by id among equals."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

import numpy as np

from rapport.index.schema import Mask, Numbers

ROOM = 4
"""How many times more than wanted are held before the rest is dropped."""
LEAST_ROOM = 4096


@dataclass(slots=True, eq=False)
class Best:
    """Holds at least the `most` best rows offered so far."""

    most: int
    keys: Numbers
    its_ids: Numbers
    bar: int | None = None
    """What a key must reach to be among the best; None while there are too few."""

    @classmethod
    def of(cls, most: int) -> Self:
        return cls(most, np.empty(0, np.int64), np.empty(0, np.int64))

    def offer(self, keys: Numbers, ids: Callable[[Mask | slice], Numbers]) -> None:
        """Rows by their keys; `ids` gives the ids of those of them that are asked for."""
        which: Mask | slice = slice(None)
        if self.bar is not None or len(keys) > self.most:
            which = keys >= max(self._bar_of(keys), self.bar if self.bar is not None else np.iinfo(np.int64).min)
            keys = keys[which]
        self.keys = np.concatenate((self.keys, keys))
        self.its_ids = np.concatenate((self.its_ids, ids(which)))
        if len(self.keys) > max(ROOM * self.most, LEAST_ROOM):
            self._cut()

    def take(self, other: "Best") -> None:
        """The rows of another."""
        self.offer(other.keys, lambda which: other.its_ids[which])

    def ids(self) -> tuple[int, ...]:
        """The ids of the best, in order."""
        self._cut()
        return tuple(self.its_ids[np.lexsort((self.its_ids, -self.keys))].tolist())

    def _bar_of(self, keys: Numbers) -> int:
        if len(keys) <= self.most:
            return int(np.iinfo(np.int64).min)
        return int(np.partition(keys, len(keys) - self.most)[len(keys) - self.most])

    def _cut(self) -> None:
        """Drop all but the best; among those level with the last of them the smallest ids stay."""
        if len(self.keys) <= self.most:
            return
        bar = self._bar_of(self.keys)
        above, level = self.keys > bar, np.flatnonzero(self.keys == bar)
        places = self.most - int(np.count_nonzero(above))
        kept = level[np.argpartition(self.its_ids[level], places - 1)[:places]] if places < len(level) else level
        chosen = np.concatenate((np.flatnonzero(above), kept))
        self.keys, self.its_ids, self.bar = self.keys[chosen], self.its_ids[chosen], bar
