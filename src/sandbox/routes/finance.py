"""Money from the platform: daily statements, their transactions, payments, and what is still to come."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any, TypeVar

from sandbox import paging, settling
from sandbox.calls import Call, whole, whole_id
from sandbox.commission import DAY
from sandbox.errors import INVALID_PARAMETERS, RefusedError
from sandbox.fields import OneOf, Shape, Whole
from sandbox.identifiers import decimal_id
from sandbox.settling import Account, account, total
from sandbox.store import settlements
from sandbox.store.sales import OrderLine
from sandbox.world import World

T = TypeVar("T")

_PAID_AFTER = DAY
_BEFORE_PIT = "affiliate_commission_amount_before_pit"
_ORDER = OneOf(("ASC", "DESC"))
_PAGES: Shape = {"page_size": Whole(1, 100), "page_token": str, "sort_order": _ORDER}
STATEMENTS_QUERY: Shape = {
    **_PAGES,
    "sort_field*": OneOf(("statement_time",)),
    "payment_status": OneOf(("FAILED", "PAID", "PROCESSING")),
    "statement_time_ge": int,
    "statement_time_lt": int,
}
LINES_QUERY: Shape = {**_PAGES, "sort_field*": OneOf(("order_create_time",))}
UNSETTLED_QUERY: Shape = {**LINES_QUERY, "search_time_ge": int, "search_time_lt": int}
PAYMENTS_QUERY: Shape = {
    **_PAGES,
    "sort_field*": OneOf(("create_time",)),
    "create_time_ge": int,
    "create_time_lt": int,
}


def statements(world: World, call: Call) -> dict[str, Any]:
    """Return one statement for each day (UTC) on which anything settled, made at the 00:00 after it."""
    rows = [_statement(world, call, day) for day in _days(world, call, "statement_time")]
    wanted = call.query.get("payment_status")
    page, token = _page(call, [row for row in rows if wanted in (None, row["payment_status"])])
    return {"next_page_token": token, "statements": page}


def payments(world: World, call: Call) -> dict[str, Any]:
    """Return one payment for each statement."""
    page, token = _page(call, [_payment(world, call, day) for day in _days(world, call, "create_time")])
    return {"next_page_token": token, "payments": page}


def by_statement(world: World, call: Call) -> dict[str, Any]:
    """Return a statement's orders with what was paid and kept for each."""
    identifier = whole_id(call.path["statement_id"], "StatementId")
    day = next((day for day in _known_days(world, call) if _statement_id(world, call, day) == identifier), None)
    if day is None:
        raise RefusedError(INVALID_PARAMETERS, "StatementId is unknown.")
    orders = _orders(_settled(world, call, day))
    page, token = _page(call, orders)
    sums = _sum(call, [line for order in orders for line in order])
    return {
        "next_page_token": token,
        "id": str(identifier),
        "create_time": settling.statement_time(day),
        "status": "SETTLED",
        "currency": call.shop.market.currency,
        "payable_amount": _text(call, sums.settlement),
        "total_reserve_amount": _text(call, 0),
        "total_settlement_amount": _text(call, sums.settlement),
        "total_settlement_breakdown": {
            "total_revenue_amount": _text(call, sums.revenue),
            "total_shipping_cost_amount": _text(call, 0),
            "total_fee_tax_amount": _text(call, sums.fees),
            "total_adjustment_amount": _text(call, 0),
        },
        "total_count": len(orders),
        "transactions": [_transaction(world, call, order) for order in page],
    }


def by_order(world: World, call: Call) -> dict[str, Any]:
    """Return the settled lines of one order."""
    found = settlements.of_order(world.db, call.shop.id, whole(call.path["order_id"]) or 0)
    if not found:
        raise RefusedError(INVALID_PARAMETERS, "OrderId is unknown.")
    settled = [line for line in found if settling.statement_time(settling.day_of(line.settles_at)) <= call.now]
    sums = _sum(call, settled)
    return {
        "order_id": str(found[0].order_id),
        "order_create_time": found[0].created_at,
        "currency": call.shop.market.currency,
        "revenue_amount": _text(call, sums.revenue),
        "fee_and_tax_amount": _text(call, sums.fees),
        "shipping_cost_amount": _text(call, 0),
        "settlement_amount": _text(call, sums.settlement),
        "sku_transactions": [_sku_transaction(world, call, line) for line in settled],
        "total_count": len(settled),
    }


