"""Creators alike: nearest in public figures, shared categories and products; and whether that finds good ones.

Distances are over logarithms in units of their spread, so that neither currency nor scale decides. A figure that the
candidate does not tell counts as far as two strangers differ: unknown is never like anything.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from rapport.shared.money import half_up
from rapport.shared.refusals import Data, Reason

FEATURES = (
    *("followers", "average_views", "interaction_rate", "engagement_rate", "videos_30d", "lives_30d"),
    *("gmv_30d", "units_30d", "video_gpm", "live_gpm", "products_28d", "adult_share", "female_share"),
)
MONEY = frozenset({"gmv_30d", "video_gpm", "live_gpm"})
SHARES = ("_rate", "_share")
"""How the names of features in hundredths of a percent end; every other is a count or money."""
STRANGERS = 2
"""Two strangers' squared distance in one feature, in units of its variance."""
REASONS_MOST = 3
FIRST = 50
GOOD_NEEDED, POOL_NEEDED = 20, 200
SPLITS = 200
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Traits:
    """What likeness is taken from; `figures` in the order of FEATURES, None for unknown."""

    creator_id: int
    figures: tuple[int | None, ...]
    categories: frozenset[str] = frozenset()
    carried: frozenset[str] = frozenset()
    """Products and brands."""
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A creator like one of the chosen, `like_id`, with the two or three features that make it so."""

    creator_id: int
    like_id: int
    reasons: tuple[Reason, ...]


class Verdict(StrEnum):
    """Likeness against the plain sort by sales elsewhere, in finding good creators that it was not told of."""

    BETTER = "better"
    LEVEL = "level"
    WORSE = "worse"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Proof:
    """How many good creators stood among the first 50, in hundredths, the difference with its 90 % interval."""

    good: int
    pool: int
    alike: int | None = None
    sort: int | None = None
    low: int | None = None
    high: int | None = None

    @property
    def verdict(self) -> Verdict:
        if self.low is None or self.high is None:
            return Verdict.UNKNOWN
        if self.low > 0:
            return Verdict.BETTER
        return Verdict.WORSE if self.high < 0 else Verdict.LEVEL


def lookalikes(seeds: Sequence[Traits], pool: Sequence[Traits], *, most: int = FIRST) -> list[Lookalike]:
    """Those of the pool that are most like any of the seeds, the nearest first; the seeds themselves are left out."""
    chosen = {one.creator_id for one in seeds}
    others = sorted((one for one in pool if one.creator_id not in chosen), key=lambda one: one.creator_id)
    if not seeds or not others:
        return []
    told = sorted(seeds, key=lambda one: one.creator_id)
    standard = _standardised([*told, *others])
    far = np.stack([_distances(told[row], standard[row], others, standard[len(told) :]) for row in range(len(told))])
    nearest = far.argmin(axis=0)
    order = np.argsort(far.min(axis=0), kind="stable")[:most]
    return [
        Lookalike(
            others[place].creator_id,
            told[nearest[place]].creator_id,
            _reasons(told[nearest[place]], others[place], standard[nearest[place]], standard[len(told) + place]),
        )
        for place in order
    ]


def proof(pool: Sequence[Traits], good: frozenset[int]) -> Proof:
    """Whether likeness finds good creators that it was not told of better than the plain sort does.

    Better is what holds in nineteen of twenty halves. Fewer than 20 good ones or 200 in all prove nothing.
    """
    known = sum(one.creator_id in good for one in pool)
    if known < GOOD_NEEDED or len(pool) < POOL_NEEDED:
        return Proof(known, len(pool))
    found = halves(pool, good)
    gains = np.sort(found[:, 0] - found[:, 1])
    tail = SPLITS // 20
    alike, sort = (half_up(int(found[:, way].sum()) * 100, SPLITS) for way in (0, 1))
    return Proof(known, len(pool), alike, sort, int(gains[tail]) * 100, int(gains[-1 - tail]) * 100)


def halves(pool: Sequence[Traits], good: frozenset[int]) -> NDArray[np.int64]:
    """Hide half of the good creators, look for them by likeness to the others and by the plain sort, 200 times.

    Gives for each time how many hidden ones stand among the first 50 of each ranking. The sort is by units sold
    elsewhere, else GMV. The halves are drawn from a fixed seed: the same library gives the same answer.
    """
    ordered = sorted(pool, key=lambda one: one.creator_id)
    places = np.flatnonzero(np.array([one.creator_id in good for one in ordered], dtype=bool))
    standard = _standardised(ordered)
    far = np.stack([_distances(ordered[place], standard[place], ordered, standard) for place in places])
    by_sales = np.argsort([-_sales(one) for one in ordered], kind="stable")
    chance = np.random.default_rng(7)
    drawn = (chance.permutation(len(places)) for _ in range(SPLITS))
    return np.array([_hits(far, by_sales, places, one) for one in drawn], dtype=np.int64)


def _hits(far: Numbers, by_sales: NDArray[np.intp], places: NDArray[np.intp], drawn: NDArray[np.intp]) -> list[int]:
    """Hidden good creators among the first 50 of each ranking; those shown as examples stand in neither."""
    shown, hidden = drawn[: len(drawn) // 2], drawn[len(drawn) // 2 :]
    near = far[shown].min(axis=0)
    near[places[shown]] = np.inf
    by_likeness = np.argsort(near, kind="stable")[:FIRST]
    rest = by_sales[~np.isin(by_sales, places[shown])][:FIRST]
    return [int(np.isin(first, places[hidden]).sum()) for first in (by_likeness, rest)]


def _sales(one: Traits) -> int:
    told = dict(zip(FEATURES, one.figures, strict=True))
    units, gmv = told["units_30d"], told["gmv_30d"]
    return units if units is not None else gmv if gmv is not None else -1


def _standardised(creators: Sequence[Traits]) -> Numbers:
    """Logarithms in units of their spread; a feature that tells nobody apart is unknown of everybody."""
    told = [[np.nan if figure is None else figure for figure in one.figures] for one in creators]
    logs = np.log1p(np.array(told, dtype=np.float64))
    known = ~np.isnan(logs)
    count = np.maximum(known.sum(axis=0), 1)
    middle = np.divide(np.where(known, logs, 0).sum(axis=0), count)
    spread = np.sqrt(np.divide(np.where(known, (logs - middle) ** 2, 0).sum(axis=0), count))
    return np.asarray(np.divide(logs - middle, np.where(spread * 10**6 > 1, spread, np.nan)), dtype=np.float64)


def _distances(seed: Traits, own: Numbers, others: Sequence[Traits], standard: Numbers) -> Numbers:
    told = ~np.isnan(own)
    apart = (standard[:, told] - own[told]) ** 2
    figures = np.where(np.isnan(apart), STRANGERS, apart).sum(axis=1)
    far = np.divide(figures, max(1, int(told.sum())))
    for name in ("categories", "carried"):
        mine: frozenset[str] = getattr(seed, name)
        if mine:
            shared = np.array([len(mine & getattr(one, name)) for one in others])
            either = np.array([len(mine | getattr(one, name)) for one in others])
            far = far + 1 - np.divide(shared, either)
    return np.asarray(far, dtype=np.float64)


def _reasons(seed: Traits, one: Traits, own: Numbers, other: Numbers) -> tuple[Reason, ...]:
    """Shared products, shared categories, then the figures that lie nearest, less than half a spread apart."""
    reasons = []
    if shared := seed.carried & one.carried:
        reasons.append(Reason("lookalikes.carried", {"count": len(shared)}))
    if kept := seed.categories & one.categories:
        reasons.append(Reason("lookalikes.categories", {"count": len(kept)}))
    gaps = np.abs(own - other)
    near = [int(place) for place in np.argsort(gaps, kind="stable") if gaps[place] * 2 < 1]
    for place in near[: REASONS_MOST - len(reasons)]:
        data: Data = {"metric": FEATURES[place], "value": one.figures[place], "like": seed.figures[place]}
        data |= {"unit": _unit(FEATURES[place]), "currency": one.currency}
        reasons.append(Reason("lookalikes.figure", data))
    return tuple(reasons)


def _unit(name: str) -> str:
    if name in MONEY:
        return "money"
    return "rate" if name.endswith(SHARES) else "count"
