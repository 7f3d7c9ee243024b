"""All orders of the shop, in pages and in full."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from tests.platform_client.stage import Stage

from rapport.platform_client import (
    CombinedSku,
    District,
    LineTax,
    OrderPayment,
    OrderStatus,
    Package,
    PlatformClient,
    Recipient,
    ShopOrder,
    ShopOrderLine,
    ShopOrderPart,
    SortOrder,
    TimeField,
    UnfitRequest,
)

NOON = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

LINE = {
    "id": "1",
    "sku_id": "31",
    "product_id": "17290",
    "product_name": "Lavender soap",
    "sku_name": "Blue",
    "seller_sku": "SOAP-B",
    "sku_type": "NORMAL",
    "display_status": "AWAITING_SHIPMENT",
    "currency": "GBP",
    "original_price": "9.90",
    "sale_price": "0.00",
    "seller_discount": "9.90",
    "item_tax": [{"tax_type": "SALES_TAX", "tax_amount": "0.21", "tax_rate": "0.05"}],
    "is_gift": False,
    "package_id": "p1",
    "rts_time": 1772443800,
    "combined_listing_skus": [{"sku_id": "32", "sku_count": 2, "product_id": "17291", "seller_sku": "X"}],
    "sub_item_info": [{"id": "1a", "sku_id": "33", "sale_price": "0.00"}],
}
ORDER = {
    "id": "5",
    "status": "AWAITING_SHIPMENT",
    "is_sample_order": True,
    "create_time": 1772443800,
    "shipping_due_time": 1772443800,
    "cancel_time": 0,
    "user_id": "77",
    "buyer_email": "ava@mail.test",
    "is_cod": False,
    "packages": [{"id": "p1"}],
    "payment": {"currency": "GBP", "sub_total": "0.00", "total_amount": "2.00", "small_order_fee": "0.50"},
    "recipient_address": {
        "name": "Ava B.",
        "full_address": "1 Mill Lane",
        "address_line1": "1 Mill Lane",
        "postal_code": "AB1 2CD",
        "region_code": "GB",
        "district_info": [{"address_level": "L0", "address_level_name": "Country", "address_name": "UK"}],
        "delivery_preferences": {"drop_off_location": "Porch"},
    },
    "line_items": [LINE],
    "a_field_of_next_year": {"x": 1},
}

READ = ShopOrder(
    id="5",
    status=OrderStatus.AWAITING_SHIPMENT,
    is_sample=True,
    created_at=NOON,
    ship_by=NOON,
    buyer_id="77",
    buyer_email="ava@mail.test",
    is_paid_on_delivery=False,
    packages=(Package(id="p1"),),
    payment=OrderPayment(currency="GBP", subtotal=Decimal("0.00"), total=Decimal("2.00")),
    payment_amounts={
        "sub_total": Decimal("0.00"),
        "total_amount": Decimal("2.00"),
        "small_order_fee": Decimal("0.50"),
    },
    recipient=Recipient(
        name="Ava B.",
        address="1 Mill Lane",
        address_line_1="1 Mill Lane",
        postal_code="AB1 2CD",
        region="GB",
        districts=(District(level="L0", kind="Country", name="UK"),),
        drop_off="Porch",
    ),
    lines=(
        ShopOrderLine(
            id="1",
            sku_id="31",
            product_id="17290",
            product_name="Lavender soap",
            sku_name="Blue",
            seller_sku="SOAP-B",
            kind="NORMAL",
            status="AWAITING_SHIPMENT",
            currency="GBP",
            original_price=Decimal("9.90"),
            price=Decimal("0.00"),
            seller_discount=Decimal("9.90"),
            taxes=(LineTax(kind="SALES_TAX", amount=Decimal("0.21"), rate_text="0.05"),),
            is_gift=False,
            package_id="p1",
            handed_over_at=NOON,
            combined=(CombinedSku(sku_id="32", count=2, product_id="17291", seller_sku="X"),),
            parts=(ShopOrderPart(id="1a", sku_id="33", price=Decimal("0.00")),),
        ),
    ),
)


def test_orders_are_searched(client: PlatformClient, stage: Stage) -> None:
    stage.says({"orders": [ORDER], "total_count": 31, "next_page_token": "two"})
    page = client.orders.search(
        status=OrderStatus.AWAITING_SHIPMENT,
        created_from=NOON,
        created_before=NOON,
        updated_from=NOON,
        updated_before=NOON,
        buyer_id="77",
        only_asked_to_cancel=True,
        shipping="TIKTOK",
        warehouse_ids=["w1"],
        sort=TimeField.UPDATED,
        order=SortOrder.RISING,
        page_size=50,
        page_token="one",
    )
    assert stage.asked == ["POST /order/202309/orders/search"]
    assert stage.query == {
        "page_size": "50",
        "page_token": "one",
        "sort_field": "update_time",
        "sort_order": "ASC",
    }
    assert stage.body == {
        "order_status": "AWAITING_SHIPMENT",
        "create_time_ge": 1772443800,
        "create_time_lt": 1772443800,
        "update_time_ge": 1772443800,
        "update_time_lt": 1772443800,
        "buyer_user_id": "77",
        "is_buyer_request_cancel": True,
        "shipping_type": "TIKTOK",
        "warehouse_ids": ["w1"],
    }
    assert (page.total, page.next_page_token, page.items) == (31, "two", (READ,))


def test_orders_are_read_in_full_by_their_ids(client: PlatformClient, stage: Stage) -> None:
    stage.says({"orders": [ORDER]})
    assert client.orders.detail(order_ids=["5", "6"]) == (READ,)
    assert stage.asked == ["GET /order/202507/orders"]
    assert stage.query == {"ids": "5,6"}


@pytest.mark.parametrize("count", [0, 51])
def test_no_more_than_fifty_are_read_at_once(client: PlatformClient, stage: Stage, count: int) -> None:
    with pytest.raises(UnfitRequest, match="order_ids must be 1 to 50"):
        client.orders.detail(order_ids=["5"] * count)
    assert not stage.requests


def test_an_order_does_not_show_who_gets_it() -> None:
    assert "Mill Lane" not in repr(READ)
    assert "ava@mail.test" not in repr(READ)
