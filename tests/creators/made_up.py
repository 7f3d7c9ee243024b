"""Made-up libraries for tests of scores: many sell little, few a lot, some figures are unknown."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from rapport.creators.rules.metrics import Metrics
from rapport.creators.rules.scoring import NO_SCORE, UNKNOWN, Ints, Library

REGIONS, CATEGORIES, CURRENCIES = ["", "GB", "TH"], ["", "beauty", "pets", "toys"], ["", "GBP", "THB"]


def library(size: int, seed: int = 7) -> Library:
    """Creators of two countries and three categories, every tenth figure unknown."""
    chance = np.random.default_rng(seed)
    region = chance.integers(1, 3, size)
    units = np.floor(chance.lognormal(3, 2, size)).astype(np.int64)

    def known(values: Ints) -> Ints:
        return np.where(chance.random(size) < 0.1, UNKNOWN, values)

    return Library(
        ids=np.arange(1, size + 1),
        region=region,
        category=chance.integers(0, 4, size),
        currency=region.copy(),
        units=known(units),
        gmv=known(units * chance.integers(300, 3_000, size)),
        videos=known(chance.poisson(10, size)),
        lives=known(chance.poisson(1, size)),
        score=np.full(size, NO_SCORE),
        regions=REGIONS,
        categories=CATEGORIES,
        currencies=CURRENCIES,
    )


def each(found: Library, change: Callable[[Ints], Ints]) -> Library:
    """The same library with every figure changed alike."""
    return replace(
        found,
        units=change(found.units),
        gmv=change(found.gmv),
        videos=change(found.videos),
        lives=change(found.lives),
    )


def metrics_of(found: Library, row: int) -> Metrics:
    """One creator of it, as `creator_score` takes them."""
    units, gmv, videos, lives = (
        None if column[row] == UNKNOWN else int(column[row])
        for column in (found.units, found.gmv, found.videos, found.lives)
    )
    return Metrics(
        units_30d_low=units,
        gmv_30d_low=gmv,
        currency=found.currencies[found.currency[row]] or None,
        videos_30d=videos,
        lives_30d=lives,
    )
