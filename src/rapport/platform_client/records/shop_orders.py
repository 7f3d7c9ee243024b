"""The shop's orders, whoever brought them, among them the parcels of samples."""

from decimal import Decimal

from pydantic import Field

from rapport.platform_client.records.amounts import Amounts
from rapport.platform_client.records.base import MaybeMoment, Page, Record, named


class District(Record):
    """One level of an address, from the country down."""

    level: str | None = named("address_level")
    kind: str | None = named("address_level_name")
    name: str = named("address_name", default="")
    code: str | None = named("iso_code")


class Recipient(Record):
    """Who gets the parcel, and where; personal data, so not shown in the repr of an order."""

    name: str = ""
    first_name: str | None = None
    last_name: str | None = None
    phone_number: str | None = None
    address: str | None = named("full_address")
    address_detail: str | None = None
    address_line_1: str | None = named("address_line1")
    address_line_2: str | None = named("address_line2")
    address_line_3: str | None = named("address_line3")
    address_line_4: str | None = named("address_line4")
    districts: tuple[District, ...] = named("district_info", default=())
    post_town: str | None = None
    postal_code: str | None = None
    region: str | None = named("region_code")
    drop_off: str | None = named("delivery_preferences", "drop_off_location")


class OrderPayment(Record):
    """What the buyer paid: `total` after all discounts and with all fees."""

    currency: str | None = None
    total: Decimal | None = named("total_amount")
    subtotal: Decimal | None = named("sub_total")
    shipping: Decimal | None = named("shipping_fee")
    tax: Decimal | None = None
    seller_discount: Decimal | None = None
    platform_discount: Decimal | None = None
    original_products: Decimal | None = named("original_total_product_price")
    original_shipping: Decimal | None = named("original_shipping_fee")


class CombinedSku(Record):
    """One of the variants that a combined listing is made of."""

    sku_id: str
    product_id: str | None = None
    seller_sku: str | None = None
    count: int | None = named("sku_count")


class LineTax(Record):
    kind: str | None = named("tax_type")
    amount: Decimal | None = named("tax_amount")
    rate_text: str | None = named("tax_rate")


class ShopOrderPart(Record):
    """One piece of a bundle that was sold as one line."""

    id: str
    sku_id: str | None = None
    product_id: str | None = None
    product_name: str | None = None
    sku_name: str | None = None
    seller_sku: str | None = None
    status: str | None = named("display_status")
    currency: str | None = None
    original_price: Decimal | None = None
    price: Decimal | None = named("sale_price")
    tracking_number: str | None = None
    package_id: str | None = None


class ShopOrderLine(Record):
    """One piece of one SKU: two pieces are two lines. `room_id` is the LIVE it was bought in."""

    id: str
    product_id: str | None = None
    product_name: str = ""
    sku_id: str | None = None
    sku_name: str | None = None
    sku_image_url: str | None = named("sku_image")
    seller_sku: str | None = None
    kind: str | None = named("sku_type")
    status: str | None = named("display_status")
    currency: str | None = None
    original_price: Decimal | None = None
    price: Decimal | None = named("sale_price")
    platform_discount: Decimal | None = None
    seller_discount: Decimal | None = None
    taxes: tuple[LineTax, ...] = named("item_tax", default=())
    is_gift: bool | None = None
    cancel_reason: str | None = None
    cancelled_by: str | None = named("cancel_user")
    package_id: str | None = None
    package_status: str | None = None
    shipping_provider: str | None = named("shipping_provider_name")
    tracking_number: str | None = None
    handed_over_at: MaybeMoment = named("rts_time")
    room_id: str | None = None
    combined: tuple[CombinedSku, ...] = named("combined_listing_skus", default=())
    parts: tuple[ShopOrderPart, ...] = named("sub_item_info", default=())


class Package(Record):
    id: str


class ShopOrder(Record):
    """
    One order; `is_sample` marks the parcel of an approved sample, words of status are the platform's.

    `payment_amounts` holds every amount of the payment under the platform's name.
    """

    id: str
    status: str = ""
    kind: str | None = named("order_type")
    is_sample: bool = named("is_sample_order", default=False)
    is_refundable_sample: bool | None = None
    is_on_hold: bool | None = named("is_on_hold_order")
    is_replacement: bool | None = named("is_replacement_order")
    is_exchange: bool | None = named("is_exchange_order")
    is_subscription: bool | None = named("is_subscription_order")
    is_paid_on_delivery: bool | None = named("is_cod")
    asks_to_cancel: bool | None = named("is_buyer_request_cancel")
    replaced_order_id: str | None = None
    exchanged_order_id: str | None = named("exchange_source_order_id")
    buyer_id: str | None = named("user_id")
    buyer_nickname: str | None = Field(default=None, repr=False)
    buyer_email: str | None = Field(default=None, repr=False)
    buyer_message: str = ""
    seller_note: str = ""
    recipient: Recipient | None = Field(default=None, validation_alias="recipient_address", repr=False)
    payment: OrderPayment | None = None
    payment_amounts: Amounts = named("payment", default={})
    payment_method: str | None = named("payment_method_name")
    lines: tuple[ShopOrderLine, ...] = named("line_items", default=())
    packages: tuple[Package, ...] = ()
    warehouse_id: str | None = None
    fulfilment: str | None = named("fulfillment_type")
    shipping: str | None = named("shipping_type")
    delivery: str | None = named("delivery_type")
    delivery_option: str | None = named("delivery_option_name")
    shipping_provider: str | None = None
    tracking_number: str | None = None
    cancel_reason: str | None = None
    cancelled_by: str | None = named("cancellation_initiator")
    marketplace: str | None = named("commerce_platform")
    created_at: MaybeMoment = named("create_time")
    updated_at: MaybeMoment = named("update_time")
    paid_at: MaybeMoment = named("paid_time")
    handed_over_at: MaybeMoment = named("rts_time")
    collected_at: MaybeMoment = named("collection_time")
    delivered_at: MaybeMoment = named("delivery_time")
    cancelled_at: MaybeMoment = named("cancel_time")
    cancel_asked_at: MaybeMoment = named("request_cancel_time")
    ship_by: MaybeMoment = named("shipping_due_time")
    collect_by: MaybeMoment = named("collection_due_time")
    deliver_by: MaybeMoment = named("delivery_due_time")


class ShopOrderPage(Page):
    items: tuple[ShopOrder, ...] = named("orders", default=())


class ShopOrders(Record):
    items: tuple[ShopOrder, ...] = named("orders", default=())
