"""What one creator does with each product of a target collaboration."""

from typing import Annotated

from pydantic import AliasPath, BeforeValidator, Field

from rapport.platform_client.records.base import MaybeMomentOfMilliseconds, Rate, Record, named
from rapport.platform_client.records.money import MaybeMoney

_STATUSES = {
    "1": "ACTIVE",
    "2": "SOLD_OUT",
    "3": "SELLER_DEACTIVATED",
    "4": "PLATFORM_DEACTIVATED",
    "5": "REJECTED",
    "6": "DELETED",
}


def _status_word(value: object) -> object:
    """Turn the platform's number into a word; a number it did not explain stays as told."""
    return _STATUSES.get(str(value), value)


def _product(*path: str) -> AliasPath:
    return AliasPath("product_base_info", *path)


class PromotedProduct(Record):
    """
    One product for one creator.

    `rate` and `ads_rate` are those agreed, `old_…` what holds until the `…_effective_at`, `open_rate` what
    everybody gets. `is_rate_effective` is false while a campaign of the platform takes precedence. Prices are
    spans of the variants, `promotion_…` those of a running promotion.
    """

    id: str = Field(validation_alias=_product("product_id"))
    title: str = named("product_base_info", "title", default="")
    image_url: str | None = named("product_base_info", "image", "url")
    status: Annotated[str | None, BeforeValidator(_status_word)] = named("product_base_info", "product_status")
    price_low: MaybeMoney = named("product_base_info", "price", "min_price")
    price_high: MaybeMoney = named("product_base_info", "price", "max_price")
    promotion_price_low: MaybeMoney = named("product_base_info", "promotion_price", "min_price")
    promotion_price_high: MaybeMoney = named("product_base_info", "promotion_price", "max_price")
    rate: Rate | None = named("product_base_info", "target_commission")
    old_rate: Rate | None = named("product_base_info", "old_target_commission")
    rate_effective_at: MaybeMomentOfMilliseconds = named("product_base_info", "commission_effective_time")
    ads_rate: Rate | None = named("product_base_info", "target_ads_commission")
    old_ads_rate: Rate | None = named("product_base_info", "old_target_ads_commission")
    ads_rate_effective_at: MaybeMomentOfMilliseconds = named("product_base_info", "ads_commission_effective_time")
    open_rate: Rate | None = named("product_base_info", "open_commission")
    is_rate_effective: bool | None = named("is_commission_effective")
    is_in_showcase: bool | None = named("product_add_status")
    videos: int | None = named("video_count")
    lives: int | None = named("live_count")


class PromotedProducts(Record):
    items: tuple[PromotedProduct, ...] = named("data", "product_details", default=())
