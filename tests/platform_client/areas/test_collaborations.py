"""Target collaborations from creation to the end."""

from datetime import UTC, datetime
from typing import Any

import pytest
from tests.platform_client.stage import Stage

from rapport.platform_client import (
    Collaboration,
    CollaborationChange,
    CollaborationConflict,
    CollaborationCreator,
    CollaborationProduct,
    CollaborationStatus,
    CollaborationSummary,
    Conflict,
    ConflictPair,
    ContentFormat,
    CreatedCollaboration,
    FailedChanges,
    KeywordType,
    MoneyRange,
    OutcomeUnknown,
    PlatformClient,
    ProductTerms,
    RateNotChanged,
    SampleOffer,
    SellerContact,
    UnknownParticipants,
)

END = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)


def create(client: PlatformClient) -> CreatedCollaboration:
    return client.collaborations.create(
        name="Spring / 春",
        ends_at=END,
        products=[ProductTerms("17290", 1500), ProductTerms("17291", 2000, ads_rate=500)],
        creator_open_ids=["ava", "ben"],
        contact=SellerContact(email="ops@lavender.test"),
        sample_offer=SampleOffer(is_offered=True),
        message="Hello",
        preferred_format=ContentFormat.VIDEO,
    )


def update(client: PlatformClient) -> CollaborationChange:
    return client.collaborations.update(
        collaboration_id="7365",
        name="Spring",
        ends_at=END,
        products=[ProductTerms("17290", 1800, ads_rate=300)],
        creator_open_ids=["ava"],
        contact=SellerContact(email="ops@lavender.test", whatsapp="+44"),
        sample_offer=SampleOffer(is_offered=False),
    )


def test_a_collaboration_is_created(client: PlatformClient, stage: Stage) -> None:
    stage.says({"target_collaboration": {"id": "7365"}, "create_time": 1772443800})
    assert create(client) == CreatedCollaboration(id="7365", created_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC))
    assert stage.asked == ["POST /affiliate_seller/202508/target_collaborations"]
    assert stage.body == {
        "name": "Spring / 春",
        "message": "Hello",
        "end_time": "1775035800",
        "products": [
            {"id": "17290", "target_commission_rate": 1500},
            {"id": "17291", "target_commission_rate": 2000, "shop_ads_commission_rate": 500},
        ],
        "creator_user_open_ids": ["ava", "ben"],
        "seller_contact_info": {"email": "ops@lavender.test"},
        "free_sample_rule": {"has_free_sample": True, "is_sample_approval_exempt": False},
        "preferred_content_type": "VIDEO",
    }


CONFLICTS = {"target_collaboration_conflicts": [{"creator_user_open_id": "ava", "product_id": "17290"}]}


@pytest.mark.parametrize("code", [0, 16024022])
def test_a_conflict_is_raised_even_if_it_is_called_a_success(client: PlatformClient, stage: Stage, code: int) -> None:
    stage.says(CONFLICTS | {"target_collaboration": {"id": ""}}, code=code)
    with pytest.raises(CollaborationConflict) as raised:
        create(client)
    assert raised.value.pairs == (ConflictPair("ava", "17290"),)
    assert raised.value.code == code
    assert raised.value.request_id


def test_unknown_creators_and_products_are_raised_though_called_a_success(client: PlatformClient, stage: Stage) -> None:
    stage.says({"invalid_open_id_list": ["ben"], "invalid_product_id_list": ["17291"]})
    with pytest.raises(UnknownParticipants) as raised:
        create(client)
    assert raised.value.creator_open_ids == ("ben",)
    assert raised.value.product_ids == ("17291",)


def test_an_id_beside_conflicts_must_be_read_back(client: PlatformClient, stage: Stage) -> None:
    stage.says(CONFLICTS | {"target_collaboration": {"id": "7365"}})
    with pytest.raises(OutcomeUnknown, match="both"):
        create(client)


def test_an_id_is_a_creation_even_if_some_were_refused(client: PlatformClient, stage: Stage) -> None:
    stage.says({"target_collaboration": {"id": "7365"}, "invalid_open_id_list": ["ben"]})
    assert create(client) == CreatedCollaboration(id="7365", refused_creator_open_ids=("ben",))


