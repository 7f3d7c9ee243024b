"""Returns and refunds."""

from collections.abc import Sequence
from datetime import datetime

from rapport.platform_client.areas.base import Area
from rapport.platform_client.paging import page_query
from rapport.platform_client.records.returns import ReturnPage
from rapport.platform_client.requests import given
from rapport.platform_client.shop_vocabulary import ReturnStatus


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
        page_size: int | None = None,
        page_token: str | None = None,
    ) -> ReturnPage:
        """Return one page of the returns and refunds that meet all conditions; size 10 to 50."""
        body = given(
            return_status=tuple(statuses),
            order_ids=tuple(order_ids),
            create_time_ge=_seconds(created_from),
            create_time_lt=_seconds(created_before),
            update_time_ge=_seconds(updated_from),
            update_time_lt=_seconds(updated_before),
        )
        query = page_query("returns.search", page_size, page_token)
        return self.wire.call("returns.search", ReturnPage, query=query, body=body)


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())
