"""Orders: those that creators brought with their commission, and all of the shop with their parcels."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from rapport.platform_client.areas.base import Area
from rapport.platform_client.errors import Occasion, UnfitRequest
from rapport.platform_client.paging import page_query, pages
from rapport.platform_client.records.orders import AffiliateOrder, AffiliateOrderPage
from rapport.platform_client.records.shop_orders import ShopOrder, ShopOrderPage, ShopOrders
from rapport.platform_client.requests import given, seconds
from rapport.platform_client.shop_vocabulary import OrderStatus, TimeField
from rapport.platform_client.vocabulary import SortOrder

_OPERATION = "orders.search_affiliate"
_THREE_MONTHS = timedelta(days=92)
_IN_DETAIL_MAX = 50


class Orders(Area):
    def search_affiliate(
        self,
        *,
        created_from: datetime,
        created_before: datetime,
        program_id: str | None = None,
        page_size: int | None = None,
    ) -> tuple[AffiliateOrder, ...]:
        """
        Return all orders created in this time, at most three months of it, each whole and once.

        `program_id` narrows to a partner's campaign. All pages are read: choose a time that fits in memory.
        """
        orders: dict[str, AffiliateOrder] = {}
        for page in pages(
            lambda page_token: self.affiliate_page(
                created_from=created_from,
                created_before=created_before,
                program_id=program_id,
                page_size=page_size,
                page_token=page_token,
            )
        ):
            for part in page.items:
                orders[part.id] = _joined(orders.get(part.id), part)
        return tuple(orders.values())

    def affiliate_page(
        self,
        *,
        created_from: datetime,
        created_before: datetime,
        program_id: str | None = None,
        page_size: int | None = None,
        page_token: str | None = None,
    ) -> AffiliateOrderPage:
        """Return one page as the platform cuts it, size 1 to 100: an order may go on on a later page."""
        if not timedelta(0) < created_before - created_from <= _THREE_MONTHS:
            raise UnfitRequest(
                "must be after created_from, by three months at most", Occasion(_OPERATION), "created_before"
            )
        body = given(
            create_time_ge=seconds(created_from),
            create_time_lt=seconds(created_before),
            program_id=program_id,
        )
        query = page_query(_OPERATION, page_size, page_token)
        return self.wire.call(_OPERATION, AffiliateOrderPage, query=query, body=body)

    def search(
        self,
        *,
        status: OrderStatus | None = None,
        created_from: datetime | None = None,
        created_before: datetime | None = None,
        updated_from: datetime | None = None,
        updated_before: datetime | None = None,
        buyer_id: str | None = None,
        only_asked_to_cancel: bool = False,
        shipping: str | None = None,
        warehouse_ids: Sequence[str] = (),
        sort: TimeField | None = None,
        order: SortOrder | None = None,
        page_size: int | None = None,
        page_token: str | None = None,
    ) -> ShopOrderPage:
        """Return one page of the shop's orders that meet all conditions; size 1 to 100."""
        body = given(
            order_status=status,
            create_time_ge=seconds(created_from),
            create_time_lt=seconds(created_before),
            update_time_ge=seconds(updated_from),
            update_time_lt=seconds(updated_before),
            buyer_user_id=buyer_id,
            is_buyer_request_cancel=only_asked_to_cancel or None,
            shipping_type=shipping,
            warehouse_ids=tuple(warehouse_ids),
        )
        query = page_query("orders.search", page_size, page_token) | {"sort_field": sort, "sort_order": order}
        return self.wire.call("orders.search", ShopOrderPage, query=query, body=body)

    def detail(self, *, order_ids: Sequence[str]) -> tuple[ShopOrder, ...]:
        """Return 1 to 50 orders in full; one the shop does not have is left out."""
        if not 1 <= len(order_ids) <= _IN_DETAIL_MAX:
            raise UnfitRequest(f"must be 1 to {_IN_DETAIL_MAX}", Occasion("orders.detail"), "order_ids")
        return self.wire.call("orders.detail", ShopOrders, query={"ids": tuple(order_ids)}).items


def _joined(known: AffiliateOrder | None, part: AffiliateOrder) -> AffiliateOrder:
    return part if known is None else known.model_copy(update={"lines": known.lines + part.lines})
