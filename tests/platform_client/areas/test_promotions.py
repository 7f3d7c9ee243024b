"""Links of target collaborations, conflicts resolved, and what a creator does with each product."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from tests.platform_client.stage import Stage

from rapport.platform_client import (
    Conflict,
    ConflictResolution,
    KeywordType,
    MalformedAnswer,
    MoneyAmount,
    PlatformClient,
    PromotedProduct,
    ResolvedConflict,
    ShowcaseChoice,
    UnfitRequest,
)


def test_a_link_is_asked_for_at_the_singular_path(client: PlatformClient, stage: Stage) -> None:
    stage.says({"link": "https://affiliate.test/7365"})
    assert client.collaborations.link(collaboration_id="7365") == "https://affiliate.test/7365"
    assert stage.asked == ["POST /affiliate_seller/202509/target_collaboration/7365/link"]
    assert stage.body == {}


def test_an_answer_without_a_link_is_none(client: PlatformClient, stage: Stage) -> None:
    stage.says({})
    with pytest.raises(MalformedAnswer) as raised:
        client.collaborations.link(collaboration_id="7365")
    assert raised.value.fields == ("link",)


def test_conflicts_are_resolved_where_they_were_found(client: PlatformClient, stage: Stage) -> None:
    stage.says(
        {
            "success_items": [{"creator_open_id": "ava", "existing_collaboration_id": "7001"}],
            "failed_items": [{"creator_open_id": "ben", "existing_collaboration_id": "7002"}],
        }
    )
    found = [
        Conflict(creator_open_id="ava", product_id="17290", collaboration_id="7001"),
        Conflict(creator_open_id="ben", product_id="17290", collaboration_id="7002"),
    ]
    assert client.collaborations.resolve_conflicts(conflicts=found) == ConflictResolution(
        resolved=(ResolvedConflict(creator_open_id="ava", collaboration_id="7001"),),
        failed=(ResolvedConflict(creator_open_id="ben", collaboration_id="7002"),),
    )
    assert stage.asked == ["POST /affiliate_seller/202605/target_collaborations/conflicts/resolve"]
    assert stage.body == {
        "conflict_items": [
            {"existing_collaboration_id": "7001", "creator_open_id": "ava"},
            {"existing_collaboration_id": "7002", "creator_open_id": "ben"},
        ]
    }


@pytest.mark.parametrize("conflicts", [[], [Conflict(creator_open_id="ava", product_id="17290")]])
def test_a_conflict_that_stands_nowhere_cannot_be_resolved(
    client: PlatformClient, stage: Stage, conflicts: list[Conflict]
) -> None:
    with pytest.raises(UnfitRequest, match="conflicts must each name a collaboration"):
        client.collaborations.resolve_conflicts(conflicts=conflicts)
    assert not stage.requests


def test_what_a_creator_promotes_is_read_from_nested_data_and_milliseconds(
    client: PlatformClient, stage: Stage
) -> None:
    product = {
        "product_id": "17290",
        "title": "Lavender soap",
        "image": {"url": "https://cdn.test/soap.jpg"},
        "price": {
            "min_price": {"amount": "9.90", "currency": "GBP"},
            "max_price": {"amount": "12.00", "currency": "GBP"},
        },
        "promotion_price": {"min_price": {"amount": "8.50", "currency": "GBP"}},
        "target_commission": 2000,
        "open_commission": 1000,
        "target_ads_commission": 500,
        "old_target_commission": 2500,
        "old_target_ads_commission": 600,
        "commission_effective_time": 1772443800000,
        "ads_commission_effective_time": 0,
        "product_status": "2",
    }
    told = {
        "product_base_info": product,
        "product_add_status": True,
        "video_count": 3,
        "live_count": 1,
        "is_commission_effective": False,
    }
    stage.says({"data": {"product_details": [told]}})
    assert client.collaborations.promotion(collaboration_id="7365", creator_open_id="ava") == (
        PromotedProduct(
            id="17290",
            title="Lavender soap",
            image_url="https://cdn.test/soap.jpg",
            status="SOLD_OUT",
            price_low=MoneyAmount(amount=Decimal("9.90"), currency="GBP"),
            price_high=MoneyAmount(amount=Decimal("12.00"), currency="GBP"),
            promotion_price_low=MoneyAmount(amount=Decimal("8.50"), currency="GBP"),
            rate=2000,
            old_rate=2500,
            rate_effective_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
            ads_rate=500,
            old_ads_rate=600,
            open_rate=1000,
            is_rate_effective=False,
            is_in_showcase=True,
            videos=3,
            lives=1,
        ),
    )
    assert stage.asked == ["POST /affiliate_seller/202608/target_collaborations/creator_promotion_details/query"]
    assert stage.body == {
        "creator_user_open_id": "ava",
        "invitation_group_id": "7365",
        "product_filter": {"added_types": ["ALL"]},
    }


def test_a_status_nobody_explained_stays_as_told(client: PlatformClient, stage: Stage) -> None:
    stage.says({"data": {"product_details": [{"product_base_info": {"product_id": "1", "product_status": "9"}}]}})
    (product,) = client.collaborations.promotion(collaboration_id="7365", creator_open_id="ava")
    assert product == PromotedProduct(id="1", status="9")


def test_products_are_chosen_by_showcase_and_keyword(client: PlatformClient, stage: Stage) -> None:
    stage.says({"data": {}})
    found = client.collaborations.promotion(
        collaboration_id="7365",
        creator_open_id="ava",
        showcase=ShowcaseChoice.NOT_ADDED,
        keyword=(KeywordType.PRODUCT_NAME, "Soap"),
        invitation_id="12",
    )
    assert found == ()
    assert stage.body == {
        "creator_user_open_id": "ava",
        "invitation_group_id": "7365",
        "query_type": "PRODUCT_NAME",
        "query": "Soap",
        "invitation_id": "12",
        "product_filter": {"added_types": ["NOT_ADDED"]},
    }
