"""Samples creators asked for, and the content that came of them."""

from pydantic import AliasPath, Field

from rapport.platform_client.records.base import (
    MaybeMoment,
    MaybeRateOfFraction,
    MaybeRateOfPercent,
    Page,
    Record,
    named,
)
from rapport.platform_client.records.money import MaybeMoney


class SampleApplicant(Record):
    """The creator who asks; figures are None where the creator does not share them."""

    creator_open_id: str
    handle: str = named("username", default="")
    nickname: str = ""
    avatar_url: str | None = None
    followers: int | None = named("follower_count")
    gmv: MaybeMoney = None
    contents: int | None = named("content_count")
    average_video_views: int | None = named("ec_video_view")
    fulfilment_rate: MaybeRateOfPercent = named("fulfillment_percentage")


class SampleProduct(Record):
    id: str
    title: str = ""
    sku_id: str | None = None
    sku_name: str | None = None
    sku_image_url: str | None = None


class SampleApplication(Record):
    """One request for a sample; `review_by` and `ship_by` are the seller's deadlines."""

    id: str
    status: str
    creator: SampleApplicant
    product: SampleProduct
    commission_rate: MaybeRateOfFraction = None
    order_id: str | None = None
    tracking_number: str | None = None
    available: int | None = named("available_quantity")
    review_by: MaybeMoment = named("approve_expiration_time")
    ship_by: MaybeMoment = named("shipment_expiration_time")
    fulfilment_status: str | None = named("fulfillment_status")
    is_approvable: bool | None = None
    reasons_against: tuple[str, ...] = named("disapprovable_reasons", default=())
    partner: str | None = named("partner_name")


class SampleApplicationPage(Page):
    items: tuple[SampleApplication, ...] = named("sample_applications", default=())


class SampleContent(Record):
    """A video or LIVE made with a sample."""

    id: str = Field(validation_alias=AliasPath("content", "id"))
    product_id: str | None = named("product", "id")
    product_image_url: str | None = named("product", "main_image_url")
    format: str | None = named("content", "format")
    url: str | None = named("content", "url")
    page_url: str | None = named("content", "page_link")
    description: str = named("content", "description", default="")
    views: int | None = named("content", "view_count")
    likes: int | None = named("content", "like_count")
    comments: int | None = named("content", "comment_count")
    paid_orders: int | None = named("content", "paid_order_count")
    created_at: MaybeMoment = named("content", "create_time")
    live_ended_at: MaybeMoment = named("content", "live_end_time")


class SampleDeeplink(Record):
    url: str = Field(validation_alias="deeplink")


class SampleFulfilments(Record):
    items: tuple[SampleContent, ...] = named("fulfillments", default=())
