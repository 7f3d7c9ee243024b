"""A short video or LIVE as the library knows it, and figures over several of them.

A figure says over how many posts it stands. Unknown is None with the reason, never zero and never a middle value.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rapport.shared.money import half_up
from rapport.shared.refusals import Reason


class Form(StrEnum):
    """What kind of content it is."""

    VIDEO = "video"
    LIVE = "live"


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """One short video or LIVE. What sources did not tell is None, empty text or an empty set."""

    posted_at: datetime
    form: Form = Form.VIDEO
    title: str = ""
    views: int | None = None
    likes: int | None = None
    units: int | None = None
    """Sold by this post, as its source counts (28 days)."""
    gmv_minor: int | None = None
    currency: str = ""
    """What `gmv_minor` is in."""
    is_shoppable: bool | None = None
    """What the source says of it; a source that lists only posts with products says nothing by that."""
    is_ad: bool | None = None
    categories: frozenset[str] = frozenset()
    """Of the products it carries."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A value over `posts` posts; where it is unknown, `why` says why."""

    value: int | None
    posts: int
    why: Reason | None = None


def merged(told: Iterable[Post]) -> list[Post]:
    """Posts, the newest first, from rows that tell each once for every product: the order of the rows is all one.

    A count that differs between rows is the largest: counts of a post grow, and a file tells it over again.
    """
    rows: dict[tuple[datetime, Form], list[Post]] = {}
    for one in told:
        rows.setdefault((one.posted_at, one.form), []).append(one)
    return [_one(rows[key]) for key in sorted(rows, reverse=True)]


def median(values: Iterable[int]) -> int | None:
    """The middle value, of two the half between them."""
    ordered = sorted(values)
    if not ordered:
        return None
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else half_up(ordered[middle - 1] + ordered[middle], 2)


def tenth(ordered: Sequence[int], tenths: int) -> int:
    """The value that `tenths` tenths of an ordered, filled list do not exceed (nearest rank)."""
    return ordered[max(0, -(-len(ordered) * tenths // 10) - 1)]


def too_few(posts: int, needed: int) -> Figure:
    """An unknown figure for want of posts."""
    if not posts:
        return Figure(None, 0, Reason("content.none_known"))
    return Figure(None, posts, Reason("content.too_few", {"posts": posts, "needed": needed}))


def _one(rows: Sequence[Post]) -> Post:
    sold = max(((one.gmv_minor, one.currency) for one in rows if one.gmv_minor is not None), default=(None, ""))
    return Post(
        posted_at=rows[0].posted_at,
        form=rows[0].form,
        title=max((one.title for one in rows), key=lambda title: (len(title), title)),
        views=_most(one.views for one in rows),
        likes=_most(one.likes for one in rows),
        units=_most(one.units for one in rows),
        gmv_minor=sold[0],
        currency=sold[1],
        is_shoppable=_either(one.is_shoppable for one in rows),
        is_ad=_either(one.is_ad for one in rows),
        categories=frozenset().union(*(one.categories for one in rows)),
    )


def _most(values: Iterable[int | None]) -> int | None:
    return max((value for value in values if value is not None), default=None)


def _either(values: Iterable[bool | None]) -> bool | None:
    known = {value for value in values if value is not None}
    return any(known) if known else None
