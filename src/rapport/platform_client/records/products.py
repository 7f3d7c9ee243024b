"""The shop's products, and the platform's categories."""

from decimal import Decimal

from rapport.platform_client.records.base import MaybeMoment, Page, Record, named


class Stock(Record):
    warehouse_id: str | None = None
    quantity: int = 0


class Sku(Record):
    """One variant; `price` is what the buyer pays, tax included where the market shows it so."""

    id: str
    seller_sku: str | None = None
    currency: str | None = named("price", "currency")
    price: Decimal | None = named("price", "sale_price")
    price_without_tax: Decimal | None = named("price", "tax_exclusive_price")
    stock: tuple[Stock, ...] = named("inventory", default=())


class Product(Record):
    id: str
    title: str = ""
    status: str = ""
    skus: tuple[Sku, ...] = ()
    sales_regions: tuple[str, ...] = ()
    created_at: MaybeMoment = named("create_time")
    updated_at: MaybeMoment = named("update_time")


class ProductPage(Page):
    items: tuple[Product, ...] = named("products", default=())


class Category(Record):
    """A category of products; the first level has the parent "0" or none."""

    id: str
    parent_id: str | None = None
    name: str = named("local_name", default="")
    is_leaf: bool = False


class Categories(Record):
    items: tuple[Category, ...] = named("categories", default=())
