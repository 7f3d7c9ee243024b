"""What the API speaks: plain values, money as decimal strings, rates in hundredths of a percent, times in ISO 8601."""

from datetime import date, datetime
from typing import Any

from ninja import Schema


class Problem(Schema):
    """A refusal: its code, the sentence in the caller's language, the data in it."""

    error: str
    message: str
    data: dict[str, Any]


class ShopOut(Schema):
    id: int
    name: str
    region: str
    currency: str
    pack: str
    now: datetime
    trouble: str
    quota_cap: int | None
    quota_held: int
    quota_spent: int
    quota_left: int | None
    quota_ends_at: datetime | None


class CreatorOut(Schema):
    id: int
    handle: str
    nickname: str
    region: str
    score: int | None
    followers: int | None
    gmv_30d_low: int | None
    gmv_30d_high: int | None
    currency: str | None
    units_30d: int | None
    average_views: int | None
    activity_30d: int | None
    interaction_rate: int | None
    categories: list[str]


class ContentOut(Schema):
    """Figures of a creator's posts; null is unknown. Shares are hundredths of a percent, money is minor units."""

    digested_on: date | None
    posts: int
    newest_at: datetime | None
    cadence_30d: int | None
    """Posts a week over 30 days, in hundredths."""
    longest_gap_days: int | None
    best_hour: int | None
    median_views: int | None
    view_spread: int | None
    top_share: int | None
    shoppable_share: int | None
    ad_share: int | None
    sales_per_view_minor: int | None
    """GMV of 1,000 views."""
    units_per_view: int | None
    """Units of 1,000 views, in hundredths."""
    currency: str
    top_words: list[str]
    top_hashtags: list[str]
    suspicion: int | None
    """Independent signs that ask for a second look; no verdict."""


class CreatorPageOut(Schema):
    total: int
    page: int
    pages: int
    items: list[CreatorOut]
    facets: dict[str, dict[str, int]] | None = None
    """For each facet how many each choice would find; a band goes by its lower bound. Only where they are asked for."""


class CheckOut(Schema):
    """One condition of a screen held against a creator; `message` is the sentence of its code."""

    verdict: str
    """`met`, `missed` or `unknown`."""
    code: str
    message: str
    data: dict[str, Any]


class WhyOut(Schema):
    id: int
    handle: str
    region: str
    passed: bool
    checks: list[CheckOut]


class PlanLineOut(Schema):
    id: int
    act: str
    creator_id: int
    creator: str
    units: int
    value_minor: int
    state: str
    reason: str


class PlanOut(Schema):
    kept_back: int
    why_kept: str
    lines: list[PlanLineOut]


class ApproveIn(Schema):
    """`text` stands in place of the composed message."""

    text: str = ""


class ThreadOut(Schema):
    id: int
    shop_id: int
    creator_id: int
    creator: str
    stage: str
    waiting_since: datetime | None
    last_at: datetime | None
    last_text: str
    last_is_ours: bool


class StatementOut(Schema):
    id: int
    shop_id: int
    shop: str
    week_start: datetime
    week_end: datetime
    currency: str
    lines: int
    ours: str
    platform: str
    unsettled: str
    difference: str


class ReviewOut(Schema):
    shop: str
    week_start: datetime
    week_end: datetime
    figures: dict[str, int | None]
    actions: list[dict[str, Any]]
