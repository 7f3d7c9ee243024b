"""Products and categories."""

from datetime import UTC, datetime
from decimal import Decimal

from tests.platform_client.stage import NOW, Stage

from rapport.platform_client import (
    AuditStatus,
    Category,
    CategoryName,
    ListingPlatform,
    ListingQuality,
    MoneyAmount,
    PlatformClient,
    PlatformStatus,
    Product,
    ProductConditions,
    ProductStatus,
    Sku,
    Stock,
)


def test_products_are_searched(client: PlatformClient, stage: Stage) -> None:
    soap = {
        "id": "17290",
        "title": "Lavender soap",
        "status": "ACTIVATE",
        "sales_regions": ["GB"],
        "create_time": 1772323200,
        "update_time": 1772443800,
        "skus": [
            {
                "id": "1",
                "seller_sku": "SOAP-1",
                "price": {"currency": "GBP", "tax_exclusive_price": "8.25", "sale_price": "9.90"},
                "inventory": [{"warehouse_id": "w", "quantity": 12}],
            },
            {"id": "2", "price": {"currency": "GBP", "tax_exclusive_price": "8.25"}},
        ],
    }
    stage.says({"products": [soap], "total_count": 8, "next_page_token": ""})
    page = client.products.search(
        status=ProductStatus.ACTIVATE,
        seller_skus=["SOAP-1"],
        updated_from=NOW,
        updated_to=NOW,
        page_size=8,
    )
    assert stage.asked == ["POST /product/202502/products/search"]
    assert stage.query == {"page_size": "8"}
    assert stage.body == {
        "status": "ACTIVATE",
        "seller_skus": ["SOAP-1"],
        "update_time_ge": 1772443800,
        "update_time_le": 1772443800,
    }
    assert page.total == 8
    assert page.items == (
        Product(
            id="17290",
            title="Lavender soap",
            status="ACTIVATE",
            sales_regions=("GB",),
            created_at=datetime(2026, 3, 1, tzinfo=UTC),
            updated_at=NOW,
            skus=(
                Sku(
                    id="1",
                    seller_sku="SOAP-1",
                    currency="GBP",
                    price=Decimal("9.90"),
                    price_without_tax=Decimal("8.25"),
                    stock=(Stock(warehouse_id="w", quantity=12),),
                ),
                Sku(id="2", currency="GBP", price_without_tax=Decimal("8.25")),
            ),
        ),
    )


def test_all_products_are_asked_for_with_an_empty_object(client: PlatformClient, stage: Stage) -> None:
    stage.says({})
    client.products.search()
    assert stage.query == {"page_size": "100"}
    assert stage.body == {}


def test_categories_are_read_in_a_language(client: PlatformClient, stage: Stage) -> None:
    stage.says({"categories": [{"id": "601450", "parent_id": "0", "local_name": "Beauty", "is_leaf": False}]})
    assert client.products.categories(locale="en-GB", keyword="Bea") == (
        Category(id="601450", parent_id="0", name="Beauty"),
    )
    assert stage.asked == ["GET /product/202309/categories"]
    assert stage.query == {"locale": "en-GB", "keyword": "Bea"}


def test_products_are_narrowed_by_all_that_the_platform_knows(client: PlatformClient, stage: Stage) -> None:
    stage.says({})
    where = ProductConditions(
        sku_ids=("1",),
        audit=(AuditStatus.APPROVED,),
        qualities=(ListingQuality.GOOD, ListingQuality.EXCELLENT),
        platforms=(ListingPlatform.TIKTOK_SHOP,),
        created_from=NOW,
        created_to=NOW,
        sales_network="ELIGIBLE",
        with_drafts=True,
        with_live_quick=True,
        category_version="v2",
        locale="en-GB",
    )
    client.products.search(where=where, page_token="two")
    assert stage.query == {"page_size": "100", "page_token": "two"}
    assert stage.body == {
        "sku_ids": ["1"],
        "audit_status": ["APPROVED"],
        "listing_quality_tiers": ["GOOD", "EXCELLENT"],
        "listing_platforms": ["TIKTOK_SHOP"],
        "create_time_ge": 1772443800,
        "create_time_le": 1772443800,
        "sns_filter": "ELIGIBLE",
        "return_draft_version": True,
        "include_live_quick_products": True,
        "category_version": "v2",
        "locale": "en-GB",
    }


def test_all_that_is_told_of_a_product_is_read(client: PlatformClient, stage: Stage) -> None:
    soap = {
        "id": "17290",
        "audit": {"status": "APPROVED", "pre_approved_reasons": ["brand"]},
        "listing_quality_tier": "GOOD",
        "has_draft": True,
        "is_not_for_sale": False,
        "product_tags": ["NEW"],
        "selling_format": "FIXED",
        "scheduled_sale": {"is_enabled_scheduled_sale": True, "schedule_sale_time": 1772443800},
        "product_sync_fail_reasons": ["no stock"],
        "recommended_categories": [{"id": "601450", "local_name": "Beauty"}],
        "integrated_platform_statuses": [{"platform": "TOKOPEDIA", "status": "LIVE"}],
        "skus": [
            {
                "id": "1",
                "status_info": {"status": "DEACTIVATED", "deactivation_source": "SELLER"},
                "list_price": {"amount": "12.00", "currency": "GBP"},
                "pre_sale": {"type": "PRE_ORDER"},
                "inventory": [{"warehouse_id": "w", "quantity": 1, "backorder_quantity": 2, "handling_time": 3}],
            }
        ],
    }
    stage.says({"products": [soap]})
    assert client.products.search().items == (
        Product(
            id="17290",
            audit_status="APPROVED",
            audit_notes=("brand",),
            quality="GOOD",
            has_draft=True,
            is_not_for_sale=False,
            tags=("NEW",),
            selling_format="FIXED",
            on_sale_at=NOW,
            faults=("no stock",),
            fitting_categories=(CategoryName(id="601450", name="Beauty"),),
            elsewhere=(PlatformStatus(platform="TOKOPEDIA", status="LIVE"),),
            skus=(
                Sku(
                    id="1",
                    status="DEACTIVATED",
                    deactivated_by="SELLER",
                    list_price=MoneyAmount(amount=Decimal("12.00"), currency="GBP"),
                    presale="PRE_ORDER",
                    stock=(Stock(warehouse_id="w", quantity=1, on_backorder=2, handling_days=3),),
                ),
            ),
        ),
    )


def test_categories_can_be_those_the_shop_may_not_sell_in(client: PlatformClient, stage: Stage) -> None:
    stage.says({"categories": [{"id": "9", "permission_statuses": ["PROHIBITED"]}]})
    found = client.products.categories(
        platform=ListingPlatform.TOKOPEDIA, with_prohibited=True, only_live_quick=True, category_version="v1"
    )
    assert found == (Category(id="9", permissions=("PROHIBITED",)),)
    assert stage.query == {
        "listing_platform": "TOKOPEDIA",
        "include_prohibited_categories": "true",
        "is_live_quick": "true",
        "category_version": "v1",
    }
