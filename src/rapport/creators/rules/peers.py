"""What is usual among creators of one region and follower band: quantiles of what public figures say of an audience.

Engagement falls as audiences grow, so nobody is held against others than their like (reference outreach B.7).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from rapport.creators.rules.metrics import Metrics, rate_of

NEEDED = 40
"""Fewer peers say nothing of what is usual."""
A_MILLION = 1_000_000
LOW, MIDDLE, HIGH = 5, 50, 95
"""The quantiles kept, in hundredths."""


@dataclass(frozen=True, slots=True)
class Peers:
    """How one measure spreads over `count` creators: the values that 5, 50 and 95 in a hundred do not exceed."""

    count: int
    low: int
    middle: int
    high: int


def _likes(metrics: Metrics) -> int | None:
    if metrics.interaction_rate is not None:
        return metrics.interaction_rate
    if metrics.average_likes is None or metrics.average_views is None:
        return None
    return rate_of(metrics.average_likes, metrics.average_views)


def _reach(metrics: Metrics) -> int | None:
    if metrics.average_views is None or metrics.followers is None:
        return None
    return rate_of(metrics.average_views, metrics.followers)


def _sales(metrics: Metrics) -> int | None:
    units, views, posts = metrics.units_30d_mid, metrics.average_views, metrics.videos_30d
    if units is None or not views or not posts:
        return None
    return units * A_MILLION // (views * posts)


MEASURES: Mapping[str, Callable[[Metrics], int | None]] = {
    "likes": _likes,
    "engagement": lambda metrics: metrics.engagement_rate,
    "reach": _reach,
    "sales": _sales,
}
"""Likes per view, engagement per view and views per follower in hundredths of a percent; units per million views."""


def measured(metrics: Metrics) -> dict[str, int]:
    """Every measure that these figures know."""
    told = ((name, measure(metrics)) for name, measure in MEASURES.items())
    return {name: value for name, value in told if value is not None}


def peers_of(values: Sequence[int]) -> Peers | None:
    """How values spread, in any order; None for fewer than are needed."""
    if len(values) < NEEDED:
        return None
    ordered = sorted(values)
    low, middle, high = (ordered[max(0, -(-len(ordered) * part // 100) - 1)] for part in (LOW, MIDDLE, HIGH))
    return Peers(len(ordered), low, middle, high)
