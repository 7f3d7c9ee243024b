"""A made-up library of any size, column by column: a few sell much, most little, and a part of every figure is unknown.

The same for the same size and seed. Shapes follow the real shop's files: followers and sales are log-normal, and hardly
related.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from rapport.creators.queries.library_rows import SCHEMA, points_of
from rapport.creators.rules.categories import CATEGORIES
from rapport.creators.rules.screens.fields import NUMBERS, Unit
from rapport.index.schema import UNKNOWN, Batch, Numbers
from rapport.shops.rules.regions import REGIONS

AT_ONCE = 250_000
TODAY = 20_500
REGION_SHARES = (0.22, 0.08, 0.06, 0.05, 0.04, 0.04, 0.01, 0.1, 0.11, 0.13, 0.06, 0.05, 0.01, 0.01, 0.02, 0.01)
KEYS = tuple(CATEGORIES)
NAMES = ("anna", "bao", "chai", "dara", "emma", "fern", "gigi", "hana", "ines", "jun", "kit", "lena", "mina", "noor")
WORDS = ("home", "glow", "daily", "finds", "kitchen", "style", "garden", "deals", "cosy", "fresh", "tech", "pets")
MOST = 10**12


@dataclass(frozen=True)
class Crowd:
    """Some rows, words as places in their lists."""

    ids: Numbers
    numbers: dict[str, Numbers]
    region: Numbers
    categories: npt.NDArray[np.int64]
    """Three places of KEYS a row; UNKNOWN where a creator sells in fewer."""
    handles: list[str]

    def batch(self) -> Batch:
        codes = tuple(REGIONS)
        return Batch(
            ids=self.ids,
            numbers=self.numbers,
            words={
                "region": [codes[place] for place in self.region.tolist()],
                "language": [REGIONS[codes[place]].language for place in self.region.tolist()],
                "currency": [REGIONS[codes[place]].currency for place in self.region.tolist()],
                "source": ["marketplace"] * len(self.ids),
            },
            ranked={"category": [[KEYS[place] for place in row if place >= 0] for row in self.categories.tolist()]},
            sets={name: [()] * len(self.ids) for name in SCHEMA.sets},
            texts={name: self.handles if name == "handle" else [""] * len(self.ids) for name in SCHEMA.texts},
        )


def crowd(size: int, *, seed: int = 7) -> Iterator[Crowd]:
    """A whole library, some rows at a time."""
    for first in range(0, size, AT_ONCE):
        ids = np.arange(first + 1, min(first + AT_ONCE, size) + 1)
        yield of_ids(ids, np.random.default_rng((seed, first)))


def of_ids(ids: Numbers, chance: np.random.Generator) -> Crowd:
    """Rows of these ids."""
    count = len(ids)
    region = chance.choice(len(REGIONS), count, p=np.array(REGION_SHARES))
    numbers = {name: _figure(name, count, chance) for name in SCHEMA.numbers if not name.endswith(".points")}
    numbers["seen_day"] = TODAY - chance.integers(0, 60, count)
    numbers["added_day"] = numbers["seen_day"] - chance.integers(0, 700, count)
    numbers["blocked"] = (chance.random(count) < 0.01).astype(np.int64)
    categories = np.argsort(chance.random((count, len(KEYS))), 1)[:, :3] if count else np.empty((0, 3), np.int64)
    categories[:, 1:][chance.random((count, 2)) < 0.3] = UNKNOWN
    picked = zip(chance.integers(0, len(NAMES), count), chance.integers(0, len(WORDS), count), ids, strict=True)
    handles = [f"{NAMES[name]}.{WORDS[word]}{number}" for name, word, number in picked]
    return Crowd(ids, numbers | points_of(numbers), region, categories, handles)


def _figure(name: str, count: int, chance: np.random.Generator) -> Numbers:
    field = next((one for one in NUMBERS if one.name == name), None)
    if field is None:
        return np.zeros(count, np.int64)
    unit, unknown = field.unit, 0.1
    values: npt.NDArray[Any]
    if unit is Unit.RATE:
        values = chance.beta(2, 3, count) * 10_000
    elif name == "score":
        values, unknown = chance.integers(1, 6, count), 0.4
    elif unit is Unit.MONEY:
        values, unknown = chance.lognormal(9, 2.2, count), 0.4
    elif name in {"followers", "average_views", "average_likes"}:
        values = chance.lognormal({"followers": 9.6, "average_views": 8.2}.get(name, 5.5), 1.5, count)
    elif name == "units_30d":
        values, unknown = chance.lognormal(3.5, 2, count), 0.4
    else:
        values = chance.gamma(1.5, 8, count)
    found = np.minimum(values, MOST).astype(np.int64)
    found[chance.random(count) < unknown] = UNKNOWN
    return found


def joined(parts: Sequence[Numbers]) -> Numbers:
    return np.concatenate(parts) if parts else np.empty(0, np.int64)