def test_a_success_without_an_id_or_a_reason_must_be_read_back(client: PlatformClient, stage: Stage) -> None:
    stage.says({})
    with pytest.raises(OutcomeUnknown, match=r"target_collaboration\.id"):
        create(client)


def test_an_update_replaces_the_whole(client: PlatformClient, stage: Stage) -> None:
    stage.says({})
    assert update(client).is_complete
    assert stage.asked == ["PUT /affiliate_seller/202508/target_collaborations/7365"]
    assert stage.body == {
        "name": "Spring",
        "end_time": "1775035800",
        "products": [{"id": "17290", "commission_rate": 1800, "target_ad_commission_rate": 300}],
        "creator_user_open_ids": ["ava"],
        "seller_contact_info": {"email": "ops@lavender.test", "whatsapp": "+44"},
        "free_sample_rule": {"has_free_sample": False, "is_sample_approval_exempt": False},
    }


NOTHING_FAILED: dict[str, Any] = {
    "remove_creator_open_ids": [],
    "add_creator_open_ids": None,
    "add_products": {"id": "", "commission_rate": 0},
    "change_commissions": {},
    "end_time": 0,
    "name": "",
    "seller_contact_info": {"email": "", "line": ""},
}


@pytest.mark.parametrize("failed", [None, {}, NOTHING_FAILED])
def test_an_update_of_which_nothing_failed_is_complete(client: PlatformClient, stage: Stage, failed: object) -> None:
    stage.says({"update_failed": failed, "target_collaboration_conflicts": []})
    assert update(client) == CollaborationChange()


def test_an_update_says_which_parts_were_not_made(client: PlatformClient, stage: Stage) -> None:
    failed = {
        "add_creator_open_ids": ["ben"],
        "add_products": {"id": "17292", "commission_rate": 1500},
        "change_commissions": [{"product_id": "17290", "commission_rate": 1800}],
        "end_time": 1775035800,
        "invalid_product_id_list": ["99"],
    }
    stage.says(CONFLICTS | {"update_failed": failed})
    change = update(client)
    assert not change.is_complete
    assert change == CollaborationChange(
        conflicts=(Conflict(creator_open_id="ava", product_id="17290"),),
        failed=FailedChanges(
            creator_open_ids_not_added=("ben",),
            products_not_added=(RateNotChanged(product_id="17292", rate=1500),),
            rates_not_changed=(RateNotChanged(product_id="17290", rate=1800),),
            end_not_changed=END,
            product_ids_unknown=("99",),
        ),
    )


def test_a_conflict_alone_makes_an_update_incomplete(client: PlatformClient, stage: Stage) -> None:
    stage.says(CONFLICTS)
    assert not update(client).is_complete


def test_a_collaboration_is_removed_without_a_body(client: PlatformClient, stage: Stage) -> None:
    stage.says(None)
    client.collaborations.remove(collaboration_id="7365")
    assert stage.asked == ["DELETE /affiliate_seller/202409/target_collaborations/7365"]
    assert stage.requests[0].content == b""


def test_collaborations_are_searched(client: PlatformClient, stage: Stage) -> None:
    found = {
        "id": "7365",
        "name": "Spring",
        "message": "Hello",
        "start_time": 1772443800,
        "end_time": 1775035800,
        "creator_inivited_count": 2,
        "showcase_creator_count": 1,
        "content_creator_count": 0,
        "product_count": 2,
        "free_sample_rule": {"has_free_sample": True, "is_sample_approval_exempt": False},
        "type": "STANDARD",
    }
    stage.says({"target_collaborations": [found], "total_count": 1, "next_page_token": ""})
    page = client.collaborations.search(
        status=CollaborationStatus.ONGOING,
        only_accepted=True,
        only_with_sample=True,
        keyword=(KeywordType.COLLABORATION_NAME, "Spring"),
        creator_open_id="ava",
        page_size=50,
    )
    assert stage.asked == ["POST /affiliate_seller/202508/target_collaborations/search"]
    assert stage.query == {"page_size": "50"}
    assert stage.body == {
        "collaboration_status": "ONGOING",
        "creator_accept_status": "ACCEPT",
        "free_sample_setting": "WITH_FREE_SAMPLE",
        "search_param": {"keyword_type": "TARGET_COLLABORATION_NAME", "keyword": "Spring"},
        "creator_user_open_id": "ava",
    }
    assert page.total == 1
    assert page.items == (
        CollaborationSummary(
            id="7365",
            name="Spring",
            message="Hello",
            kind="STANDARD",
            starts_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
            ends_at=END,
            creators_invited=2,
            creators_with_showcase=1,
            creators_with_content=0,
            products=2,
            sample_offer=SampleOffer(is_offered=True),
        ),
    )


