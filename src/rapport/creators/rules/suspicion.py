"""Signs that followers may be bought: a flag with its reasons, never a verdict (reference outreach B.7).

No labelled set of creators exists, so no accuracy is claimed. One sign alone says nothing: one creator in twenty lies
below the bound of each measure by definition. Only several independent ones ask for a second look, by a person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations

from rapport.creators.rules.metrics import Metrics
from rapport.creators.rules.peers import Peers, measured
from rapport.shared.money import half_up
from rapport.shared.refusals import Data, Reason

NEEDED = 2
JUMP_PERCENT, JUMP_LEAST = 25, 2_000
"""Followers gained within JUMP_DAYS, by share and by number, that ask where they came from."""
JUMP_DAYS = timedelta(days=14)
KINDS = {"likes": "answers", "engagement": "answers", "reach": "reach", "sales": "sales"}
"""Which measures say the same: likes are part of engagement, so both low are one sign."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Followers and average views as one source told them on a day."""

    source: str
    on: date
    followers: int | None
    average_views: int | None


@dataclass(frozen=True, slots=True)
class Suspicion:
    """The signs, one for each independent kind, and how many kinds could be looked at."""

    signs: tuple[Reason, ...]
    looked_at: int

    @property
    def count(self) -> int | None:
        """How many signs there are; None where nothing could be compared."""
        return len(self.signs) if self.looked_at else None

    @property
    def is_worth_a_look(self) -> bool:
        return len(self.signs) >= NEEDED


def suspicion(metrics: Metrics, peers: Mapping[str, Peers], history: Sequence[Dated]) -> Suspicion:
    """Hold a creator against peers by measure, and against their own past.

    Signs: likes or engagement, views per follower, or sales per view below what 95 in a hundred peers have; followers
    that jump while views do not follow. A figure that is unknown, or has too few peers, is no sign and counts as not
    looked at.
    """
    found: dict[str, Reason | None] = {}
    for measure, value in measured(metrics).items():
        if measure in peers:
            kind = KINDS[measure]
            found[kind] = found.get(kind) or _below(measure, value, peers[measure])
    jumps = _comparable(history)
    if jumps:
        found["jump"] = next(filter(None, (_jump(*pair) for pair in jumps)), None)
    return Suspicion(tuple(sign for sign in found.values() if sign is not None), len(found))


def _below(measure: str, value: int, peers: Peers) -> Reason | None:
    if value >= peers.low:
        return None
    data: Data = {"value": value, "low": peers.low, "middle": peers.middle, "peers": peers.count}
    return Reason(f"suspicion.{measure}_low", data)


def _comparable(history: Sequence[Dated]) -> list[tuple[Dated, Dated]]:
    """Pairs of one source's tellings, the earlier first, near enough and full enough to compare."""
    whole = {one for one in history if one.followers is not None and one.average_views is not None}
    ordered = sorted(whole, key=lambda one: (one.on, one.source, one.followers or 0, one.average_views or 0))
    return [
        (former, later)
        for former, later in combinations(ordered, 2)
        if former.source == later.source and timedelta(0) < later.on - former.on <= JUMP_DAYS
    ]


def _jump(former: Dated, later: Dated) -> Reason | None:
    gained = (later.followers or 0) - (former.followers or 0)
    if gained < JUMP_LEAST or gained * 100 < (former.followers or 0) * JUMP_PERCENT:
        return None
    views = (former.average_views or 0, later.average_views or 0)
    # Views that rose at least half as much, by share, explain new followers.
    if (views[1] - views[0]) * 2 * (former.followers or 0) >= gained * views[0] and views[1] > views[0]:
        return None
    return Reason(
        "suspicion.followers_jump",
        {
            "before": former.followers,
            "after": later.followers,
            "percent": half_up(gained * 10_000, former.followers) if former.followers else None,
            "days": (later.on - former.on).days,
            "views_before": views[0],
            "views_after": views[1],
        },
    )
