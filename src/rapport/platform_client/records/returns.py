"""Returns, refunds and cancellations of orders."""

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
    delivery_fee: Decimal | None = named("retail_delivery_fee")
    service_fee: Decimal | None = named("buyer_service_fee")


class NextStep(Record):
    """What the seller may do, and until when."""

    action: str
    until: MaybeMoment = named("deadline")


class ReturnedGoods(Record):
    """What goes back, or is not sent at all, and the money for it."""

    order_line_id: str | None = named("order_line_item_id")
    sku_id: str | None = None
    sku_name: str | None = None
    product_name: str | None = None
    image_url: str | None = named("product_image", "url")
    seller_sku: str | None = None
    refund: Refund | None = named("refund_amount")


class ReturnPart(ReturnedGoods):
    """One piece of a bundle; `order_part_id` is that of ShopOrderPart."""

    id: str = Field(validation_alias="return_sub_line_item_id")
    order_part_id: str | None = named("sub_order_line_item_id")


class ReturnLine(ReturnedGoods):
    id: str = Field(validation_alias="return_line_item_id")
    parts: tuple[ReturnPart, ...] = named("return_sub_line_items", default=())


class ReturnDiscounts(Record):
    """Discounts that the returned goods had, by who bore them."""

    currency: str | None = None
    products_by_seller: Decimal | None = named("product_seller_discount")
    products_by_platform: Decimal | None = named("product_platform_discount")
    shipping_by_seller: Decimal | None = named("shipping_fee_seller_discount")
    shipping_by_platform: Decimal | None = named("shipping_fee_platform_discount")


class ReturnShipping(Record):
    """What sending the goods back costs, by who pays it."""

    currency: str | None = None
    by_seller: Decimal | None = named("seller_paid_return_shipping_fee")
    by_platform: Decimal | None = named("platform_paid_return_shipping_fee")
    by_buyer: Decimal | None = named("buyer_paid_return_shipping_fee")


class Return(Record):
    """
    One return or refund of an order; kind and status are the platform's words.

    `previous_id` and `next_id` chain what became of one request after another. `partial` is what the seller
    offered in place of the whole.
    """

    id: str = Field(validation_alias="return_id")
    order_id: str
    kind: str = named("return_type", default="")
    status: str = named("return_status", default="")
    reason: str | None = named("return_reason")
    reason_text: str | None = named("return_reason_text")
    asked_by: str | None = named("role")
    arbitration_status: str | None = None
    buyer_keeps_goods: bool | None = named("can_buyer_keep_item")
    is_quick: bool | None = named("is_quick_refund")
    previous_id: str | None = named("pre_return_id")
    next_id: str | None = named("next_return_id")
    is_combined: bool | None = named("is_combined_return")
    combined_id: str | None = named("combined_return_id")
    method: str | None = named("return_method")
    shipment: str | None = named("shipment_type")
    handover: str | None = named("handover_method")
    document_kind: str | None = named("return_shipping_document_type")
    shipping_provider: str | None = named("return_provider_name")
    tracking_number: str | None = named("return_tracking_number")
    warehouse_address: str | None = named("return_warehouse_address", "full_address")
    seller_proposal: str | None = named("seller_proposed_return_type")
    partial: Decimal | None = named("partial_refund", "amount")
    partial_currency: str | None = named("partial_refund", "currency")
    partial_was_rejected: bool | None = named("buyer_rejected_partial_refund")
    created_at: MaybeMoment = named("create_time")
    updated_at: MaybeMoment = named("update_time")
    refund: Refund | None = named("refund_amount")
    discounts: tuple[ReturnDiscounts, ...] = named("discount_amount", default=())
    return_shipping: tuple[ReturnShipping, ...] = named("shipping_fee_amount", default=())
    next_steps: tuple[NextStep, ...] = named("seller_next_action_response", default=())
    lines: tuple[ReturnLine, ...] = named("return_line_items", default=())


class ReturnPage(Page):
    items: tuple[Return, ...] = named("return_orders", default=())


class CancelledPart(ReturnedGoods):
    """One piece of a bundle; `order_part_id` is that of ShopOrderPart."""

    id: str = Field(validation_alias="cancel_sub_line_item_id")
    order_part_id: str | None = named("sub_order_line_item_id")


class CancelledLine(ReturnedGoods):
    id: str = Field(validation_alias="cancel_line_item_id")
    parts: tuple[CancelledPart, ...] = named("cancel_sub_line_items", default=())


class Cancellation(Record):
    """An order, or a part of it, cancelled or asked to be, before it was shipped."""

    id: str = Field(validation_alias="cancel_id")
    order_id: str
    kind: str = named("cancel_type", default="")
    status: str = named("cancel_status", default="")
    asked_by: str | None = named("role")
    reason: str | None = named("cancel_reason")
    reason_text: str | None = named("cancel_reason_text")
    restocks: bool | None = named("should_replenish_stock")
    created_at: MaybeMoment = named("create_time")
    updated_at: MaybeMoment = named("update_time")
    refund: Refund | None = named("refund_amount")
    next_steps: tuple[NextStep, ...] = named("seller_next_action_response", default=())
    lines: tuple[CancelledLine, ...] = named("cancel_line_items", default=())


class CancellationPage(Page):
    items: tuple[Cancellation, ...] = named("cancellations", default=())
