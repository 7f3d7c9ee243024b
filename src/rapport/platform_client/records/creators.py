"""Creators as the marketplace shows them; figures are of the last 30 days unless named otherwise."""

from decimal import Decimal

from pydantic import AliasChoices, Field

from rapport.platform_client.records.base import (
    MaybeMoment,
    MaybeRateOfFraction,
    Page,
    Range,
    Rate,
    Record,
    named,
)
from rapport.platform_client.records.money import MaybeMoney, MoneyRange


class Creator(Record):
    """A creator found by search; where exact sales are not shared, the ranges remain."""

    creator_open_id: str
    handle: str = named("username", default="")
    nickname: str = ""
    avatar_url: str | None = named("avatar", "url")
    region: str | None = named("selection_region")
    category_ids: tuple[str, ...] = ()
    followers: int | None = named("follower_count")
    average_video_views: int | None = named("avg_ec_video_view_count")
    average_live_viewers: int | None = named("avg_ec_live_uv")
    gmv: MaybeMoney = None
    video_gmv: MaybeMoney = None
    live_gmv: MaybeMoney = None
    gmv_range: MoneyRange | None = None
    units_sold_range: Range[int] | None = None
    top_age_ranges: tuple[str, ...] = named("top_follower_demographics", "age_ranges", default=())
    major_gender: str | None = named("top_follower_demographics", "major_gender", "gender")
    major_gender_share: Rate | None = named("top_follower_demographics", "major_gender", "percentage")
    agency: str | None = named("creator_profile", "creator_bind_mcn_name")
    level: int | None = named("creator_profile", "creator_level")
    promotion_score: Decimal | None = named("creator_profile", "pps_score")
    type_tags: tuple[int, ...] = named("creator_profile", "user_type_tag", default=())
    is_official: bool | None = named("creator_profile", "is_official_recommend")
    is_fast_growing: bool | None = named("creator_profile", "is_fast_growing")
    is_rising_star: bool | None = named("creator_profile", "is_rising_star")
    takes_flat_fee: bool | None = named("creator_profile", "is_eligible_flat_fee")
    has_collaborated: bool | None = named("creator_profile", "has_collaborated")
    was_invited_in_90_days: bool | None = named("creator_profile", "has_invited_90d")
    is_blocked: bool | None = named("creator_profile", "is_creator_blocked")


class CreatorPage(Page):
    """`search_key` belongs to the token: the next page needs both."""

    items: tuple[Creator, ...] = named("creators", default=())
    search_key: str = ""


class Share(Record):
    """
    One part of a whole.

    The key is a category id ("-1" is all others), a kind of content, or words such as "18–23" for a
    follower age.
    """

    key: str = Field(validation_alias=AliasChoices("key", "category_id", "content_type"))
    share: MaybeRateOfFraction = named("value")


class TrendPoint(Record):
    """One stretch of a creator's history; its money is in the market's currency."""

    starts_at: MaybeMoment = named("start_timestamp")
    ends_at: MaybeMoment = named("end_timestamp")
    gmv: Decimal | None = named("gmv", "amount")
    units_sold: int | None = None
    followers: int | None = named("follower")
    engagement_rate: Rate | None = None


