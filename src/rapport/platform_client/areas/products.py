"""The shop's products, and the platform's categories."""

from collections.abc import Sequence
from datetime import datetime

from rapport.platform_client.areas.base import Area
from rapport.platform_client.paging import page_query
from rapport.platform_client.records.products import Categories, Category, ProductPage
from rapport.platform_client.requests import given, seconds
from rapport.platform_client.shop_search import ProductConditions
from rapport.platform_client.shop_vocabulary import ListingPlatform, ProductStatus


class Products(Area):
    def search(
        self,
        *,
        status: ProductStatus | None = None,
        seller_skus: Sequence[str] = (),
        updated_from: datetime | None = None,
        updated_to: datetime | None = None,
        where: ProductConditions | None = None,
        page_size: int | None = None,
        page_token: str | None = None,
    ) -> ProductPage:
        """
        Return one page of the shop's products that meet all conditions; size 1 to 100.

        10,000 products in all can be paged through; both ends of a time are included.
        """
        body = given(
            status=status,
            seller_skus=tuple(seller_skus),
            update_time_ge=seconds(updated_from),
            update_time_le=seconds(updated_to),
        )
        body |= (where or ProductConditions()).body()
        query = page_query("products.search", page_size, page_token)
        return self.wire.call("products.search", ProductPage, query=query, body=body)

    def categories(
        self,
        *,
        locale: str | None = None,
        keyword: str | None = None,
        platform: ListingPlatform | None = None,
        with_prohibited: bool = False,
        only_live_quick: bool = False,
        category_version: str | None = None,
    ) -> tuple[Category, ...]:
        """
        Return the categories, named in a language such as "en-GB"; creators are searched by their ids.

        `with_prohibited` tells also those the shop may not sell in, `only_live_quick` those for products made on
        the spot for a LIVE.
        """
        query = {
            "locale": locale,
            "keyword": keyword,
            "listing_platform": platform,
            "include_prohibited_categories": with_prohibited or None,
            "is_live_quick": only_live_quick or None,
            "category_version": category_version,
        }
        return self.wire.call("products.categories", Categories, query=query).items
