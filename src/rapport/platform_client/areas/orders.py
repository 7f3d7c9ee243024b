"""Orders that creators brought."""

from datetime import datetime, timedelta

from rapport.platform_client.areas.base import Area
from rapport.platform_client.errors import Occasion, UnfitRequest
from rapport.platform_client.paging import page_query, pages
from rapport.platform_client.records.orders import AffiliateOrder, AffiliateOrderPage
from rapport.platform_client.requests import given

_OPERATION = "orders.search_affiliate"
_THREE_MONTHS = timedelta(days=92)


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
            create_time_ge=int(created_from.timestamp()),
            create_time_lt=int(created_before.timestamp()),
            program_id=program_id,
        )
        query = page_query(_OPERATION, page_size, page_token)
        return self.wire.call(_OPERATION, AffiliateOrderPage, query=query, body=body)


def _joined(known: AffiliateOrder | None, part: AffiliateOrder) -> AffiliateOrder:
    return part if known is None else known.model_copy(update={"lines": known.lines + part.lines})