def test_a_plain_search_asks_for_all_of_a_status(client: PlatformClient, stage: Stage) -> None:
    stage.says({})
    assert client.collaborations.search(status=CollaborationStatus.VALID).items == ()
    assert stage.query == {"page_size": "100"}
    assert stage.body == {
        "collaboration_status": "VALID",
        "creator_accept_status": "ALL",
        "free_sample_setting": "ALL",
    }


def test_a_collaboration_is_read_in_full(client: PlatformClient, stage: Stage) -> None:
    product = {
        "id": "17290",
        "title": "Lavender soap",
        "original_price": {"currency": "GBP", "minimum_amount": "9.90", "maximum_amount": "9.90"},
        "commission": {
            "rate": 1500,
            "effective_time": "1772443800",
            "currency": "GBP",
            "minimum_amount": "1.48",
            "maximum_amount": "1.49",
            "shop_ads_commission_rate": 500,
        },
        "status": "LIVE",
        "commission_effective_status": "EFFECTIVE_ALL",
        "collaboration_status": "NORMAL",
    }
    creator = {
        "username": "ava.bakes",
        "creator_open_id": "ava",
        "selection_region": "GB",
        "showcase_product_count": 1,
        "product_effective_status": "EFFECTIVE_ALL",
    }
    stage.says(
        {
            "target_collaboration": {
                "id": "7365",
                "name": "Spring",
                "seller_contact_info": {"email": "ops@lavender.test", "phone_number": ""},
                "end_time": 1775035800,
                "creator_invited_count": 1,
                "product_count": 1,
                "products": [product],
                "creators": [creator],
                "type": "STANDARD",
            }
        }
    )
    read = client.collaborations.detail(collaboration_id="7365")
    assert stage.asked == ["GET /affiliate_seller/202508/target_collaborations/7365"]
    assert read == Collaboration(
        id="7365",
        name="Spring",
        kind="STANDARD",
        contact=SellerContact(email="ops@lavender.test"),
        ends_at=END,
        creators_invited=1,
        products_offered=1,
        products=(
            CollaborationProduct(
                id="17290",
                title="Lavender soap",
                price=MoneyRange.read(product["original_price"]),
                rate=1500,
                ads_rate=500,
                rate_effective_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
                commission=MoneyRange.read(product["commission"]),
                status="LIVE",
                rate_status="EFFECTIVE_ALL",
                collaboration_status="NORMAL",
            ),
        ),
        creators=(
            CollaborationCreator(
                creator_open_id="ava",
                handle="ava.bakes",
                region="GB",
                showcase_products=1,
                product_status="EFFECTIVE_ALL",
            ),
        ),
    )


def test_conflicts_are_checked_beforehand(client: PlatformClient, stage: Stage) -> None:
    item = {"creator_open_id": "ava", "product_id": "17290", "existing_collaboration_id": "7000"}
    stage.says({"has_conflict": True, "conflict_items": [item]})
    conflicts = client.collaborations.check_conflicts(creator_open_ids=["ava", "ben"], product_ids=["17290"])
    assert stage.asked == ["POST /affiliate_seller/202605/target_collaborations/conflicts/check"]
    assert stage.body == {"creator_open_id_list": ["ava", "ben"], "product_id_list": ["17290"]}
    assert conflicts == (Conflict(creator_open_id="ava", product_id="17290", collaboration_id="7000"),)