def unsettled(world: World, call: Call) -> dict[str, Any]:
    """Return orders that are in no statement yet, with what they will bring as far as known."""
    query, today = call.query, settling.day_of(call.now) * DAY
    since, until = query.get("search_time_ge", 0), query.get("search_time_lt", call.now + 1)
    lines = settlements.open_lines(world.db, call.shop.id, today, call.now)
    orders = _orders([line for line in lines if since <= line.created_at < until])
    sums = _sum(call, [line for order in orders for line in order])
    page, token = _page(call, orders)
    return {
        "next_page_token": token,
        "total_count": len(orders),
        "sum_est_settlement_amount": _text(call, sums.settlement),
        "sum_est_revenue_amount": _text(call, sums.revenue),
        "sum_est_adjustment_amount": _text(call, 0),
        "sum_est_fee_amount": _text(call, sums.fees),
        "transactions": [_expected(world, call, order) for order in page],
    }


def _days(world: World, call: Call, name: str) -> list[int]:
    """Return the days whose statement was made within the bounds of a query."""
    since, until = call.query.get(f"{name}_ge", 0), call.query.get(f"{name}_lt", 2**62)
    return [day for day in _known_days(world, call) if since <= settling.statement_time(day) < until]


def _known_days(world: World, call: Call) -> list[int]:
    return settlements.days(world.db, call.shop.id, settling.day_of(call.now) * DAY)


def _page(call: Call, found: list[T]) -> tuple[list[T], str]:
    """Return a page, the newest first unless asked otherwise."""
    ordered = found if call.query.get("sort_order") == "ASC" else found[::-1]
    size = call.query.get("page_size", 20)
    (start,) = paging.place(call.query.get("page_token"), 1) or (0,)
    return ordered[start : start + size], paging.token(start + size) if start + size < len(ordered) else ""


def _orders(lines: Sequence[OrderLine]) -> list[list[OrderLine]]:
    return [list(group) for _, group in groupby(lines, lambda line: line.order_id)]


def _settled(world: World, call: Call, day: int) -> list[OrderLine]:
    return settlements.settled(world.db, call.shop.id, day * DAY, (day + 1) * DAY)


def _sum(call: Call, lines: Sequence[OrderLine]) -> Account:
    return total(account(line.known_at(call.now), call.shop.rules.refund_basis) for line in lines)


def _text(call: Call, minor: int) -> str:
    return call.shop.market.decimal_text(minor)


def _statement_id(world: World, call: Call, day: int) -> int:
    return decimal_id(world.chance, "statement", call.shop.key, day)


def _statement(world: World, call: Call, day: int) -> dict[str, Any]:
    sums, paid = _sum(call, _settled(world, call, day)), _payment(world, call, day)
    return {
        "id": str(_statement_id(world, call, day)),
        "statement_time": settling.statement_time(day),
        "currency": call.shop.market.currency,
        "settlement_amount": _text(call, sums.settlement),
        "revenue_amount": _text(call, sums.revenue),
        "net_sales_amount": _text(call, sums.revenue),
        "fee_amount": _text(call, sums.fees),
        "adjustment_amount": _text(call, 0),
        "shipping_cost_amount": _text(call, 0),
        "payment_status": paid["status"],
        "payment_id": paid["id"],
        "payment_time": paid["paid_time"],
    }


