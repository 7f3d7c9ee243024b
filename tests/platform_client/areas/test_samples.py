"""Samples: asked for, decided, turned into content."""

from datetime import UTC, datetime

import pytest
from tests.platform_client.stage import Stage

from rapport.platform_client import (
    ContentFormat,
    PlatformClient,
    RejectReason,
    SampleApplicant,
    SampleApplication,
    SampleContent,
    SampleProduct,
    SampleStatus,
    SampleVerdict,
    UnfitRequest,
)


def test_applications_are_searched_in_the_platforms_spelling(client: PlatformClient, stage: Stage) -> None:
    application = {
        "id": "88",
        "commission_rate": "0.20",
        "status": "PENDING",
        "order_id": "",
        "available_quantity": 4,
        "approve_expiration_time": 1772443800,
        "shipment_expiration_time": 0,
        "tracking_number": "",
        "is_approvable": True,
        "disapprovable_reasons": [],
        "creator": {
            "creator_open_id": "ava",
            "username": "ava.bakes",
            "follower_count": 21000,
            "gmv": {"amount": "", "currency": ""},
            "content_count": "",
            "fulfillment_percentage": "60.85",
            "ec_video_view": "",
        },
        "product": {"id": "17290", "title": "Lavender soap", "sku_id": "1"},
    }
    stage.says({"sample_applications": [application], "total_count": 1, "next_page_token": "two"})
    page = client.samples.search(
        status=SampleStatus.PENDING,
        creator_open_id="ava",
        handle="ava.bakes",
        collaboration_id="7365",
        product_id="17290",
        title="soap",
        order_id="5",
        page_size=30,
    )
    assert stage.asked == ["POST /affiliate_seller/202508/sample_applications/search"]
    assert stage.query == {"page_size": "30"}
    assert stage.body == {
        "status": "PENDING",
        "creator_user_oepn_id": "ava",
        "username": "ava.bakes",
        "target_collabration_id": "7365",
        "product_id": "17290",
        "title": "soap",
        "order_id": "5",
    }
    assert (page.total, page.next_page_token) == (1, "two")
    assert page.items == (
        SampleApplication(
            id="88",
            status=SampleStatus.PENDING,
            commission_rate=2000,
            available=4,
            review_by=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
            is_approvable=True,
            creator=SampleApplicant(creator_open_id="ava", handle="ava.bakes", followers=21000, fulfilment_rate=6085),
            product=SampleProduct(id="17290", title="Lavender soap", sku_id="1"),
        ),
    )


def test_all_applications_are_asked_for_with_an_empty_object(client: PlatformClient, stage: Stage) -> None:
    stage.says({})
    client.samples.search()
    assert stage.body == {}


def test_an_application_is_approved(client: PlatformClient, stage: Stage) -> None:
    stage.says({})
    client.samples.review(application_id="88", verdict=SampleVerdict.APPROVE)
    assert stage.asked == ["POST /affiliate_seller/202507/sample_applications/88/review"]
    assert stage.body == {"review_result": "APPROVE"}


def test_an_application_is_rejected_with_a_reason(client: PlatformClient, stage: Stage) -> None:
    stage.says({})
    client.samples.review(application_id="88", verdict=SampleVerdict.REJECT, reason=RejectReason.OUT_OF_STOCK)
    assert stage.body == {"review_result": "REJECT", "reject_reason": "OUT_OF_STOCK"}


@pytest.mark.parametrize(
    ("verdict", "reason"),
    [(SampleVerdict.REJECT, None), (SampleVerdict.APPROVE, RejectReason.OTHER)],
)
def test_a_reason_goes_with_a_rejection_and_with_nothing_else(
    client: PlatformClient, stage: Stage, verdict: SampleVerdict, reason: RejectReason | None
) -> None:
    with pytest.raises(UnfitRequest, match="reason goes with a rejection"):
        client.samples.review(application_id="88", verdict=verdict, reason=reason)
    assert not stage.requests


def test_content_made_with_a_sample_is_read(client: PlatformClient, stage: Stage) -> None:
    content = {
        "id": "v1",
        "format": "LIVE",
        "url": "https://cdn.test/v1",
        "view_count": 900,
        "like_count": 80,
        "comment_count": 7,
        "paid_order_count": 3,
        "page_link": "https://tt.test/v1",
        "description": "Soap day",
        "create_time": 1772323200,
        "live_end_time": 1772443800,
    }
    stage.says(
        {"fulfillments": [{"product": {"id": "17290", "main_image_url": "https://cdn.test/s.jpg"}, "content": content}]}
    )
    read = client.samples.fulfilments(application_id="88", content_format=ContentFormat.LIVE)
    assert stage.asked == ["POST /affiliate_seller/202409/sample_applications/88/fulfillments/search"]
    assert stage.body == {"content_format": "LIVE"}
    assert read == (
        SampleContent(
            id="v1",
            product_id="17290",
            product_image_url="https://cdn.test/s.jpg",
            format="LIVE",
            url="https://cdn.test/v1",
            page_url="https://tt.test/v1",
            description="Soap day",
            views=900,
            likes=80,
            comments=7,
            paid_orders=3,
            created_at=datetime(2026, 3, 1, tzinfo=UTC),
            live_ended_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
        ),
    )


def test_a_link_opens_the_request_in_the_app(client: PlatformClient, stage: Stage) -> None:
    stage.says({"deeplink": "snssdk1180://sample?id=17290"})
    link = client.samples.deeplink(
        product_id="17290", sku_id="1", collaboration_id="7365", campaign_id="9", valid_days=14
    )
    assert link == "snssdk1180://sample?id=17290"
    assert stage.asked == ["GET /affiliate_seller/202512/sample_applications/deeplink"]
    assert stage.query == {
        "product_id": "17290",
        "sku_id": "1",
        "collaboration_id": "7365",
        "campaign_id": "9",
        "valid_days": "14",
    }


@pytest.mark.parametrize("days", [0, 15])
def test_a_link_lives_for_one_to_fourteen_days(client: PlatformClient, stage: Stage, days: int) -> None:
    with pytest.raises(UnfitRequest, match="valid_days must be 1 to 14"):
        client.samples.deeplink(product_id="17290", sku_id="1", valid_days=days)
    assert not stage.requests
