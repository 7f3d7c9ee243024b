"""Returns and refunds."""

from decimal import Decimal

from tests.platform_client.stage import NOW, Stage

from rapport.platform_client import PlatformClient, Refund, Return, ReturnLine, ReturnStatus


def test_returns_are_searched(client: PlatformClient, stage: Stage) -> None:
    money = {
        "currency": "GBP",
        "refund_total": "9.90",
        "refund_subtotal": "8.90",
        "refund_shipping_fee": "1.00",
        "refund_tax": "",
    }
    told = {
        "return_id": "r1",
        "order_id": "5",
        "return_type": "REFUND",
        "return_status": "RETURN_OR_REFUND_REQUEST_COMPLETE",
        "return_reason": "damaged",
        "role": "BUYER",
        "create_time": 1772443800,
        "refund_amount": money,
        "return_line_items": [
            {"return_line_item_id": "l1", "order_line_item_id": "o1", "sku_id": "1", "refund_amount": money}
        ],
    }
    stage.says({"return_orders": [told], "total_count": 1, "next_page_token": "two"})
    page = client.returns.search(
        statuses=[ReturnStatus.COMPLETE],
        order_ids=["5"],
        created_from=NOW,
        created_before=NOW,
        updated_from=NOW,
        updated_before=NOW,
        page_size=10,
    )
    assert stage.asked == ["POST /return_refund/202602/returns/search"]
    assert stage.query == {"page_size": "10"}
    assert stage.body == {
        "return_status": ["RETURN_OR_REFUND_REQUEST_COMPLETE"],
        "order_ids": ["5"],
        "create_time_ge": 1772443800,
        "create_time_lt": 1772443800,
        "update_time_ge": 1772443800,
        "update_time_lt": 1772443800,
    }
    refund = Refund(currency="GBP", total=Decimal("9.90"), subtotal=Decimal("8.90"), shipping=Decimal("1.00"))
    assert page.items == (
        Return(
            id="r1",
            order_id="5",
            kind="REFUND",
            status="RETURN_OR_REFUND_REQUEST_COMPLETE",
            reason="damaged",
            asked_by="BUYER",
            created_at=NOW,
            refund=refund,
            lines=(ReturnLine(id="l1", order_line_id="o1", sku_id="1", refund=refund),),
        ),
    )


def test_all_returns_are_asked_for_with_an_empty_object(client: PlatformClient, stage: Stage) -> None:
    stage.says({})
    assert client.returns.search().items == ()
    assert stage.query == {"page_size": "50"}
    assert stage.body == {}
