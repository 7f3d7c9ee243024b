"""Each type of event, from the names of the wire."""

import json
from decimal import Decimal
from typing import Any

import pytest
from tests.platform_client.stage import NOW

from rapport.platform_client import (
    EVENTS,
    AddressChanged,
    AftersalesChanged,
    AuthorizationEnding,
    AuthorizationWithdrawn,
    CancellationChanged,
    ChangedPackage,
    ChangedSku,
    ContentPosted,
    CreatorWithdrew,
    Event,
    GoodsReturnChanged,
    MessageContent,
    PackagesChanged,
    PlatformStatus,
    ProductAudited,
    ProductCreated,
    ProductStatusChanged,
    RefundedLine,
    RefundMade,
    ReturnChanged,
    SampleChanged,
    SampleParty,
    ServiceConversationBegun,
    ServiceMessage,
    ShoppableVideoChecked,
    SkusChanged,
    UnknownEvent,
    VideoChecked,
    VideoIssue,
    read_event,
)

AT = int(NOW.timestamp())

READ: list[tuple[dict[str, Any], Event]] = [
    ({"order_id": "5", "update_time": AT}, AddressChanged(type=3, order_id="5", updated_at=NOW)),
    (
        {
            "sc_type": "SPLIT",
            "role_type": "SELLER",
            "package_list": [{"package_id": "p1", "order_id_list": ["5", "6"]}],
            "update_time": AT,
        },
        PackagesChanged(
            type=4,
            packages=(ChangedPackage(id="p1", order_ids=("5", "6")),),
            change="SPLIT",
            role="SELLER",
            updated_at=NOW,
        ),
    ),
    (
        {"product_id": 1729000000000000001, "status": "ACTIVATE", "suspended_reason": "none", "update_time": AT},
        ProductStatusChanged(
            type=5, product_id="1729000000000000001", status="ACTIVATE", reason="none", updated_at=NOW
        ),
    ),
    ({"message": "withdrawn"}, AuthorizationWithdrawn(type=6, message="withdrawn")),
    (
        {"message": "ends soon", "expiration_time": str(AT)},
        AuthorizationEnding(type=7, message="ends soon", ends_at=NOW),
    ),
    (
        {
            "order_id": "5",
            "cancellations_role": "BUYER",
            "cancel_status": "CANCELLATION_REQUEST_PENDING",
            "cancel_id": "c1",
            "create_time": AT,
        },
        CancellationChanged(
            type=11,
            order_id="5",
            cancellation_id="c1",
            status="CANCELLATION_REQUEST_PENDING",
            asked_by="BUYER",
            created_at=NOW,
        ),
    ),
    (
        {
            "order_id": "5",
            "return_role": "BUYER",
            "return_type": "REFUND",
            "return_status": "RETURN_OR_REFUND_REQUEST_COMPLETE",
            "return_id": "r1",
            "create_time": AT,
            "update_time": AT,
        },
        ReturnChanged(
            type=12,
            order_id="5",
            return_id="r1",
            kind="REFUND",
            status="RETURN_OR_REFUND_REQUEST_COMPLETE",
            asked_by="BUYER",
            created_at=NOW,
            updated_at=NOW,
        ),
    ),
    (
        {"conversation_id": "745", "create_time": AT},
        ServiceConversationBegun(type=13, conversation_id="745", created_at=NOW),
    ),
    (
        {
            "message_id": "m1",
            "index": "1",
            "conversation_id": "745",
            "type": "TEXT",
            "content": '{"content":"Hello"}',
            "create_time": AT,
            "is_visible": True,
            "sender": {"im_user_id": "8", "role": "BUYER"},
        },
        ServiceMessage(
            type=14,
            conversation_id="745",
            message_id="m1",
            index="1",
            kind="TEXT",
            is_visible=True,
            sender_id="8",
            sender_role="BUYER",
            sent_at=NOW,
            content=MessageContent(text="Hello"),
            raw_content='{"content":"Hello"}',
        ),
    ),
    (
        {"product_id": 17290, "product_types": ["NORMAL"], "update_time": AT},
        ProductCreated(type=16, product_id="17290", kinds=("NORMAL",), updated_at=NOW),
    ),
    (
        {"product_id": "17290", "event": {"type": "POST", "scene": "VIDEO", "content_id": "v1"}},
        ContentPosted(type=17, product_id="17290", content_id="v1", kind="POST", scene="VIDEO"),
    ),
    ({"cancel_time": str(AT)}, CreatorWithdrew(type=20, withdrawn_at=NOW)),
    (
        {
            "product_id": 17290,
            "audit": {"status": "APPROVED", "pre_approved_reasons": ["brand"]},
            "integrated_platform_statuses": {"platform": "TOKOPEDIA", "status": "LIVE"},
            "update_time": AT,
        },
        ProductAudited(
            type=37,
            product_id="17290",
            status="APPROVED",
            notes=("brand",),
            elsewhere=PlatformStatus(platform="TOKOPEDIA", status="LIVE"),
            updated_at=NOW,
        ),
    ),
    (
        {
            "product_id": "17290",
            "skus": [{"sku_id": "1", "status": "DEACTIVATED", "deactivation_source": "SELLER"}],
            "update_time": AT,
        },
        SkusChanged(
            type=50,
            product_id="17290",
            skus=(ChangedSku(id="1", status="DEACTIVATED", deactivated_by="SELLER"),),
            updated_at=NOW,
        ),
    ),
    (
        {"precheck_task_id": "t1", "result": "FAIL", "issues": [{"risk": "claim", "suggestion": "cut"}]},
        VideoChecked(type=55, task_id="t1", result="FAIL", issues=(VideoIssue(risk="claim", suggestion="cut"),)),
    ),
    (
        {
            "application_id": "88",
            "new_status": "AWAITING_SHIPMENT",
            "creator": [{"creator_open_id": "ava"}],
            "product": {"id": "17290", "sku_id": "1"},
        },
        SampleChanged(
            type=56,
            application_id="88",
            status="AWAITING_SHIPMENT",
            creators=(SampleParty(creator_open_id="ava"),),
            products=(SampleParty(product_id="17290", sku_id="1"),),
        ),
    ),
    (
        {
            "task_id": "t1",
            "violation_check_result": {"status": "FAIL", "issues": [{"risk": "claim", "suggestions": "cut"}]},
            "good_quality_check_result": {"status": "PASS", "issues": [{"code": "LIGHT"}]},
        },
        ShoppableVideoChecked(
            type=59,
            task_id="t1",
            rules_status="FAIL",
            rules_issues=(VideoIssue(risk="claim", suggestions="cut"),),
            quality_status="PASS",
            quality_issues=(VideoIssue(code="LIGHT"),),
        ),
    ),
    (
        {
            "aftersales_request_id": "a1",
            "return_role": "BUYER",
            "aftersales_request_status": "PENDING",
            "aftersales_request_create_time": AT,
            "aftersales_request_update_time": AT,
        },
        AftersalesChanged(type=64, request_id="a1", status="PENDING", asked_by="BUYER", created_at=NOW, updated_at=NOW),
    ),
    (
        {
            "rma_id": "g1",
            "aftersales_request_id": "a1",
            "return_role": "BUYER",
            "rma_status": "SHIPPED",
            "rma_request_create_time": AT,
            "rma_request_update_time": AT,
        },
        GoodsReturnChanged(
            type=65,
            rma_id="g1",
            request_id="a1",
            status="SHIPPED",
            asked_by="BUYER",
            created_at=NOW,
            updated_at=NOW,
        ),
    ),
    (
        {
            "aftersales_request_id": "a1",
            "line_items": [
                {
                    "main_order_id": "5",
                    "return_line_item_id": "l1",
                    "sku_id": "1",
                    "sku_return_request_id": "s1",
                    "sub_return_line_item_id": "l1a",
                }
            ],
            "refund_currency": "GBP",
            "refund_status": "SUCCESS",
            "refund_timestamp": AT,
            "refund_total": "9.90",
            "rma_id": "g1",
        },
        RefundMade(
            type=67,
            request_id="a1",
            rma_id="g1",
            status="SUCCESS",
            total=Decimal("9.90"),
            currency="GBP",
            refunded_at=NOW,
            lines=(
                RefundedLine(
                    order_id="5", return_line_id="l1", sub_return_line_id="l1a", sku_id="1", sku_return_id="s1"
                ),
            ),
        ),
    ),
]


@pytest.mark.parametrize(("data", "event"), READ, ids=lambda one: type(one).__name__ if one is not None else "")
def test_an_event_is_read(data: dict[str, Any], event: Event) -> None:
    body = json.dumps({"type": event.type, "data": data}).encode()
    assert read_event(body) == event


def test_all_types_are_read_here_or_at_the_gate() -> None:
    assert {event.type for _, event in READ} | {1, 33} == set(EVENTS)


@pytest.mark.parametrize("number", EVENTS)
def test_no_type_falls_over_when_it_tells_nothing(number: int) -> None:
    event = read_event(json.dumps({"type": number, "data": {}}).encode())
    assert event.type == number
    assert isinstance(event, UnknownEvent) == bool(getattr(event, "unreadable", ()))


def test_a_creators_own_event_names_the_creator_in_place_of_a_shop() -> None:
    event = read_event(b'{"type":20,"creator_open_id":"ava","data":{}}')
    assert event == CreatorWithdrew(type=20, creator_open_id="ava")
