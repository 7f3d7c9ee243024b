"""The shop's products, and the platform's categories."""

from decimal import Decimal

from rapport.platform_client.records.base import MaybeMoment, Page, Record, named
from rapport.platform_client.records.money import MaybeMoney


class Stock(Record):
    warehouse_id: str | None = None
    quantity: int = 0
    on_backorder: int | None = named("backorder_quantity")
    handling_days: int | None = named("handling_time")


class Sku(Record):
    """One variant; `price` is what the buyer pays, tax included where the market shows it so."""

    id: str
    seller_sku: str | None = None
    status: str | None = named("status_info", "status")
    deactivated_by: str | None = named("status_info", "deactivation_source")
    currency: str | None = named("price", "currency")
    price: Decimal | None = named("price", "sale_price")
    price_without_tax: Decimal | None = named("price", "tax_exclusive_price")
    list_price: MaybeMoney = None
    presale: str | None = named("pre_sale", "type")
    stock: tuple[Stock, ...] = named("inventory", default=())


class PlatformStatus(Record):
    """Where else a product is listed, and how it stands there."""

    platform: str = ""
    status: str | None = None


class CategoryName(Record):
    id: str
    name: str = named("local_name", default="")


class Product(Record):
    """A product of the shop; `quality` is POOR, FAIR, GOOD or EXCELLENT, `faults` why a copy of it failed."""

    id: str
    title: str = ""
    status: str = ""
    audit_status: str | None = named("audit", "status")
    audit_notes: tuple[str, ...] = named("audit", "pre_approved_reasons", default=())
    quality: str | None = named("listing_quality_tier")
    has_draft: bool | None = None
    is_not_for_sale: bool | None = None
    tags: tuple[str, ...] = named("product_tags", default=())
    selling_format: str | None = None
    on_sale_at: MaybeMoment = named("scheduled_sale", "schedule_sale_time")
    faults: tuple[str, ...] = named("product_sync_fail_reasons", default=())
    fitting_categories: tuple[CategoryName, ...] = named("recommended_categories", default=())
    elsewhere: tuple[PlatformStatus, ...] = named("integrated_platform_statuses", default=())
    skus: tuple[Sku, ...] = ()
    sales_regions: tuple[str, ...] = ()
    created_at: MaybeMoment = named("create_time")
    updated_at: MaybeMoment = named("update_time")


class ProductPage(Page):
    items: tuple[Product, ...] = named("products", default=())


class Category(Record):
    """A category of products; the first level has the parent "0" or none. Not every shop may sell in each."""

    id: str
    parent_id: str | None = None
    name: str = named("local_name", default="")
    is_leaf: bool = False
    permissions: tuple[str, ...] = named("permission_statuses", default=())


class Categories(Record):
    items: tuple[Category, ...] = named("categories", default=())
