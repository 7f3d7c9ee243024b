"""Returns and refunds: one finished request for each refunded order line."""

from typing import Any

from sandbox import paging
from sandbox.calls import Call, whole
from sandbox.errors import INVALID, RefusedError
from sandbox.fields import OneOf, Shape
from sandbox.identifiers import decimal_id
from sandbox.refunds import COMPLETE, return_id, return_type
from sandbox.shops import Product
from sandbox.store import sales
from sandbox.store.sales import OrderLine
from sandbox.world import World

_LEAST, _MOST = 10, 50

SEARCH_QUERY: Shape = {
    "sort_field": OneOf(("create_time", "update_time")),
    "sort_order": OneOf(("ASC", "DESC")),
    "page_size": str,
    "page_token": str,
}
SEARCH_BODY: Shape = {
    "return_ids": [str],
    "order_ids": [str],
    "buyer_user_ids": [str],
    "return_types": [OneOf(("EXCHANGE", "REFUND", "REPLACEMENT", "RETURN_AND_REFUND"))],
    "return_status": [str],
    "create_time_ge": int,
    "create_time_lt": int,
    "update_time_ge": int,
    "update_time_lt": int,
}


def search(world: World, call: Call) -> dict[str, Any]:
    """Return refunds that happened, the newest first unless asked otherwise."""
    size = page_size(call.query.get("page_size"))
    after = paging.place(call.query.get("page_token"), 3)
    since = max(call.body.get("create_time_ge", 0), call.body.get("update_time_ge", 0))
    until = min(call.body.get(name, call.now + 1) for name in ("create_time_lt", "update_time_lt"))
    lines = sales.refunds(world.db, call.shop.id, since, min(until, call.now + 1))
    found = [line for line in lines if _fits(world, call, line)]
    if call.query.get("sort_order") == "ASC":
        found.reverse()
    start = next((turn for turn, line in enumerate(found, 1) if _place(line) == after), 0)
    page = found[start : start + size]
    return {
        "total_count": len(found),
        "next_page_token": paging.token(*_place(page[-1])) if start + size < len(found) else "",
        "return_orders": [_return(world, call, line) for line in page],
    }


def _place(line: OrderLine) -> tuple[int, int, int]:
    return (line.refunded_at or 0, line.order_id, line.place)


def page_size(text: str | None) -> int:
    """Return the size of a page, which comes as text. Refuses what is not 10 to 50."""
    if text is None:
        return _LEAST
    size = whole(text)
    if size is None or not _LEAST <= size <= _MOST:
        raise RefusedError(INVALID, f"PageSize must be a whole number from {_LEAST} to {_MOST}.")
    return size


def _fits(world: World, call: Call, line: OrderLine) -> bool:
    body = call.body
    return (
        (not body.get("return_ids") or str(return_id(world.chance, call.shop, line)) in body["return_ids"])
        and (not body.get("order_ids") or str(line.order_id) in body["order_ids"])
        and (not body.get("return_types") or return_type(line) in body["return_types"])
        and (not body.get("return_status") or COMPLETE in body["return_status"])
        and not body.get("buyer_user_ids")
    )


def _return(world: World, call: Call, line: OrderLine) -> dict[str, Any]:
    identifier = return_id(world.chance, call.shop, line)
    product = call.shop.product(line.product)
    units = max(1, line.refunded_units)
    each = line.refunded_amount // units
    found: dict[str, Any] = {
        "order_id": str(line.order_id),
        "return_id": str(identifier),
        "return_type": return_type(line),
        "return_status": COMPLETE,
        "role": "BUYER",
        "return_reason": "ecom_order_delivered_refund_and_return_reason_other",
        "return_reason_text": "Other",
        "create_time": line.refunded_at,
        "update_time": line.refunded_at,
        "can_buyer_keep_item": not line.refunded_units,
        "is_combined_return": False,
        "refund_amount": _amount(call, line.refunded_amount),
        "return_line_items": [_item(world, call, line, product, turn, each) for turn in range(units)],
    }
    if not line.refunded_units:
        found["partial_refund"] = call.shop.market.money(line.refunded_amount)
    return found


def _item(world: World, call: Call, line: OrderLine, product: Product | None, turn: int, amount: int) -> dict[str, Any]:
    """Return one returned piece; the platform lists each piece of a line by itself."""
    key = (call.shop.key, line.order_id, line.place, turn)
    return {
        "return_line_item_id": str(decimal_id(world.chance, "return item", *key)),
        "order_line_item_id": str(decimal_id(world.chance, "order item", *key)),
        "sku_id": str(product.sku_id) if product else "",
        "sku_name": "Default",
        "product_name": product.title if product else "",
        "seller_sku": product.seller_sku if product else "",
        "refund_amount": _amount(call, amount),
    }


def _amount(call: Call, minor: int) -> dict[str, str]:
    market = call.shop.market
    text, nothing = market.decimal_text(minor), market.decimal_text(0)
    return {
        "currency": market.currency,
        "refund_total": text,
        "refund_subtotal": text,
        "refund_shipping_fee": nothing,
        "refund_tax": nothing,
    }
