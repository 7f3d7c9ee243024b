"""The lines of a statement or an order, settled or not yet."""

from decimal import Decimal

from rapport.platform_client.records.base import MaybeMoment, Page, Record, named
from rapport.platform_client.records.finance import Charges


class Transaction(Charges):
    """One settled line: an order, or an adjustment of one. `reserve` is held back until it is released."""

    id: str | None = None
    kind: str = named("type", default="")
    order_id: str | None = None
    ordered_at: MaybeMoment = named("order_create_time")
    adjustment_id: str | None = None
    adjusted_order_id: str | None = named("adjustment_order_id")
    adjustment: Decimal | None = named("adjustment_amount")
    settlement: Decimal | None = named("settlement_amount")
    revenue: Decimal | None = named("revenue_amount")
    shipping: Decimal | None = named("shipping_cost_amount")
    fees_and_taxes: Decimal | None = named("fee_tax_amount")
    reserve_id: str | None = None
    reserve: Decimal | None = named("reserve_amount")
    reserve_status: str | None = None
    reserve_order_id: str | None = named("associated_order_id")
    reserve_release_at: MaybeMoment = named("estimated_release_time")


class TransactionPage(Page):
    """
    A part of a statement's lines, with the sums of the whole statement.

    `payable` is what is paid out: the settlement and the reserve, which is negative while it is held back.
    """

    statement_id: str | None = named("id")
    status: str | None = None
    currency: str | None = None
    made_at: MaybeMoment = named("create_time")
    payable: Decimal | None = named("payable_amount")
    reserve: Decimal | None = named("total_reserve_amount")
    settlement: Decimal | None = named("total_settlement_amount")
    revenue: Decimal | None = named("total_settlement_breakdown", "total_revenue_amount")
    shipping: Decimal | None = named("total_settlement_breakdown", "total_shipping_cost_amount")
    fees_and_taxes: Decimal | None = named("total_settlement_breakdown", "total_fee_tax_amount")
    adjustment: Decimal | None = named("total_settlement_breakdown", "total_adjustment_amount")
    items: tuple[Transaction, ...] = named("transactions", default=())


class SkuTransaction(Charges):
    """What one SKU of an order came to, in one statement."""

    sku_id: str | None = None
    sku_name: str | None = None
    product_name: str | None = None
    statement_id: str | None = None
    quantity: int | None = None
    settlement: Decimal | None = named("settlement_amount")
    revenue: Decimal | None = named("revenue_amount")
    shipping: Decimal | None = named("shipping_cost_amount")
    fees_and_taxes: Decimal | None = named("fee_tax_amount")


class OrderTransactions(Record):
    """What one order came to, over all statements that name it."""

    order_id: str
    ordered_at: MaybeMoment = named("order_create_time")
    currency: str | None = None
    settlement: Decimal | None = named("settlement_amount")
    revenue: Decimal | None = named("revenue_amount")
    shipping: Decimal | None = named("shipping_cost_amount")
    fees_and_taxes: Decimal | None = named("fee_and_tax_amount")
    lines: tuple[SkuTransaction, ...] = named("sku_transactions", default=())


class UnsettledTransaction(Charges):
    """A line still to be settled, by the platform's estimate; `expected` is a time or a rule in words."""

    id: str | None = None
    kind: str = named("type", default="")
    status: str | None = None
    currency: str | None = None
    order_id: str | None = None
    ordered_at: MaybeMoment = named("order_create_time")
    delivered_at: MaybeMoment = named("order_delivery_time")
    expected: str | None = named("estimated_settlement")
    reason: str | None = named("unsettled_reason")
    adjustment_id: str | None = None
    adjusted_order_id: str | None = named("adjustment_order_id")
    adjustment: Decimal | None = named("est_adjustment_amount")
    settlement: Decimal | None = named("est_settlement_amount")
    revenue: Decimal | None = named("est_revenue_amount")
    shipping: Decimal | None = named("est_shipping_cost_amount")
    fees_and_taxes: Decimal | None = named("est_fee_tax_amount")


class UnsettledPage(Page):
    """A part of what is not settled, with the sums of all of it."""

    settlement: Decimal | None = named("sum_est_settlement_amount")
    revenue: Decimal | None = named("sum_est_revenue_amount")
    adjustment: Decimal | None = named("sum_est_adjustment_amount")
    fees: Decimal | None = named("sum_est_fee_amount")
    items: tuple[UnsettledTransaction, ...] = named("transactions", default=())
