"""Figures of creators as the command line gives them: money as decimal strings, counts and rates as whole numbers."""

from collections.abc import Mapping

from rapport.creators.models import CarriedProduct, ContentDigest, Snapshot
from rapport.creators.queries.imports import creator_layouts
from rapport.shared.money import MINOR_DIGITS, Money

MONEY = frozenset({"gmv_30d_low", "gmv_30d_high", "video_gpm", "live_gpm"})

DIGESTED = (
    *("cadence_30d", "longest_gap_days", "best_hour", "median_views", "view_spread", "top_share"),
    *("shoppable_share", "ad_share", "units_per_view"),
)


def metrics_data(known: Mapping[str, object]) -> dict[str, object]:
    """Known figures by name."""
    currency = str(known.get("currency", ""))
    return {name: money_text(value, currency) if name in MONEY else value for name, value in known.items()}


def own_data(snapshot: Snapshot) -> dict[str, object]:
    """What a file said about the workspace's own shop."""
    currency = str(snapshot.figures.get("currency", ""))
    money = {
        name
        for layout in creator_layouts()
        if layout.name == snapshot.source
        for name, field in layout.fields.items()
        if field.reads == "money"
    }
    figures = {name: money_text(value, currency) if name in money else value for name, value in snapshot.own.items()}
    return {"source": snapshot.source, "on": snapshot.taken_on.isoformat(), "currency": currency, "figures": figures}


def carried_data(carried: CarriedProduct) -> dict[str, object]:
    """A product that the creator promotes."""
    return {
        "product": carried.product_key,
        "title": carried.title,
        "brand": carried.brand or None,
        "category": carried.category,
        "currency": carried.currency,
        "price": money_text(carried.price_minor, carried.currency),
        "commission_rate": carried.commission_rate,
        "units_28d": carried.units_28d,
        "gmv_28d": money_text(carried.gmv_28d_minor, carried.currency),
    }


def digest_data(digest: ContentDigest) -> dict[str, object]:
    """What the creator's posts showed when they last came in; null is unknown."""
    return {
        "on": digest.digested_on.isoformat() if digest.digested_on else None,
        "posts": digest.posts,
        "newest_at": digest.newest_at.isoformat() if digest.newest_at else None,
        **{name: getattr(digest, name) for name in DIGESTED},
        "currency": digest.currency or None,
        "gmv_per_1000_views": money_text(digest.sales_per_view_minor, digest.currency),
        "top_words": digest.top_words,
        "top_hashtags": digest.top_hashtags,
        "suspicion": digest.suspicion,
    }


def money_text(minor: object, currency: str) -> str | None:
    """Minor units as a decimal string; unknown where the amount or its currency is."""
    if not isinstance(minor, int) or currency not in MINOR_DIGITS:
        return None
    return str(Money(minor, currency))
