"""The creator score 1–5 from units, GMV, short videos and LIVEs (brief S1, 达人投放得分; design section 6).

Sales are drawn toward the group's where few posts carry them, each part becomes a place among creators of the same
country and category, and the places' mean a place again, cut at fixed shares. A higher figure never lowers the score,
and no unit of money or pieces changes it. Unknown sales give no score: unknown is not the middle.
"""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import sqrt
from operator import attrgetter

from rapport.creators.rules.metrics import Metrics
from rapport.creators.rules.shrinkage import Z_TAIL, Shrunk
from rapport.creators.rules.standings import DRAWN_IN, FINE, POSTS, SALES, WEIGHTS, WHOLE, Standing, drawn_in
from rapport.shared.money import WHOLE_RATE
from rapport.shared.refusals import Reason

SHARES = (10, 30, 70, 90)
"""Places in a hundred at which the scores 2, 3, 4 and 5 begin: a tenth each at the ends, two fifths in the middle.

So a 5 stays worth looking at first however large the library, and a 3 is nothing to remark upon.
"""
TOLD = 3
"""Contributions that a score tells."""
MIDDLE, HUNDRED = 50, 100
VALUES = {
    "units": attrgetter("units_30d_mid"),
    "gmv": attrgetter("gmv_30d_mid"),
    "videos": attrgetter("videos_30d"),
    "lives": attrgetter("lives_30d"),
}
"""Where the figures of a creator tell each part."""


@dataclass(frozen=True, slots=True)
class Contribution:
    """One part of the score: how many of a hundred lie below, and what that moves, up or down, by its weight."""

    part: str
    place: int
    points: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class Score:
    """A score from 1 to 5, or None for unknown, with what made it."""

    value: int | None
    place: int | None
    """How many in a hundred of the group score lower."""
    group: Standing
    estimate: Shrunk | None
    """Units to be expected in 30 days, with the posts they rest on; unknown where units are."""
    contributions: tuple[Contribution, ...]
    """The three that move most, the strongest first."""
    reasons: tuple[Reason, ...]
    """The same in words, and what is not known."""


def creator_score(metrics: Metrics, group: Standing) -> Score:
    """Hold one creator's figures against a group."""
    places = _places(metrics, group)
    if not any(part in places for part in SALES):
        told = any(_value(metrics, part) is not None for part in SALES)
        return Score(None, None, group, None, (), (Reason("score.nobody_alike" if told else "score.sales_unknown"),))
    place = group.place(WHOLE, _whole(places)) or 0
    contributions = _contributions(metrics, places)
    reasons = [one.reason for one in contributions]
    if metrics.activity_30d is None:
        reasons.append(Reason("score.posts_unknown"))
    return Score(
        1 + bisect_right(SHARES, place), place, group, _estimate(metrics, group), contributions, tuple(reasons)
    )


def _whole(places: Mapping[str, int]) -> int:
    """The weighted mean of places, in hundredths; sales weigh what they weigh however many of them are known."""
    total = weight = 0
    for kind in (SALES, POSTS):
        known = [part for part in kind if part in places]
        if known:
            mean = sum(WEIGHTS[part] * places[part] for part in known) * FINE // sum(WEIGHTS[part] for part in known)
            total, weight = total + mean * _weight(kind), weight + _weight(kind)
    return total // weight


@cache
def _weight(kind: tuple[str, ...]) -> int:
    return sum(WEIGHTS[part] for part in kind)


def _places(metrics: Metrics, group: Standing) -> dict[str, int]:
    """The place of each part that is known, of creator and group."""
    values = {part: float(known) for part in ("videos", "lives") if (known := _value(metrics, part)) is not None}
    for part in SALES:
        sold = _value(metrics, part)
        if sold is not None and (part == "units" or (metrics.currency or "") == group.currency):
            values[part] = drawn_in(sold / group.typical(part), _posts(metrics, group), group.typical_posts)
    found = ((part, group.place(part, values[part])) for part in WEIGHTS if part in values)
    return {part: place for part, place in found if place is not None}


def _value(metrics: Metrics, part: str) -> int | None:
    value: int | None = VALUES[part](metrics)
    return value


def _posts(metrics: Metrics, group: Standing) -> int:
    """What the creator posts; where that is not known, what the typical seller does."""
    return group.typical_posts if metrics.activity_30d is None else metrics.activity_30d


def _contributions(metrics: Metrics, places: Mapping[str, int]) -> tuple[Contribution, ...]:
    found = []
    for part, place in places.items():
        kind = SALES if part in SALES else POSTS
        weight = WEIGHTS[part] * _weight(kind) // _weight(tuple(one for one in kind if one in places))
        data = {"value": _value(metrics, part), "share": place * WHOLE_RATE // HUNDRED, "currency": metrics.currency}
        reason = Reason(f"score.by_{part}", data)
        found.append(Contribution(part, place, weight * (place - MIDDLE), reason))
    return tuple(sorted(found, key=lambda one: -abs(one.points))[:TOLD])


def _estimate(metrics: Metrics, group: Standing) -> Shrunk | None:
    """Expected units with their interval: as if each post's sales scattered about as much as their mean.

    Then the mean over so many posts is a gamma variable of that shape; its quantiles by Wilson and Hilferty (1931).
    """
    if metrics.units_30d_mid is None:
        return None
    posts = _posts(metrics, group)
    mean = drawn_in(metrics.units_30d_mid / group.typical_units, posts, group.typical_posts) * group.typical_units
    part = 1 / (9 * (posts + 1 + DRAWN_IN))
    low, high = (round(mean * (1 - part + z * sqrt(part)) ** 3) for z in (-Z_TAIL, Z_TAIL))
    return Shrunk(round(mean), low, high, metrics.activity_30d or 0)
