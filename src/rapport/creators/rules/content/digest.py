"""An analysis boiled down to the figures that lists and screens use."""

from dataclasses import dataclass
from datetime import datetime

from rapport.creators.rules.content.analysis import Analysis

TERMS_KEPT = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One figure a column; None is unknown. Units as in `Analysis`."""

    posts: int
    newest_at: datetime | None
    cadence_30d: int | None
    longest_gap_days: int | None
    best_hour: int | None
    median_views: int | None
    view_spread: int | None
    top_share: int | None
    shoppable_share: int | None
    ad_share: int | None
    sales_per_view_minor: int | None
    units_per_view: int | None
    currency: str
    top_words: list[str]
    top_hashtags: list[str]


def digest_of(analysis: Analysis) -> Digest:
    """The figures worth a column."""
    sales = analysis.sales
    return Digest(
        posts=analysis.posts,
        newest_at=analysis.newest_at,
        cadence_30d=analysis.cadence.per_week.value,
        longest_gap_days=analysis.cadence.longest_gap_days.value,
        best_hour=next(iter(analysis.hours.best), None),
        median_views=analysis.spread.median_views.value,
        view_spread=analysis.spread.times.value,
        top_share=analysis.spread.top_share.value,
        shoppable_share=analysis.shoppable_share.value,
        ad_share=analysis.ad_share.value,
        sales_per_view_minor=sales.gmv_minor.value,
        units_per_view=sales.units.value,
        currency=sales.currency if sales.gmv_minor.value is not None else "",
        top_words=[term.text for term in analysis.topics.words[:TERMS_KEPT]],
        top_hashtags=[term.text for term in analysis.topics.hashtags[:TERMS_KEPT]],
    )
