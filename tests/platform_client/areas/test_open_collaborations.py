"""Products open to all creators: opened, found, closed, and what others offer."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from tests.platform_client.stage import Stage

from rapport.platform_client import (
    Category,
    CreatedOpenCollaboration,
    KeywordType,
    MoneyAmount,
    MoneyRange,
    OfferedProduct,
    OfferedProductSort,
    OpenCollaboration,
    OpenCreator,
    OutcomeUnknown,
    PlatformClient,
    RateOutOfRange,
    SortOrder,
    UnfitRequest,
    UnreadableAmount,
)


def test_a_product_is_opened(client: PlatformClient, stage: Stage) -> None:
    stage.says({"open_collaboration": {"id": "8001", "product_id": "17290", "effective_time": 1772443800}})
    assert client.open_collaborations.create(product_id="17290", rate=1000) == CreatedOpenCollaboration(
        id="8001", product_id="17290", effective_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
    )
    assert stage.asked == ["POST /affiliate_seller/202412/open_collaborations"]
    assert stage.body == {"product_id": "17290", "commission_rate": 1000}


def test_a_rate_beyond_the_platforms_is_refused_as_such(client: PlatformClient, stage: Stage) -> None:
    stage.says(code=16003033, message="out of range")
    with pytest.raises(RateOutOfRange):
        client.open_collaborations.create(product_id="17290", rate=9000)


def test_an_opening_without_an_id_leaves_it_open_what_happened(client: PlatformClient, stage: Stage) -> None:
    stage.says({})
    with pytest.raises(OutcomeUnknown, match=r"open_collaboration\.id"):
        client.open_collaborations.create(product_id="17290", rate=1000)


def test_open_products_are_searched(client: PlatformClient, stage: Stage) -> None:
    price = {"currency": "GBP", "minimum_amount": "9.90", "maximum_amount": "12.00"}
    told = {
        "id": "8001",
        "status": "NORMAL",
        "current_commission": {"rate": 1000, "start_time": 1772443800, "end_time": 0},
        "showcase_creator_count": 14,
        "content_creator_count": 3,
        "product": {
            "id": "17290",
            "title": "Lavender soap",
            "main_image_url": "https://cdn.test/soap.jpg",
            "status": "LIVE",
            "inventory": 320,
            "original_price": price,
        },
    }
    stage.says({"open_collaborations": [told], "total_count": 1, "next_page_token": ""})
    page = client.open_collaborations.search(
        keyword=(KeywordType.PRODUCT_NAME, "soap"),
        category_id="601450",
        sort_field="rate",
        order=SortOrder.FALLING,
        page_size=50,
    )
    assert stage.asked == ["POST /affiliate_seller/202412/open_collaborations/search"]
    assert stage.query == {"page_size": "50", "sort_field": "rate", "sort_order": "DESC"}
    assert stage.body == {"keyword_type": "PRODUCT_NAME", "keyword": "soap", "top_level_category_id": "601450"}
    assert (page.total, page.next_page_token) == (1, "")
    assert page.items == (
        OpenCollaboration(
            id="8001",
            status="NORMAL",
            rate=1000,
            rate_from=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
            creators_with_showcase=14,
            creators_with_content=3,
            product_id="17290",
            title="Lavender soap",
            image_url="https://cdn.test/soap.jpg",
            product_status="LIVE",
            stock=320,
            price=MoneyRange(low=Decimal("9.90"), high=Decimal("12.00"), currency="GBP"),
        ),
    )


def test_a_product_is_closed_at_a_later_time(client: PlatformClient, stage: Stage) -> None:
    stage.says({"terminated_effective_time": 1772496000})
    assert client.open_collaborations.remove(product_id="17290") == datetime(2026, 3, 3, tzinfo=UTC)
    assert stage.asked == ["DELETE /affiliate_seller/202409/open_collaborations/products/17290"]
    assert stage.requests[-1].content == b""


def test_a_product_is_taken_from_one_creator(client: PlatformClient, stage: Stage) -> None:
    stage.says({})
    client.open_collaborations.remove_creator(collaboration_id="8001", creator_open_id="ava", product_id="17290")
    assert stage.asked == ["POST /affiliate_seller/202508/open_collaborations/8001/remove_creator"]
    assert stage.body == {"creator_user_open_id": "ava", "product_id": "17290"}


def test_the_creators_of_an_open_product_are_read(client: PlatformClient, stage: Stage) -> None:
    told = {
        "creator_profile": {
            "username": "ava.bakes",
            "nickname": "Ava",
            "follower_count": 21000,
            "avatar": {"url": "https://cdn.test/ava.jpg"},
            "creator_open_id": "ava",
        },
        "video_count": 2,
        "live_count": 0,
        "promotion_status": "TERMINATING",
        "promotion_end_time": 1772496000,
    }
    product = {"id": "17290", "image_url": "https://cdn.test/soap.jpg"}
    stage.says({"creator_content_details": [told], "product": product, "next_page_token": "two", "total_count": 21})
    page = client.open_collaborations.creators(product_id="17290", page_size=20, page_token="one")
    assert stage.asked == ["GET /affiliate_seller/202508/open_collaborations/creator_content_details"]
    assert stage.query == {"page_size": "20", "page_token": "one", "product_id": "17290"}
    assert (page.total, page.next_page_token, page.product_id) == (21, "two", "17290")
    assert page.items == (
        OpenCreator(
            creator_open_id="ava",
            handle="ava.bakes",
            nickname="Ava",
            avatar_url="https://cdn.test/ava.jpg",
            followers=21000,
            videos=2,
            lives=0,
            status="TERMINATING",
            ends_at=datetime(2026, 3, 3, tzinfo=UTC),
        ),
    )


def test_what_others_offer_is_searched(client: PlatformClient, stage: Stage) -> None:
    stage.says({"products": [], "total_count": 0})
    client.open_collaborations.search_products(
        title_keywords=["lavender", "soap"],
        category_id="601450",
        price_from=Decimal("5.00"),
        price_below=Decimal(20),
        rate_from=1000,
        rate_below=3000,
        sort=OfferedProductSort.UNITS_SOLD,
        order=SortOrder.FALLING,
    )
    assert stage.asked == ["POST /affiliate_seller/202405/open_collaborations/products/search"]
    assert stage.query == {"page_size": "20", "sort_field": "units_sold", "sort_order": "DESC"}
    assert stage.body == {
        "title_keywords": ["lavender", "soap"],
        "sales_price_range": {"amount_ge": "5.00", "amount_lt": "20"},
        "category": {"id": "601450"},
        "commission_rate_range": {"rate_ge": 1000, "rate_lt": 3000},
    }


def offered(client: PlatformClient, stage: Stage, amount: str) -> OfferedProduct:
    told = {
        "shop": {"name": "Harbour"},
        "id": "17290",
        "has_inventory": True,
        "units_sold": 88,
        "title": "Soap",
        "sale_region": "GB",
        "detail_link": "https://shop.test/17290",
        "sales_price": {"currency": "GBP", "minimum_amount": "8", "maximum_amount": "10"},
        "commission": {"rate": 1500, "currency": "GBP", "amount": amount},
        "category_chains": [{"id": "601450", "local_name": "Beauty", "is_leaf": False, "parent_id": "0"}],
    }
    stage.says({"products": [told]})
    (product,) = client.open_collaborations.search_products().items
    return product


@pytest.mark.parametrize(
    ("amount", "commission"),
    [
        ("1.20", MoneyAmount(amount=Decimal("1.20"), currency="GBP")),
        ("1.20 - 1.50", MoneyRange(low=Decimal("1.20"), high=Decimal("1.50"), currency="GBP")),
        ("from 1.20", UnreadableAmount(text="from 1.20", currency="GBP")),
        ("", None),
    ],
)
def test_a_commission_is_an_amount_or_a_span_of_it(
    client: PlatformClient, stage: Stage, amount: str, commission: object
) -> None:
    assert offered(client, stage, amount) == OfferedProduct.model_validate(
        {
            "id": "17290",
            "title": "Soap",
            "shop_name": "Harbour",
            "has_stock": True,
            "units_sold": 88,
            "region": "GB",
            "page_url": "https://shop.test/17290",
            "price": MoneyRange(low=Decimal(8), high=Decimal(10), currency="GBP"),
            "rate": 1500,
            "commission": commission,
            "categories": (Category(id="601450", name="Beauty", parent_id="0"),),
        }
    )


@pytest.mark.parametrize("words", [["a"] * 21, ["a" * 256]])
def test_too_many_or_too_long_keywords_are_not_sent(client: PlatformClient, stage: Stage, words: list[str]) -> None:
    with pytest.raises(UnfitRequest, match="title_keywords must be at most 20 of at most 255 characters"):
        client.open_collaborations.search_products(title_keywords=words)
    assert not stage.requests


def test_a_products_link_is_made(client: PlatformClient, stage: Stage) -> None:
    stage.says({"product_promotion_link": "https://affiliate.test/p/17290"})
    assert client.open_collaborations.promotion_link(product_id="17290") == "https://affiliate.test/p/17290"
    assert stage.asked == ["POST /affiliate_seller/202405/products/17290/promotion_link/generate"]
    assert stage.body == {}
