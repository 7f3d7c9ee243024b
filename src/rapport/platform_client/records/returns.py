"""Returns and refunds of orders."""

from decimal import Decimal

from pydantic import Field

from rapport.platform_client.records.base import MaybeMoment, Page, Record, named


class Refund(Record):
    """Money going back to the buyer; `subtotal` is for the goods, `total` includes shipping and taxes."""

    currency: str | None = None
    total: Decimal | None = named("refund_total")
    subtotal: Decimal | None = named("refund_subtotal")
    shipping: Decimal | None = named("refund_shipping_fee")
    tax: Decimal | None = named("refund_tax")


class ReturnLine(Record):
    id: str = Field(validation_alias="return_line_item_id")
    order_line_id: str | None = named("order_line_item_id")
    sku_id: str | None = None
    sku_name: str | None = None
    product_name: str | None = None
    seller_sku: str | None = None
    refund: Refund | None = named("refund_amount")


class Return(Record):
    """One return or refund of an order; kind and status are the platform's words."""

    id: str = Field(validation_alias="return_id")
    order_id: str
    kind: str = named("return_type", default="")
    status: str = named("return_status", default="")
    reason: str | None = named("return_reason")
    reason_text: str | None = named("return_reason_text")
    asked_by: str | None = named("role")
    arbitration_status: str | None = None
    created_at: MaybeMoment = named("create_time")
    updated_at: MaybeMoment = named("update_time")
    refund: Refund | None = named("refund_amount")
    lines: tuple[ReturnLine, ...] = named("return_line_items", default=())


class ReturnPage(Page):
    items: tuple[Return, ...] = named("return_orders", default=())
