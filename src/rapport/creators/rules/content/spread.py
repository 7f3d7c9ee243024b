"""How evenly posts are watched, how many carry products or are ads, and what a thousand views sell."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapport.creators.rules.content.posts import Figure, Post, median, tenth, too_few
from rapport.creators.rules.metrics import rate_of
from rapport.shared.money import half_up
from rapport.shared.refusals import Reason

SPREAD_NEEDS = 5
SALES_NEED = 3
A_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Spread:
    """Views of a post: the middle, what nine in ten exceed and one in ten does, and the top one's share of all."""

    median_views: Figure
    low: Figure
    """The 10 % value."""
    high: Figure
    """The 90 % value."""
    times: Figure
    """The 90 % value over the middle, in hundredths: 450 is a good post watched 4.5 times as often as another."""
    top_share: Figure
    """Hundredths of a percent."""


@dataclass(frozen=True, slots=True)
class Sales:
    """What 1,000 views sell: minor units of `currency`, and units in hundredths."""

    gmv_minor: Figure
    currency: str
    units: Figure


def spread(posts: Sequence[Post]) -> Spread:
    """How views spread over posts; all but the middle need five posts with known views."""
    views = sorted(one.views for one in posts if one.views is not None)
    middle = median(views)
    median_views = Figure(middle, len(views)) if middle is not None else too_few(0, 1)
    if len(views) < SPREAD_NEEDS or middle is None:
        unknown = too_few(len(views), SPREAD_NEEDS)
        return Spread(median_views, unknown, unknown, unknown, unknown)
    low, high = tenth(views, 1), tenth(views, 9)
    never = Figure(None, len(views), Reason("content.never_watched", {"posts": len(views)}))
    return Spread(
        median_views,
        Figure(low, len(views)),
        Figure(high, len(views)),
        Figure(half_up(high * 100, middle), len(views)) if middle else never,
        Figure(rate_of(views[-1], sum(views)), len(views)) if views[-1] else never,
    )


def shoppable_share(posts: Sequence[Post]) -> Figure:
    """How many posts carry a product, among those whose source tells it of each, in hundredths of a percent.

    A list of posts that carry a product says nothing of those that carry none, so it gives no share.
    """
    return _share([one.is_shoppable for one in posts], "content.only_shoppable_listed")


def ad_share(posts: Sequence[Post]) -> Figure:
    """How many posts were paid for as ads, among those of which it is told, in hundredths of a percent."""
    return _share([one.is_ad for one in posts], "content.ads_not_told")


def sales_per_view(posts: Sequence[Post]) -> Sales:
    """What 1,000 views sold, over posts whose views and sales are both told; three are needed.

    Amounts count in the currency of the most posts. Sales are counted over 28 days, views since posting: the figure
    compares creators of one source, it is no forecast.
    """
    currency = _main_currency(posts)
    paid = [(one.gmv_minor, one.views) for one in posts if one.currency == currency]
    sold = [(one.units, one.views) for one in posts]
    return Sales(_per_thousand(paid, 1), currency, _per_thousand(sold, 100))


def _share(told: Sequence[bool | None], untold: str) -> Figure:
    known = [one for one in told if one is not None]
    if not known:
        return Figure(None, 0, Reason(untold if told else "content.none_known"))
    return Figure(rate_of(sum(known), len(known)), len(known))


def _main_currency(posts: Sequence[Post]) -> str:
    known = [one.currency for one in posts if one.gmv_minor is not None and one.views is not None]
    return max(set(known), key=lambda currency: (known.count(currency), currency), default="")


def _per_thousand(told: Sequence[tuple[int | None, int | None]], parts: int) -> Figure:
    known = [(sold, views) for sold, views in told if sold is not None and views is not None]
    if not known:
        return Figure(None, 0, Reason("content.sales_not_told" if told else "content.none_known"))
    views = sum(one for _, one in known)
    if len(known) < SALES_NEED:
        return too_few(len(known), SALES_NEED)
    if not views:
        return Figure(None, len(known), Reason("content.never_watched", {"posts": len(known)}))
    return Figure(half_up(sum(sold for sold, _ in known) * parts * A_THOUSAND, views), len(known))
