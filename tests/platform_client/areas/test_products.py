"""Products and categories."""

from datetime import UTC, datetime
from decimal import Decimal

from tests.platform_client.stage import NOW, Stage

from rapport.platform_client import Category, PlatformClient, Product, ProductStatus, Sku, Stock


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
