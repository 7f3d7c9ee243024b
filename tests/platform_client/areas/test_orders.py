"""Orders that creators brought, whole again."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, TypedDict

import pytest
from tests.platform_client.stage import NOW, Stage

from rapport.platform_client import (
    AffiliateLine,
    AffiliateOrder,
    MoneyAmount,
    PlatformClient,
    SettlementStatus,
    UnfitRequest,
    UnreadableAmount,
)


class Span(TypedDict):
    created_from: datetime
    created_before: datetime


WEEK: Span = {"created_from": NOW - timedelta(days=7), "created_before": NOW}


def pounds(amount: str) -> MoneyAmount:
    return MoneyAmount(amount=Decimal(amount), currency="GBP")


def line(**told: Any) -> dict[str, Any]:
    return {"sku_id": "1", "product_id": "17290", "quantity": 1} | told


def test_an_order_is_read(client: PlatformClient, stage: Stage) -> None:
    told = line(
        settlement_status="To-SETTLE",
        target_collaboration_id="7365",
        open_collaboration_id="",
        creator_username="ava.bakes",
        price={"amount": "12.34", "currency": "GBP"},
        quantity=2,
        content_type="VIDEO",
        content_id="v1",
        commission_model="Fixed commission",
        commission_tier_setting="-",
        commission_rate="1500",
        shop_ads_commission_rate="",
        estimated_commission_base={"amount": "£1,234.50", "currency": "GBP"},
        actual_commission_base={"amount": "1.234", "currency": "GBP"},
        estimated_paid_commission={"amount": "185.18", "currency": "GBP"},
        actual_paid_commission={"amount": "", "currency": ""},
        fully_return="No",
        is_carousel=False,
    )
    stage.says(
        {
            "orders": [{"id": "5", "create_time": 1772443800, "delivery_time": 0, "skus": [told]}],
            "total_count": 1,
        }
    )
    page = client.orders.affiliate_page(**WEEK, program_id="p", page_size=50, page_token="one")
    assert stage.asked == ["POST /affiliate_seller/202410/orders/search"]
    assert stage.query == {"page_size": "50", "page_token": "one"}
    assert stage.body == {"create_time_ge": 1771839000, "create_time_lt": 1772443800, "program_id": "p"}
    assert page.total == 1
    assert page.items == (
        AffiliateOrder(
            id="5",
            created_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
            lines=(
                AffiliateLine(
                    sku_id="1",
                    product_id="17290",
                    creator_handle="ava.bakes",
                    quantity=2,
                    price=pounds("12.34"),
                    content_type="VIDEO",
                    content_id="v1",
                    target_collaboration_id="7365",
                    settlement_status=SettlementStatus.TO_SETTLE,
                    settlement_text="To-SETTLE",
                    commission_model="Fixed commission",
                    commission_tiers="-",
                    rate=1500,
                    estimated_base=pounds("1234.50"),
                    actual_base=UnreadableAmount(text="1.234", currency="GBP"),
                    estimated_commission=pounds("185.18"),
                    is_fully_returned=False,
                    is_carousel=False,
                ),
            ),
        ),
    )


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("Unknown", SettlementStatus.UNKNOWN),
        ("AWAITING PAYMENT", SettlementStatus.AWAITING_PAYMENT),
        ("To-SETTLE", SettlementStatus.TO_SETTLE),
        ("TO_SETTLE", SettlementStatus.TO_SETTLE),
        ("SETTLED", SettlementStatus.SETTLED),
        ("INELIGIBLE", SettlementStatus.INELIGIBLE),
        ("REFUNDED", SettlementStatus.REFUNDED),
        ("SOMETHING NEW", SettlementStatus.UNKNOWN),
    ],
)
def test_the_settlement_status_is_one_word_and_as_told(told: str, status: SettlementStatus) -> None:
    read = AffiliateLine.read(line(settlement_status=told))
    assert (read.settlement_status, read.settlement_text) == (status, told)


def test_a_status_that_is_not_told_is_unknown() -> None:
    assert AffiliateLine.read(line()).settlement_status is SettlementStatus.UNKNOWN


@pytest.mark.parametrize(("told", "read"), [("Yes", True), ("No", False), ("Perhaps", None), (True, True)])
def test_a_full_return_is_yes_or_no(told: object, read: bool | None) -> None:  # noqa: FBT001
    assert AffiliateLine.read(line(fully_return=told)).is_fully_returned is read


def test_an_order_split_over_pages_is_whole_again(client: PlatformClient, stage: Stage) -> None:
    pages = [
        ([("5", "a"), ("6", "b")], "two"),
        ([("6", "c")], "three"),
        ([("6", "d"), ("7", "e"), ("5", "f")], ""),
    ]
    for parts, token in pages:
        orders = [{"id": order, "skus": [line(sku_id=sku)]} for order, sku in parts]
        stage.says({"orders": orders, "next_page_token": token})
    read = client.orders.search_affiliate(**WEEK)
    assert [(order.id, [sku.sku_id for sku in order.lines]) for order in read] == [
        ("5", ["a", "f"]),
        ("6", ["b", "c", "d"]),
        ("7", ["e"]),
    ]
    assert [request.url.params.get("page_token") for request in stage.requests] == [None, "two", "three"]
    assert len({request.content for request in stage.requests}) == 1


@pytest.mark.parametrize("span", [timedelta(days=93), timedelta(0), timedelta(days=-1)])
def test_a_time_the_platform_would_not_take_is_refused(client: PlatformClient, stage: Stage, span: timedelta) -> None:
    with pytest.raises(UnfitRequest, match="created_before must be"):
        client.orders.search_affiliate(created_from=NOW - span, created_before=NOW)
    assert not stage.requests
