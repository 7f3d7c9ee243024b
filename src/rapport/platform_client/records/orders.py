"""Orders creators brought, with the commission the platform reckons for them."""

from typing import Annotated

from pydantic import BeforeValidator

from rapport.platform_client.records.base import MaybeMoment, Page, Rate, Record, named
from rapport.platform_client.records.money import MaybeDisplayedMoney, MaybeMoney
from rapport.platform_client.vocabulary import SettlementStatus

_STATUSES = frozenset(SettlementStatus)


def _status_word(value: object) -> object:
    """Put "To-SETTLE", "AWAITING PAYMENT" and their like into our spelling; an unheard word is unknown."""
    if not isinstance(value, str):
        return value
    word = value.strip().lower().replace("-", "_").replace(" ", "_")
    return word if word in _STATUSES else SettlementStatus.UNKNOWN


def _yes_or_no(value: object) -> object:
    return {"Yes": True, "No": False}.get(value) if isinstance(value, str) else value


class AffiliateLine(Record):
    """
    One SKU of an order.

    The creator is told by handle alone, and not at all for a partner's campaign. The two commission bases
    are texts made for display: an UnreadableAmount is for a person to look at. `settlement_text` is the
    status as told.
    """

    sku_id: str
    product_id: str
    creator_handle: str | None = named("creator_username")
    quantity: int
    price: MaybeMoney = None
    content_type: str | None = None
    content_id: str | None = None
    target_collaboration_id: str | None = None
    open_collaboration_id: str | None = None
    campaign_id: str | None = None
    settlement_status: Annotated[SettlementStatus, BeforeValidator(_status_word)] = SettlementStatus.UNKNOWN
    settlement_text: str = named("settlement_status", default="")
    commission_model: str | None = None
    commission_tiers: str | None = named("commission_tier_setting")
    rate: Rate | None = named("commission_rate")
    partner_rate: Rate | None = named("partner_commission_rate")
    ads_rate: Rate | None = named("shop_ads_commission_rate")
    estimated_base: MaybeDisplayedMoney = named("estimated_commission_base")
    estimated_commission: MaybeMoney = named("estimated_paid_commission")
    estimated_ads_commission: MaybeMoney = named("estimated_paid_shop_ads_commission")
    estimated_partner_commission: MaybeMoney = named("estimated_paid_partner_commission")
    estimated_bonus: MaybeMoney = named("estimated_cofunded_creator_bonus_amount")
    actual_base: MaybeDisplayedMoney = named("actual_commission_base")
    actual_commission: MaybeMoney = named("actual_paid_commission")
    actual_ads_commission: MaybeMoney = named("actual_paid_shop_ads_commission")
    actual_partner_commission: MaybeMoney = named("actual_paid_partner_commission")
    actual_bonus: MaybeMoney = named("actual_cofunded_creator_bonus_amount")
    is_fully_returned: Annotated[bool | None, BeforeValidator(_yes_or_no)] = named("fully_return")
    is_carousel: bool | None = None


class AffiliateOrder(Record):
    id: str
    created_at: MaybeMoment = named("create_time")
    delivered_at: MaybeMoment = named("delivery_time")
    lines: tuple[AffiliateLine, ...] = named("skus", default=())


class AffiliateOrderPage(Page):
    """Cut over lines, so an order may go on on a later page; `total` counts lines."""

    items: tuple[AffiliateOrder, ...] = named("orders", default=())
