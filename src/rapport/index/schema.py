"""What an index holds: the columns, and batches of rows in which they come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]
Stored = npt.NDArray[Any]
Mask = npt.NDArray[np.bool_]

UNKNOWN = -1
"""How a batch writes a number that is not known; numbers are never negative."""


@dataclass(frozen=True, slots=True)
class Schema:
    """The columns by kind. `ranked` sets hold at most three values a row, the best first; `sets` any number."""

    numbers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    ranked: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    ordered_by: tuple[str, ...] = ()
    """A word and then numbers by which rows lie, largest first: what most searches bound, so that they read less."""

    @property
    def key(self) -> str:
        """Differs whenever the columns do."""
        return repr(self)


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows, column by column. Ids are positive and unique over the whole index."""

    ids: Numbers
    numbers: Mapping[str, Numbers]
    words: Mapping[str, Sequence[str]]
    ranked: Mapping[str, Sequence[Sequence[str]]]
    sets: Mapping[str, Sequence[Sequence[str]]]
    texts: Mapping[str, Sequence[str]]


def smallest(highest: int) -> type[np.unsignedinteger[Any]]:
    """The smallest type that holds the numbers up to `highest` and, above them, one that stands for unknown."""
    kinds = (np.uint8, np.uint16, np.uint32)
    return next((kind for kind in kinds if highest < np.iinfo(kind).max), np.uint64)


def unknown_of(column: Stored) -> int:
    """What stands for unknown in a stored column."""
    return int(np.iinfo(column.dtype).max)
