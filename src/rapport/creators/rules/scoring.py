"""A whole library's groups and scores in one go, column by column; the same scores that `creator_score` gives each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from rapport.creators.rules.score import SHARES
from rapport.creators.rules.standings import (
    FINE,
    GROUP_MIN,
    PARTS_OF_WHOLE,
    POSTS,
    SALES,
    WEIGHTS,
    WHOLE,
    Standing,
    Standings,
    drawn_in,
)

Ints = NDArray[np.int64]
UNKNOWN = -1
"""A figure that nobody gave; known ones are never negative."""
NO_SCORE = 0


@dataclass(frozen=True, slots=True)
class Library:
    """The figures of a library's creators in columns of one length; names as numbers into the lists beside them."""

    ids: Ints
    region: Ints
    category: Ints
    currency: Ints
    units: Ints
    gmv: Ints
    videos: Ints
    lives: Ints
    score: Ints
    regions: list[str]
    categories: list[str]
    currencies: list[str]

    def only(self, rows: Ints | NDArray[np.bool_]) -> "Library":
        """Some of the rows."""
        columns = {one.name: getattr(self, one.name) for one in fields(self)}
        return Library(**{name: whole[rows] if name not in NAMES else whole for name, whole in columns.items()})

    @property
    def posts(self) -> Ints:
        """Short videos and LIVEs, unknown only where both are."""
        known = np.maximum(self.videos, 0) + np.maximum(self.lives, 0)
        return np.where((self.videos < 0) & (self.lives < 0), UNKNOWN, known)

    @property
    def has_sales(self) -> NDArray[np.bool_]:
        return (self.units >= 0) | (self.gmv >= 0)


NAMES = ("regions", "categories", "currencies")
Told = tuple[str, str, str | None, int | None, int | None, int | None, int | None]
"""Best category, region and currency of a creator, then units, GMV, short videos and LIVEs."""


def library_of(creators: Sequence[Told]) -> Library:
    """A few creators as a library, numbered as they come, none of them scored."""
    columns = tuple(zip(*creators, strict=True)) or ((),) * 7
    known: list[dict[str, int]] = [{"": 0} for _ in NAMES]
    category, region, currency = map(by_name, columns, known)
    units, gmv, videos, lives = map(by_figure, columns[len(known) :])
    return Library(
        ids=np.arange(len(creators)),
        region=region,
        category=category,
        currency=currency,
        units=units,
        gmv=gmv,
        videos=videos,
        lives=lives,
        score=np.full(len(creators), NO_SCORE),
        regions=list(known[1]),
        categories=list(known[0]),
        currencies=list(known[2]),
    )


def by_figure(column: Sequence[int | None]) -> Ints:
    """Figures as a column takes them."""
    return np.fromiter((UNKNOWN if value is None else value for value in column), np.int64, len(column))


def by_name(column: Iterable[str | None], known: dict[str, int]) -> Ints:
    """Each name by its number, new ones numbered on."""
    return np.array([known.setdefault(name or "", len(known)) for name in column], np.int64)


def library_standings(library: Library) -> Standings:
    """The group tables of every group with enough creators of known sales."""
    known = library.only(library.has_sales)
    groups = [_standing(known, "", "")] if known.ids.size >= GROUP_MIN else []
    for region, rows in _parted(known.region):
        if not known.regions[region] or rows.size < GROUP_MIN:
            continue
        there = known.only(rows)
        groups.append(_standing(there, known.regions[region], ""))
        for category, inside in _parted(there.category):
            if known.categories[category] and inside.size >= GROUP_MIN:
                groups.append(_standing(there.only(inside), known.regions[region], known.categories[category]))
    return Standings.of(groups)


def library_scores(library: Library, standings: Standings) -> Ints:
    """Each creator's score, NO_SCORE where sales are unknown."""
    scores = np.full(library.ids.size, NO_SCORE)
    names = library.region * len(library.categories) + library.category
    for name, rows in _parted(names):
        region, category = divmod(name, len(library.categories))
        group = standings.group(library.regions[region], library.categories[category])
        whole = _whole(library.only(rows), group)
        place = np.searchsorted(group.cuts[WHOLE], whole)
        scores[rows] = np.where(whole < 0, NO_SCORE, 1 + np.searchsorted(SHARES, place, side="right"))
    return scores


