"""What the platform pays the shop and what it takes off."""

from datetime import datetime

from rapport.platform_client.areas.base import Area
from rapport.platform_client.paging import page_query
from rapport.platform_client.records.finance import PaymentPage, StatementPage
from rapport.platform_client.records.transactions import OrderTransactions, TransactionPage, UnsettledPage
from rapport.platform_client.requests import seconds
from rapport.platform_client.shop_vocabulary import PaymentStatus
from rapport.platform_client.vocabulary import SortOrder


class Finance(Area):
    """
    All amounts are exact decimals in the currency told beside them.

    Whether what is taken off carries a minus, the platform's pages tell in two ways: go by the sums.
    """

    def statements(
        self,
        *,
        made_from: datetime | None = None,
        made_before: datetime | None = None,
        status: PaymentStatus | None = None,
        order: SortOrder | None = None,
        page_size: int | None = None,
        page_token: str | None = None,
    ) -> StatementPage:
        """Return one page of the daily statements, by their time; size 1 to 100. None is older than July 2023."""
        query = page_query("finance.statements", page_size, page_token)
        query |= {
            "sort_field": "statement_time",
            "sort_order": order,
            "statement_time_ge": seconds(made_from),
            "statement_time_lt": seconds(made_before),
            "payment_status": status,
        }
        return self.wire.call("finance.statements", StatementPage, query=query)

    def payments(
        self,
        *,
        created_from: datetime | None = None,
        created_before: datetime | None = None,
        order: SortOrder | None = None,
        page_size: int | None = None,
        page_token: str | None = None,
    ) -> PaymentPage:
        """Return one page of the transfers to the seller's bank, by their creation; size 1 to 100."""
        query = page_query("finance.payments", page_size, page_token)
        query |= {
            "sort_field": "create_time",
            "sort_order": order,
            "create_time_ge": seconds(created_from),
            "create_time_lt": seconds(created_before),
        }
        return self.wire.call("finance.payments", PaymentPage, query=query)

    def statement_lines(
        self,
        *,
        statement_id: str,
        order: SortOrder | None = None,
        page_size: int | None = None,
        page_token: str | None = None,
    ) -> TransactionPage:
        """Return one page of a statement's lines, by the time of their orders; size 1 to 100."""
        query = page_query("finance.statement_lines", page_size, page_token)
        query |= {"sort_field": "order_create_time", "sort_order": order}
        ids = {"statement_id": statement_id}
        return self.wire.call("finance.statement_lines", TransactionPage, ids=ids, query=query)

    def order_lines(self, *, order_id: str) -> OrderTransactions:
        """Return what one order came to, SKU by SKU."""
        return self.wire.call("finance.order_lines", OrderTransactions, ids={"order_id": order_id})

    def unsettled(
        self,
        *,
        ordered_from: datetime | None = None,
        ordered_before: datetime | None = None,
        order: SortOrder | None = None,
        page_size: int | None = None,
        page_token: str | None = None,
    ) -> UnsettledPage:
        """Return one page of the lines still to be settled, by the time of their orders; size 1 to 100."""
        query = page_query("finance.unsettled", page_size, page_token)
        query |= {
            "sort_field": "order_create_time",
            "sort_order": order,
            "search_time_ge": seconds(ordered_from),
            "search_time_lt": seconds(ordered_before),
        }
        return self.wire.call("finance.unsettled", UnsettledPage, query=query)
