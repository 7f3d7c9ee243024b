"""Made-up rows for tests of the index, and what a plain reading of them finds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rapport.index.schema import UNKNOWN, Batch, Schema
from rapport.index.searching import Order
from rapport.shared.conditions import Condition, Value, met

SCHEMA = Schema(
    numbers=("followers", "gmv", "rate"),
    words=("region",),
    ranked=("category",),
    sets=("tag",),
    texts=("handle",),
    ordered_by=("region", "gmv"),
)
AT_ONCE = 3


@dataclass(frozen=True)
class Row:
    """One row; None is unknown."""

    id: int
    followers: int | None = None
    gmv: int | None = None
    rate: int | None = None
    region: str = ""
    category: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    handle: str = ""

    def values(self) -> Mapping[str, Value]:
        names = ("followers", "gmv", "rate", "region", "tag", "handle")
        return {name: getattr(self, name) for name in names} | {"category": self.category or None}


def batches(rows: Sequence[Row]) -> Iterator[Batch]:
    """Rows as an index takes them, a few at a time."""
    for several in _batched(rows):
        yield Batch(
            ids=np.array([one.id for one in several], np.int64),
            numbers={name: _numbers([getattr(one, name) for one in several]) for name in SCHEMA.numbers},
            words={"region": [one.region for one in several]},
            ranked={"category": [one.category for one in several]},
            sets={"tag": [one.tag for one in several]},
            texts={"handle": [one.handle for one in several]},
        )


def passing(rows: Sequence[Row], condition: Condition) -> list[int]:
    """The ids of those that meet a condition, by reading each."""
    return sorted(one.id for one in rows if met(condition, one.values()))


def ordered(rows: Sequence[Row], condition: Condition, order: Order) -> list[int]:
    """Ids in an order, by sorting them all."""
    found = [one for one in rows if met(condition, one.values())]
    return [one.id for one in sorted(found, key=lambda one: (-_key(one, order), one.id))]


def _key(row: Row, order: Order) -> float:
    values = [(getattr(row, name), weight) for name, weight in order.weights]
    if not order.sums and values[0][0] is None:
        return float("-inf")
    return sum((value or 0) * weight for value, weight in values)


def _numbers(values: Sequence[int | None]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array([UNKNOWN if value is None else value for value in values], np.int64)


def _batched(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]