def _parted(names: Ints) -> Iterator[tuple[int, Ints]]:
    """Each number with the rows that hold it."""
    order = np.argsort(names, kind="stable")
    found, starts = np.unique(names[order], return_index=True)
    yield from zip(found.tolist(), np.split(order, starts[1:]), strict=bool(found.size))


def _standing(group: Library, region: str, category: str) -> Standing:
    """The tables of one group, whose creators' sales are known."""
    currency = _commonest(group)
    posts = group.posts
    gmv = np.where(group.currency == currency, group.gmv, UNKNOWN)
    bare = Standing(
        region=region,
        category=category,
        size=group.ids.size,
        currency=group.currencies[currency],
        typical_units=_middle(group.units[group.units > 0], 1),
        typical_gmv=_middle(gmv[gmv > 0], 1),
        typical_posts=_middle(posts[posts >= 0], 0),
        cuts={},
    )
    cuts = {part: _cuts(values[values >= 0]) for part, values in _values(group, bare).items()}
    parts = Standing(**bare.as_json() | {"cuts": {part: found for part, found in cuts.items() if found}})
    whole = _whole(group, parts)
    return Standing(**bare.as_json() | {"cuts": {**parts.cuts, WHOLE: _cuts(whole[whole >= 0])}})


def _commonest(group: Library) -> int:
    """The currency that most known GMV is in; the first among equals."""
    told = group.currency[group.gmv >= 0]
    return int(np.argmax(np.bincount(told))) if told.size else int(group.currency[0])


def _values(library: Library, group: Standing) -> dict[str, NDArray[np.float64]]:
    """What each part is held against the group by; negative where unknown."""
    posts = np.where(library.posts < 0, group.typical_posts, library.posts).astype(np.float64)
    same_money = np.array([one == group.currency for one in library.currencies])[library.currency]
    sold = {"units": library.units, "gmv": np.where(same_money, library.gmv, UNKNOWN)}
    values = {part: drawn_in(sold[part] / group.typical(part), posts, group.typical_posts) for part in SALES}
    known = {part: np.where(sold[part] < 0, float(UNKNOWN), values[part]) for part in SALES}
    return known | {"videos": library.videos.astype(np.float64), "lives": library.lives.astype(np.float64)}


def _whole(library: Library, group: Standing) -> Ints:
    """The weighted mean of the known parts' places, in hundredths; UNKNOWN where no sales are known."""
    values = _values(library, group)
    sales, posts = (_mean({part: values[part] for part in kind}, group) for kind in (SALES, POSTS))
    weights = [sum(WEIGHTS[part] for part in kind) for kind in (SALES, POSTS)]
    both = (sales * weights[0] + posts * weights[1]) // sum(weights)
    return np.where((sales < 0) | (posts < 0), sales, both)


def _mean(values: Mapping[str, NDArray[np.float64]], group: Standing) -> Ints:
    """The same of the parts of one kind; UNKNOWN where none is known."""
    total, weight = (np.zeros(len(next(iter(values.values()))), np.int64) for _ in range(2))
    for part, told in values.items():
        if part in group.cuts:
            known = (told >= 0) * WEIGHTS[part]
            total += known * np.searchsorted(group.cuts[part], told)
            weight += known
    return np.where(weight > 0, total * FINE // np.maximum(weight, 1), UNKNOWN)


def _middle(values: Ints, nothing: int) -> int:
    """The median, one of the values themselves, so that it changes with their unit."""
    return int(np.partition(values, (values.size - 1) // 2)[(values.size - 1) // 2]) if values.size else nothing


def _cuts(values: NDArray[np.float64] | Ints) -> list[float]:
    """The value that each hundredth begins with."""
    ranked = np.sort(values)
    places = np.arange(PARTS_OF_WHOLE) * ranked.size // PARTS_OF_WHOLE
    return [float(one) for one in ranked[places]] if ranked.size else []
