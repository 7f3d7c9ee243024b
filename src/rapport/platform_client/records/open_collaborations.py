"""Open collaborations: the shop's products that any creator may promote, at which rate."""

from typing import Annotated

from pydantic import AliasPath, BeforeValidator, Field

from rapport.platform_client.records.base import MaybeMoment, Page, Rate, Record, named
from rapport.platform_client.records.displayed_amounts import read_amount
from rapport.platform_client.records.money import MaybeDisplayedMoney, MoneyRange
from rapport.platform_client.records.products import Category


class CreatedOpenCollaboration(Record):
    """Opened, or its rate changed; `effective_at` is when the rate begins to hold."""

    id: str = Field(validation_alias=AliasPath("open_collaboration", "id"))
    product_id: str | None = named("open_collaboration", "product_id")
    effective_at: MaybeMoment = named("open_collaboration", "effective_time")


class OpenCollaboration(Record):
    """A product open to all; `status` is NORMAL or TERMINATING, `product_status` the platform's word."""

    id: str
    status: str | None = None
    rate: Rate | None = named("current_commission", "rate")
    rate_from: MaybeMoment = named("current_commission", "start_time")
    rate_until: MaybeMoment = named("current_commission", "end_time")
    creators_with_showcase: int | None = named("showcase_creator_count")
    creators_with_content: int | None = named("content_creator_count")
    product_id: str = Field(validation_alias=AliasPath("product", "id"))
    title: str = named("product", "title", default="")
    image_url: str | None = named("product", "main_image_url")
    product_status: str | None = named("product", "status")
    stock: int | None = named("product", "inventory")
    price: MoneyRange | None = named("product", "original_price")


class OpenCollaborationPage(Page):
    items: tuple[OpenCollaboration, ...] = named("open_collaborations", default=())


class EndOfOpenCollaboration(Record):
    at: MaybeMoment = named("terminated_effective_time")


class OpenCreator(Record):
    """A creator who promotes an open product; `status` is NORMAL or TERMINATING, the latter until `ends_at`."""

    creator_open_id: str = Field(validation_alias=AliasPath("creator_profile", "creator_open_id"))
    handle: str = named("creator_profile", "username", default="")
    nickname: str = named("creator_profile", "nickname", default="")
    avatar_url: str | None = named("creator_profile", "avatar", "url")
    followers: int | None = named("creator_profile", "follower_count")
    videos: int | None = named("video_count")
    lives: int | None = named("live_count")
    status: str | None = named("promotion_status")
    ends_at: MaybeMoment = named("promotion_end_time")


class OpenCreatorPage(Page):
    """The creators of one product."""

    items: tuple[OpenCreator, ...] = named("creator_content_details", default=())
    product_id: str | None = named("product", "id")
    image_url: str | None = named("product", "image_url")


def _span_of_amounts(value: object) -> object:
    """Read "1.20 - 3.40" as a range where both ends are plain; anything else is left as it is."""
    told = value if isinstance(value, dict) else {}
    currency = str(told.get("currency", ""))
    ends = [read_amount(part.strip(), currency) for part in str(told.get("amount", "")).split(" - ")]
    if len(ends) != _BOTH_ENDS or None in ends:
        return value
    return MoneyRange(low=ends[0], high=ends[1], currency=currency)


_BOTH_ENDS = 2

MaybeSpanOfMoney = Annotated[MoneyRange | MaybeDisplayedMoney, BeforeValidator(_span_of_amounts)]


class OfferedProduct(Record):
    """
    A product of any shop found among the open collaborations.

    `commission` is what a creator earns for one piece, or its span over the variants.
    """

    id: str
    title: str = ""
    shop_name: str | None = named("shop", "name")
    has_stock: bool | None = named("has_inventory")
    units_sold: int | None = None
    region: str | None = named("sale_region")
    image_url: str | None = named("main_image_url")
    page_url: str | None = named("detail_link")
    original_price: MoneyRange | None = None
    price: MoneyRange | None = named("sales_price")
    rate: Rate | None = named("commission", "rate")
    commission: MaybeSpanOfMoney = None
    categories: tuple[Category, ...] = named("category_chains", default=())


class OfferedProductPage(Page):
    items: tuple[OfferedProduct, ...] = named("products", default=())


class ProductPromotionLink(Record):
    url: str = Field(validation_alias="product_promotion_link")
