"""Returns, refunds and cancellations."""

from decimal import Decimal

from tests.platform_client.stage import NOW, Stage

from rapport.platform_client import (
    ArbitrationStatus,
    Cancellation,
    CancellationKind,
    CancellationStatus,
    CancelledLine,
    CancelledPart,
    NextStep,
    PlatformClient,
    Refund,
    Return,
    ReturnConditions,
    ReturnDiscounts,
    ReturnKind,
    ReturnLine,
    ReturnPart,
    ReturnShipping,
    ReturnStatus,
    SortOrder,
    TimeField,
)


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


def test_returns_are_narrowed_and_sorted(client: PlatformClient, stage: Stage) -> None:
    stage.says({})
    where = ReturnConditions(
        kinds=(ReturnKind.REFUND, ReturnKind.RETURN_AND_REFUND),
        arbitration=(ArbitrationStatus.IN_PROGRESS,),
        return_ids=("r1",),
        buyer_ids=("77",),
        only_partial_offered=True,
        locale="en-GB",
    )
    client.returns.search(where=where, sort=TimeField.UPDATED, order=SortOrder.RISING)
    assert stage.query == {"page_size": "50", "sort_field": "update_time", "sort_order": "ASC"}
    assert stage.body == {
        "return_types": ["REFUND", "RETURN_AND_REFUND"],
        "arbitration_status": ["IN_PROGRESS"],
        "return_ids": ["r1"],
        "buyer_user_ids": ["77"],
        "seller_proposed_return_type": ["PARTIAL_REFUND"],
        "locale": "en-GB",
    }


def test_all_that_is_told_of_a_return_is_read(client: PlatformClient, stage: Stage) -> None:
    told = {
        "return_id": "r1",
        "order_id": "5",
        "can_buyer_keep_item": False,
        "is_quick_refund": True,
        "pre_return_id": "r0",
        "next_return_id": "r2",
        "return_provider_name": "Post",
        "return_tracking_number": "T1",
        "return_warehouse_address": {"full_address": "2 Mill Lane"},
        "seller_proposed_return_type": "PARTIAL_REFUND",
        "partial_refund": {"currency": "GBP", "amount": "4.00"},
        "buyer_rejected_partial_refund": True,
        "discount_amount": [{"currency": "GBP", "product_seller_discount": "1.00"}],
        "shipping_fee_amount": [{"currency": "GBP", "seller_paid_return_shipping_fee": "2.50"}],
        "seller_next_action_response": [{"action": "SELLER_RESPOND_REFUND", "deadline": 1772443800}],
        "is_combined_return": True,
        "combined_return_id": "rc",
        "return_shipping_document_type": "LABEL",
        "return_line_items": [
            {
                "return_line_item_id": "l1",
                "return_sub_line_items": [{"return_sub_line_item_id": "l1a", "sub_order_line_item_id": "1a"}],
            }
        ],
    }
    stage.says({"return_orders": [told]})
    assert client.returns.search().items == (
        Return(
            id="r1",
            order_id="5",
            buyer_keeps_goods=False,
            is_quick=True,
            previous_id="r0",
            next_id="r2",
            shipping_provider="Post",
            tracking_number="T1",
            warehouse_address="2 Mill Lane",
            seller_proposal="PARTIAL_REFUND",
            partial=Decimal("4.00"),
            partial_currency="GBP",
            partial_was_rejected=True,
            discounts=(ReturnDiscounts(currency="GBP", products_by_seller=Decimal("1.00")),),
            return_shipping=(ReturnShipping(currency="GBP", by_seller=Decimal("2.50")),),
            next_steps=(NextStep(action="SELLER_RESPOND_REFUND", until=NOW),),
            is_combined=True,
            combined_id="rc",
            document_kind="LABEL",
            lines=(ReturnLine(id="l1", parts=(ReturnPart(id="l1a", order_part_id="1a"),)),),
        ),
    )


def test_cancellations_are_searched(client: PlatformClient, stage: Stage) -> None:
    told = {
        "cancel_id": "c1",
        "order_id": "5",
        "cancel_type": "BUYER_CANCEL",
        "cancel_status": "CANCELLATION_REQUEST_PENDING",
        "role": "BUYER",
        "cancel_reason": "late",
        "cancel_reason_text": "It takes too long",
        "should_replenish_stock": True,
        "create_time": 1772443800,
        "update_time": 1772443800,
        "refund_amount": {"currency": "GBP", "refund_total": "9.90"},
        "seller_next_action_response": [{"action": "SELLER_RESPOND_CANCEL", "deadline": 1772443800}],
        "cancel_line_items": [
            {
                "cancel_line_item_id": "l1",
                "order_line_item_id": "o1",
                "sku_id": "1",
                "cancel_sub_line_items": [{"cancel_sub_line_item_id": "l1a", "sub_order_line_item_id": "1a"}],
            }
        ],
    }
    stage.says({"cancellations": [told], "total_count": 11, "next_page_token": "two"})
    page = client.returns.search_cancellations(
        statuses=[CancellationStatus.PENDING],
        kinds=[CancellationKind.BUYER_CANCEL],
        cancellation_ids=["c1"],
        order_ids=["5"],
        buyer_ids=["77"],
        created_from=NOW,
        created_before=NOW,
        updated_from=NOW,
        updated_before=NOW,
        locale="en-GB",
        sort=TimeField.CREATED,
        order=SortOrder.FALLING,
        page_size=10,
        page_token="one",
    )
    assert stage.asked == ["POST /return_refund/202602/cancellations/search"]
    assert stage.query == {
        "page_size": "10",
        "page_token": "one",
        "sort_field": "create_time",
        "sort_order": "DESC",
    }
    assert stage.body == {
        "cancel_status": ["CANCELLATION_REQUEST_PENDING"],
        "cancel_types": ["BUYER_CANCEL"],
        "cancel_ids": ["c1"],
        "order_ids": ["5"],
        "buyer_user_ids": ["77"],
        "create_time_ge": 1772443800,
        "create_time_lt": 1772443800,
        "update_time_ge": 1772443800,
        "update_time_lt": 1772443800,
        "locale": "en-GB",
    }
    assert (page.total, page.next_page_token) == (11, "two")
    assert page.items == (
        Cancellation(
            id="c1",
            order_id="5",
            kind="BUYER_CANCEL",
            status="CANCELLATION_REQUEST_PENDING",
            asked_by="BUYER",
            reason="late",
            reason_text="It takes too long",
            restocks=True,
            created_at=NOW,
            updated_at=NOW,
            refund=Refund(currency="GBP", total=Decimal("9.90")),
            next_steps=(NextStep(action="SELLER_RESPOND_CANCEL", until=NOW),),
            lines=(
                CancelledLine(
                    id="l1",
                    order_line_id="o1",
                    sku_id="1",
                    parts=(CancelledPart(id="l1a", order_part_id="1a"),),
                ),
            ),
        ),
    )
