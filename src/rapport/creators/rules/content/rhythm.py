"""How often a creator posts, and at which hours of their own day posts are watched."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from rapport.creators.rules.content.posts import Figure, Post, median, too_few
from rapport.shared.money import half_up
from rapport.shared.refusals import Reason

WINDOW_DAYS = 30
WINDOW = timedelta(days=WINDOW_DAYS)
HOURS_NEED, HOUR_NEEDS = 12, 3
"""Posts with known views in all, and in an hour that may be called good."""
BEST_MOST = 3


@dataclass(frozen=True, slots=True)
class Cadence:
    """Posts a week in hundredths over the last 30 days, and the longest time without one, in whole days."""

    per_week: Figure
    longest_gap_days: Figure


@dataclass(frozen=True, slots=True)
class HourFigure:
    """What posts of one local hour got: how many there are, and the middle of their views."""

    hour: int
    posts: int
    median_views: int


@dataclass(frozen=True, slots=True)
class Hours:
    """Every hour with posts, and the best ones first; without a best hour `why` says why."""

    timezone: str
    by_hour: tuple[HourFigure, ...]
    best: tuple[int, ...]
    posts: int
    why: Reason | None = None


def cadence(posts: Sequence[Post], now: datetime) -> Cadence:
    """How often somebody posted in the 30 days before `now`, as far as the library knows.

    Nothing seen in that time is unknown, not zero: the library sees only what its sources list.
    """
    moments = sorted(one.posted_at for one in posts if one.posted_at <= now)
    lately = [moment for moment in moments if moment > now - WINDOW]
    if not lately:
        unknown = _none_lately(moments, now)
        return Cadence(unknown, unknown)
    earlier = [now - WINDOW] if len(lately) < len(moments) else []
    points = [*earlier, *lately, now]
    gaps = [later - former for former, later in pairwise(points)]
    per_week = half_up(len(lately) * 700, WINDOW_DAYS)
    return Cadence(Figure(per_week, len(lately)), Figure(max(gaps) // timedelta(days=1), len(lately)))


def best_hours(posts: Sequence[Post], timezone: str) -> Hours:
    """The hours of the creator's day whose posts are watched more than their own middle, at most three.

    An hour counts with 3 posts or more. Too few posts, an unknown time zone, or no hour that stands out: no best hour.
    """
    watched = [(one.posted_at, one.views) for one in posts if one.views is not None]
    if not timezone:
        return Hours("", (), (), len(watched), Reason("content.no_time_zone"))
    by_hour: dict[int, list[int]] = {}
    for posted_at, views in watched:
        by_hour.setdefault(posted_at.astimezone(ZoneInfo(timezone)).hour, []).append(views)
    told = tuple(HourFigure(hour, len(by_hour[hour]), median(by_hour[hour]) or 0) for hour in sorted(by_hour))
    if len(watched) < HOURS_NEED:
        return Hours(timezone, told, (), len(watched), too_few(len(watched), HOURS_NEED).why)
    ordinary = median(views for _, views in watched) or 0
    good = [one for one in told if one.posts >= HOUR_NEEDS and one.median_views > ordinary]
    best = sorted(good, key=lambda one: (-one.median_views, -one.posts, one.hour))[:BEST_MOST]
    why = None if best else Reason("content.no_hour_stands_out", {"posts": len(watched)})
    return Hours(timezone, told, tuple(one.hour for one in best), len(watched), why)


def _none_lately(moments: Sequence[datetime], now: datetime) -> Figure:
    if not moments:
        return Figure(None, 0, Reason("content.none_known"))
    days = (now - moments[-1]) // timedelta(days=1)
    return Figure(None, 0, Reason("content.none_lately", {"days": days, "window": WINDOW_DAYS}))