class CreatorPerformance(Record):
    """
    All the marketplace tells about one creator; the caller knows whom it asked about.

    "Videos" and "LIVEs" are those with products attached; the figures that begin with `all` and `median` are of
    all. Gpm is money sold per thousand views. `is_blocked` says the creator is, `is_barred` that the contact is.
    """

    handle: str = named("username", default="")
    nickname: str = ""
    avatar_url: str | None = named("avatar", "url")
    profile_url: str | None = named("profile_tt_uri")
    region: str | None = named("selection_region")
    bio: str = named("bio_description", default="")
    followers: int | None = named("follower_count")
    category_ids: tuple[str, ...] = ()
    brand_ids: tuple[str, ...] = named("top_collaborated_brand_ids", default=())
    brands: int | None = named("brand_collaboration_count")
    promoted_products: int | None = named("promoted_product_num")

    units_sold: int | None = None
    units_sold_range: Range[int] | None = None
    gmv: MaybeMoney = None
    video_gmv: MaybeMoney = None
    live_gmv: MaybeMoney = None
    gmv_range: MoneyRange | None = None
    gmv_by_category: tuple[Share, ...] = named("category_gmv_distribution", default=())
    gmv_by_content: tuple[Share, ...] = named("content_gmv_distribution", default=())
    gmv_per_buyer: MaybeMoney = named("avg_gmv_per_buyer")
    gmv_per_buyer_range: MoneyRange | None = named("avg_gmv_per_buyer_range")
    product_price_range: MoneyRange | None = named("product_original_price_range")
    gpm: MaybeMoney = None
    video_gpm: MaybeMoney = None
    live_gpm: MaybeMoney = None
    gpm_range: MoneyRange | None = None
    video_gpm_range: MoneyRange | None = None
    live_gpm_range: MoneyRange | None = None

    videos: int | None = named("ec_video_count")
    lives: int | None = named("ec_live_count")
    video_engagement_rate: Rate | None = named("ec_video_engagement_rate")
    live_engagement_rate: Rate | None = named("ec_live_engagement_rate")
    average_video_views: int | None = named("avg_ec_video_play_count")
    average_video_likes: int | None = named("avg_ec_video_like_count")
    average_video_comments: int | None = named("avg_ec_video_comment_count")
    average_video_shares: int | None = named("avg_ec_video_share_count")
    average_live_views: int | None = named("avg_ec_live_view_count")
    average_live_likes: int | None = named("avg_ec_live_like_count")
    average_live_comments: int | None = named("avg_ec_live_comment_count")
    average_live_shares: int | None = named("avg_ec_live_share_count")
    median_video_views: int | None = named("creator_profile", "video_play_cnt_30d_med")
    median_videos: int | None = named("creator_profile", "video_publish_cnt_30d_med")
    median_live_views: int | None = named("creator_profile", "live_view_cnt_30d_med")
    median_live_comments: int | None = named("creator_profile", "live_comment_cnt_30d_med")
    median_live_shares: int | None = named("creator_profile", "live_share_cnt_30d_med")
    all_live_likes: int | None = named("creator_profile", "live_like_cnt_30d")
    all_live_engagement_rate: Rate | None = named("creator_profile", "live_engagement_rate_30d")
    trend: tuple[TrendPoint, ...] = named("creator_profile", "creator_trend_profile", default=())

    follower_locations: tuple[Share, ...] = named("follower_location", default=())
    follower_ages: tuple[Share, ...] = named("follower_age", default=())
    follower_genders: tuple[Share, ...] = named("follower_gender", default=())

    average_commission_rate: Rate | None = named("avg_commission_rate")
    average_commission_rate_range: Range[int] | None = named("avg_commission_rate_range")
    promotion_score: Decimal | None = named("pps")
    rating: Decimal | None = None
    post_rate: Rate | None = None
    fulfilment_score: Decimal | None = named("creator_profile", "creator_fulfillment_score_90d")
    fulfilment_reviews: int | None = named("creator_profile", "creator_fulfillment_reviews")
    sample_score: int | None = named("creator_profile", "sample_score")

    agency: str | None = named("creator_profile", "creator_bind_mcn_name")
    level: int | None = named("creator_profile", "creator_level")
    is_official: bool | None = named("creator_profile", "is_official_recommend")
    is_rising_star: bool | None = named("creator_profile", "is_rising_star")
    takes_flat_fee: bool | None = named("creator_profile", "is_eligible_flat_fee")
    has_contact_details: bool | None = named("creator_profile", "contact_info_available")
    was_invited_in_90_days: bool | None = named("creator_profile", "has_invited_90d")
    is_blocked: bool | None = named("creator_profile", "is_creator_blocked")
    is_contacted: bool | None = named("creator_profile", "creator_connect_info", "is_connect")
    has_answered: bool | None = named("creator_profile", "creator_connect_info", "is_paired")
    is_barred: bool | None = named("creator_profile", "creator_connect_info", "is_blocked")


class CreatorPerformanceAnswer(Record):
    creator: CreatorPerformance
