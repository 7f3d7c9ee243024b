"""The made-up library as one table for engines that take columns: unknown figures are null, words are text."""

from collections.abc import Iterable, Iterator

import numpy as np
import pyarrow as pa
from benchmarks.crowd import KEYS, Crowd

from rapport.creators.queries.library_rows import SCHEMA
from rapport.shops.rules.regions import REGIONS

CATEGORIES = ("category0", "category1", "category2")
CODES = tuple(REGIONS)
NAMES = ("id", *SCHEMA.numbers, "region", "language", "currency", *CATEGORIES, "handle")


def table(crowd: Crowd) -> pa.Table:
    """Some rows."""
    arrays: dict[str, pa.Array] = {"id": pa.array(crowd.ids)}
    arrays |= {name: pa.array(crowd.numbers[name], mask=crowd.numbers[name] < 0) for name in SCHEMA.numbers}
    for name, words in (
        ("region", CODES),
        ("language", tuple(one.language for one in REGIONS.values())),
        ("currency", tuple(one.currency for one in REGIONS.values())),
    ):
        arrays[name] = pa.array(np.array(words, object)[crowd.region])
    for rank, name in enumerate(CATEGORIES):
        places = crowd.categories[:, rank]
        arrays[name] = pa.array(np.array((*KEYS, None), object)[places])
    return pa.table(arrays | {"handle": pa.array(crowd.handles)})


def tables(crowd: Iterable[Crowd]) -> Iterator[pa.Table]:
    return map(table, crowd)


def records(crowd: Crowd) -> list[tuple[object, ...]]:
    """Some rows as records."""
    return list(zip(*(column.to_pylist() for column in table(crowd).columns), strict=True))
