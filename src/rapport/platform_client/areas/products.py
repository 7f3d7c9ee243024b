"""The shop's products, and the platform's categories."""

from collections.abc import Sequence
from datetime import datetime

from rapport.platform_client.areas.base import Area
from rapport.platform_client.paging import page_query
from rapport.platform_client.records.products import Categories, Category, ProductPage
from rapport.platform_client.requests import given
from rapport.platform_client.shop_vocabulary import ProductStatus


class Products(Area):
    def search(
        self,
        *,
        status: ProductStatus | None = None,
        seller_skus: Sequence[str] = (),
        updated_from: datetime | None = None,
        updated_to: datetime | None = None,
        page_size: int | None = None,
        page_token: str | None = None,
    ) -> ProductPage:
        """Return one page of the shop's products; size 1 to 100, and 10,000 products in all at most."""
        body = given(
            status=status,
            seller_skus=tuple(seller_skus),
            update_time_ge=None if updated_from is None else int(updated_from.timestamp()),
            update_time_le=None if updated_to is None else int(updated_to.timestamp()),
        )
        query = page_query("products.search", page_size, page_token)
        return self.wire.call("products.search", ProductPage, query=query, body=body)

    def categories(self, *, locale: str | None = None, keyword: str | None = None) -> tuple[Category, ...]:
        """Return the categories, named in a language such as "en-GB"; creators are searched by their ids."""
        return self.wire.call("products.categories", Categories, query={"locale": locale, "keyword": keyword}).items
