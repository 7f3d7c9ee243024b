"""Open collaborations: products that any creator may promote."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal

from rapport.platform_client.areas.base import Area
from rapport.platform_client.errors import Occasion, UnfitRequest
from rapport.platform_client.paging import page_query
from rapport.platform_client.records.base import Done
from rapport.platform_client.records.open_collaborations import (
    CreatedOpenCollaboration,
    EndOfOpenCollaboration,
    OfferedProductPage,
    OpenCollaborationPage,
    OpenCreatorPage,
    ProductPromotionLink,
)
from rapport.platform_client.requests import given
from rapport.platform_client.vocabulary import KeywordType, OfferedProductSort, SortOrder

_KEYWORDS_MAX = 20
_KEYWORD_CHARS_MAX = 255


class OpenCollaborations(Area):
    def create(self, *, product_id: str, rate: int) -> CreatedOpenCollaboration:
        """
        Open a product to all creators at this rate, in hundredths of a percent, or change the rate it has.

        Raises RateOutOfRange, ProductUnavailable, ShopRestricted, and CollaborationConflict if the platform
        will not have it opened twice. After OutcomeUnknown look for the product with `search`.
        """
        body = {"product_id": product_id, "commission_rate": rate}
        return self.wire.call("open_collaborations.create", CreatedOpenCollaboration, body=body)

    def search(
        self,
        *,
        keyword: tuple[KeywordType, str] | None = None,
        category_id: str | None = None,
        sort_field: str | None = None,
        order: SortOrder | None = None,
        page_size: int | None = None,
        page_token: str | None = None,
    ) -> OpenCollaborationPage:
        """
        Return one page of the shop's open products; size 1 to 100.

        The keyword is a PRODUCT_ID or a PRODUCT_NAME; `category_id` is of the first level. Which fields can be
        sorted by is not documented.
        """
        body = given(
            keyword_type=keyword[0] if keyword else None,
            keyword=keyword[1] if keyword else None,
            top_level_category_id=category_id,
        )
        query = page_query("open_collaborations.search", page_size, page_token)
        query |= {"sort_field": sort_field, "sort_order": order}
        return self.wire.call("open_collaborations.search", OpenCollaborationPage, query=query, body=body)

    def remove(self, *, product_id: str) -> datetime | None:
        """Close an open product and return when that takes effect, normally at the shop's next midnight."""
        ids = {"product_id": product_id}
        return self.wire.call("open_collaborations.remove", EndOfOpenCollaboration, ids=ids).at

    def remove_creator(self, *, collaboration_id: str, creator_open_id: str, product_id: str) -> None:
        """Take a product away from one creator, who may join again; after OutcomeUnknown see `creators`."""
        body = {"creator_user_open_id": creator_open_id, "product_id": product_id}
        ids = {"collaboration_id": collaboration_id}
        self.wire.call("open_collaborations.remove_creator", Done, ids=ids, body=body)

    def creators(
        self, *, product_id: str, page_size: int | None = None, page_token: str | None = None
    ) -> OpenCreatorPage:
        """Return one page of the creators who promote an open product, with their content; size 1 to 100."""
        query = page_query("open_collaborations.creators", page_size, page_token)
        query |= {"product_id": product_id}
        return self.wire.call("open_collaborations.creators", OpenCreatorPage, query=query)

    def search_products(
        self,
        *,
        title_keywords: Sequence[str] = (),
        category_id: str | None = None,
        price_from: Decimal | None = None,
        price_below: Decimal | None = None,
        rate_from: int | None = None,
        rate_below: int | None = None,
        sort: OfferedProductSort | None = None,
        order: SortOrder | None = None,
        page_size: int | None = None,
        page_token: str | None = None,
    ) -> OfferedProductPage:
        """
        Return one page of what shops of this market offer to all creators; size 1 to 20.

        All keywords must be in the title, at most 20 of at most 255 characters. The category is of the first
        level, prices are in the market's currency, rates in hundredths of a percent. Not every market has it.
        """
        if len(title_keywords) > _KEYWORDS_MAX or any(len(word) > _KEYWORD_CHARS_MAX for word in title_keywords):
            message = f"must be at most {_KEYWORDS_MAX} of at most {_KEYWORD_CHARS_MAX} characters"
            raise UnfitRequest(message, Occasion("open_collaborations.search_products"), "title_keywords")
        body = given(
            title_keywords=tuple(title_keywords),
            sales_price_range=given(amount_ge=_text(price_from), amount_lt=_text(price_below)),
            category=given(id=category_id),
            commission_rate_range=given(rate_ge=rate_from, rate_lt=rate_below),
        )
        query = page_query("open_collaborations.search_products", page_size, page_token)
        query |= {"sort_field": sort, "sort_order": order}
        return self.wire.call("open_collaborations.search_products", OfferedProductPage, query=query, body=body)

    def promotion_link(self, *, product_id: str) -> str:
        """
        Return an address that promotes a product.

        The platform announced to end this call on 2026-10-12: OperationWithdrawn once it has.
        """
        ids = {"product_id": product_id}
        return self.wire.call("open_collaborations.promotion_link", ProductPromotionLink, ids=ids, body={}).url


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"
