"""Creators side by side: each figure's row with its best value. Unknown is never best, nor is the only known one."""

from collections.abc import Sequence
from dataclasses import dataclass

HIGH, LOW, NEITHER = 1, -1, 0
MOST = 5

MONEY, RATE, COUNT, MINUTES = "money", "rate", "count", "minutes"
Value = int | None


@dataclass(frozen=True, slots=True)
class Kind:
    """A figure that is compared: how it is written, and whether more or less of it is better."""

    name: str
    form: str = COUNT
    better: int = HIGH


@dataclass(frozen=True, slots=True)
class Row:
    """One figure of all creators, with the places of the best."""

    kind: Kind
    values: tuple[Value, ...]
    best: frozenset[int]


FIGURES = (
    Kind("score"),
    Kind("followers"),
    Kind("gmv_30d_mid", MONEY),
    Kind("units_30d_mid"),
    Kind("average_views"),
    Kind("average_likes"),
    Kind("videos_30d"),
    Kind("lives_30d"),
    Kind("activity_30d"),
    Kind("interaction_rate", RATE),
    Kind("engagement_rate", RATE),
    Kind("products_28d"),
    Kind("adult_share", RATE, NEITHER),
    Kind("female_share", RATE, NEITHER),
    Kind("commission_rate", RATE, NEITHER),
    Kind("post_rate", RATE),
    Kind("video_gpm", MONEY),
    Kind("live_gpm", MONEY),
)
DEALINGS = (
    Kind("contacts", better=NEITHER),
    Kind("invitations", better=NEITHER),
    Kind("replies"),
    Kind("reply_rate", RATE),
    Kind("reply_minutes", MINUTES, LOW),
    Kind("accepted"),
    Kind("samples_received", better=NEITHER),
    Kind("fulfilment_rate", RATE),
    Kind("contents"),
    Kind("paid_orders"),
    Kind("paid_gmv_minor", MONEY),
    Kind("refunds", better=LOW),
)


def compared(kind: Kind, values: Sequence[Value], currencies: Sequence[str | None]) -> Row:
    """A row of values in the creators' order; amounts in different currencies have no best."""
    known = {place: value for place, value in enumerate(values) if value is not None}
    apart = kind.form == MONEY and len({currencies[place] for place in known}) > 1
    if kind.better == NEITHER or apart or len(known) < 2 or len(set(known.values())) == 1:  # noqa: PLR2004 - best of one is none
        return Row(kind, tuple(values), frozenset())
    top = max(value * kind.better for value in known.values())
    best = frozenset(place for place, value in known.items() if value * kind.better == top)
    return Row(kind, tuple(values), best)