def _payment(world: World, call: Call, day: int) -> dict[str, Any]:
    """Return the payment of a day's statement, which arrives a day after it was made."""
    created = settling.statement_time(day)
    value = _text(call, _sum(call, _settled(world, call, day)).settlement)
    amount = {"value": value, "currency": call.shop.market.currency}
    is_paid = created + _PAID_AFTER <= call.now
    return {
        "id": str(decimal_id(world.chance, "payment", call.shop.key, day)),
        "create_time": created,
        "status": "PAID" if is_paid else "PROCESSING",
        "paid_time": created + _PAID_AFTER if is_paid else 0,
        "amount": amount,
        "settlement_amount": amount,
        "payment_amount_before_exchange": amount,
        "exchange_rate": "1.000000",
        "bank_account": "****0000",
    }


def _transaction_id(world: World, call: Call, order: int) -> str:
    return str(decimal_id(world.chance, "transaction", call.shop.key, order))


def _breakdowns(call: Call, sums: Account, before_pit: str = _BEFORE_PIT) -> dict[str, Any]:
    fees = {
        "platform_commission_amount": _text(call, sums.platform_fee),
        "affiliate_commission_amount": _text(call, sums.affiliate_commission),
        before_pit: _text(call, sums.affiliate_commission),
    }
    return {
        "revenue_breakdown": {
            "subtotal_before_discount_amount": _text(call, sums.subtotal),
            "refund_subtotal_before_discount_amount": _text(call, -sums.refund),
            "seller_discount_amount": _text(call, 0),
        },
        "fee_tax_breakdown": {"fee": fees, "tax": {}},
    }


def _transaction(world: World, call: Call, lines: Sequence[OrderLine]) -> dict[str, Any]:
    sums, first = _sum(call, lines), lines[0]
    return {
        "id": _transaction_id(world, call, first.order_id),
        "type": "ORDER",
        "order_id": str(first.order_id),
        "order_create_time": first.created_at,
        "settlement_amount": _text(call, sums.settlement),
        "revenue_amount": _text(call, sums.revenue),
        "shipping_cost_amount": _text(call, 0),
        "fee_tax_amount": _text(call, sums.fees),
        "adjustment_amount": _text(call, 0),
        **_breakdowns(call, sums),
    }


def _sku_transaction(world: World, call: Call, line: OrderLine) -> dict[str, Any]:
    sums, item = _sum(call, [line]), call.shop.product(line.product)
    return {
        "sku_id": str(item.sku_id) if item else "",
        "sku_name": "Default",
        "product_name": item.title if item else "",
        "statement_id": str(_statement_id(world, call, settling.day_of(line.settles_at))),
        "quantity": str(line.quantity),
        "settlement_amount": _text(call, sums.settlement),
        "revenue_amount": _text(call, sums.revenue),
        "shipping_cost_amount": _text(call, 0),
        "fee_tax_amount": _text(call, sums.fees),
        **_breakdowns(call, sums),
    }


def _expected(world: World, call: Call, lines: Sequence[OrderLine]) -> dict[str, Any]:
    sums, first, days = _sum(call, lines), lines[0], call.shop.rules.settlement_days
    is_delivered = first.delivered_at <= call.now
    moment = settling.statement_time(settling.day_of(first.settles_at))
    return {
        "type": "ORDER",
        "id": _transaction_id(world, call, first.order_id),
        "status": "UNSETTLED",
        "currency": call.shop.market.currency,
        "estimated_settlement": str(moment) if is_delivered else f"Delivered + {days} days",
        "unsettled_reason": "Settlement period" if is_delivered else "Not delivered",
        "order_id": str(first.order_id),
        "order_create_time": first.created_at,
        **({"order_delivery_time": first.delivered_at} if is_delivered else {}),
        "est_settlement_amount": _text(call, sums.settlement),
        "est_revenue_amount": _text(call, sums.revenue),
        "est_adjustment_amount": _text(call, 0),
        "est_shipping_cost_amount": _text(call, 0),
        "est_fee_tax_amount": _text(call, sums.fees),
        **_breakdowns(call, sums, "affiliate_commission_before_pit_amount"),  # so spelt where it is estimated
    }
