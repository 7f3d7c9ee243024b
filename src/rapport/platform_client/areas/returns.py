"""Returns and refunds, and orders cancelled before they were shipped."""

from collections.abc import Sequence
from datetime import datetime

from rapport.platform_client.areas.base import Area
from rapport.platform_client.paging import page_query
from rapport.platform_client.records.returns import CancellationPage, ReturnPage
from rapport.platform_client.requests import given, seconds
from rapport.platform_client.shop_search import ReturnConditions
from rapport.platform_client.shop_vocabulary import (
    CancellationKind,
    CancellationStatus,
    ReturnStatus,
    TimeField,
)
from rapport.platform_client.vocabulary import SortOrder


class Returns(Area):
    def search(
        self,
        *,
        statuses: Sequence[ReturnStatus] = (),
        order_ids: Sequence[str] = (),
        created_from: datetime | None = None,
        created_before: datetime | None = None,
        updated_from: datetime | None = None,
        updated_before: datetime | None = None,
        where: ReturnConditions | None = None,
        sort: TimeField | None = None,
        order: SortOrder | None = None,
        page_size: int | None = None,
        page_token: str | None = None,
    ) -> ReturnPage:
        """Return one page of the returns and refunds that meet all conditions; size 10 to 50."""
        body = given(
            return_status=tuple(statuses),
            order_ids=tuple(order_ids),
            create_time_ge=seconds(created_from),
            create_time_lt=seconds(created_before),
            update_time_ge=seconds(updated_from),
            update_time_lt=seconds(updated_before),
        )
        body |= (where or ReturnConditions()).body()
        query = page_query("returns.search", page_size, page_token) | {"sort_field": sort, "sort_order": order}
        return self.wire.call("returns.search", ReturnPage, query=query, body=body)

    def search_cancellations(
        self,
        *,
        statuses: Sequence[CancellationStatus] = (),
        kinds: Sequence[CancellationKind] = (),
        cancellation_ids: Sequence[str] = (),
        order_ids: Sequence[str] = (),
        buyer_ids: Sequence[str] = (),
        created_from: datetime | None = None,
        created_before: datetime | None = None,
        updated_from: datetime | None = None,
        updated_before: datetime | None = None,
        locale: str | None = None,
        sort: TimeField | None = None,
        order: SortOrder | None = None,
        page_size: int | None = None,
        page_token: str | None = None,
    ) -> CancellationPage:
        """Return one page of the cancellations that meet all conditions; size 10 to 50."""
        body = given(
            cancel_status=tuple(statuses),
            cancel_types=tuple(kinds),
            cancel_ids=tuple(cancellation_ids),
            order_ids=tuple(order_ids),
            buyer_user_ids=tuple(buyer_ids),
            create_time_ge=seconds(created_from),
            create_time_lt=seconds(created_before),
            update_time_ge=seconds(updated_from),
            update_time_lt=seconds(updated_before),
            locale=locale,
        )
        query = page_query("returns.search_cancellations", page_size, page_token)
        query |= {"sort_field": sort, "sort_order": order}
        return self.wire.call("returns.search_cancellations", CancellationPage, query=query, body=body)
