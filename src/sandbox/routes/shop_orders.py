"""The shop's orders as the order pages know them: bought through creators, and samples."""

from collections.abc import Mapping
from typing import Any

from sandbox import paging, purchases
from sandbox.calls import Call, whole
from sandbox.errors import INVALID, RefusedError
from sandbox.fields import Many, OneOf, Shape, Whole
from sandbox.identifiers import decimal_id
from sandbox.purchases import Piece, Purchase
from sandbox.store import sales, samples, settlements
from sandbox.world import World

_STATUSES = (
    "AWAITING_COLLECTION",
    "AWAITING_SHIPMENT",
    "CANCELLED",
    "COMPLETED",
    "DELIVERED",
    "IN_TRANSIT",
    "ON_HOLD",
    "PARTIALLY_SHIPPING",
    "UNPAID",
)
_DETAILS_MOST = 50
_HIDDEN = "***"

SEARCH_QUERY: Shape = {
    "page_size*": Whole(1, 100),
    "page_token": str,
    "sort_order": OneOf(("ASC", "DESC")),
    "sort_field": OneOf(("create_time", "update_time")),
}
SEARCH_BODY: Shape = {
    "order_status": OneOf(_STATUSES),
    "create_time_ge": int,
    "create_time_lt": int,
    "update_time_ge": int,
    "update_time_lt": int,
    "shipping_type": str,
    "buyer_user_id": str,
    "is_buyer_request_cancel": bool,
    "warehouse_ids": [str],
}
DETAIL_QUERY: Shape = {"ids*": Many()}


def search(world: World, call: Call) -> dict[str, Any]:
    """Return orders, the newest first unless asked otherwise."""
    body, size = call.body, call.query["page_size"]
    since, until = body.get("create_time_ge", 0), min(body.get("create_time_lt", call.now + 1), call.now + 1)
    found = [item for item in _all(world, call, since, until) if _fits(world, call, item)]
    by_update = call.query.get("sort_field") == "update_time"
    found.sort(
        key=lambda item: (item.state(call.now)[1] if by_update else item.created_at, item.id),
        reverse=call.query.get("sort_order") != "ASC",
    )
    (start,) = paging.place(call.query.get("page_token"), 1) or (0,)
    more = start + size < len(found)
    return {
        "next_page_token": paging.token(start + size) if more else "",
        "total_count": len(found),
        "orders": [_order(world, call, item) for item in found[start : start + size]],
    }


def detail(world: World, call: Call) -> dict[str, Any]:
    """Return up to fifty orders by identifier; unknown ones are left out."""
    wanted = call.query["ids"]
    if not 0 < len(wanted) <= _DETAILS_MOST:
        raise RefusedError(INVALID, f"Ids must hold 1 to {_DETAILS_MOST} orders.")
    sample_orders = {item.id: item for item in _samples(world, call)}
    found = []
    for text in wanted:
        number = whole(text) or 0
        lines = settlements.of_order(world.db, call.shop.id, number)
        known = purchases.bought(lines)[0] if lines else sample_orders.get(number)
        if known is not None:
            found.append(_order(world, call, known))
    return {"orders": found}


def _all(world: World, call: Call, since: int, until: int) -> list[Purchase]:
    lines = sales.lines_between(world.db, call.shop.id, since, until)
    bought = purchases.bought(sorted(lines, key=lambda line: line.order_id))
    return bought + [item for item in _samples(world, call) if since <= item.created_at < until]


def _samples(world: World, call: Call) -> list[Purchase]:
    days = call.shop.rules.settlement_days
    rows = samples.of_shop(world.db, call.shop.id)
    return [purchases.of_sample(row, days) for row in rows if row.order_id is not None]


def _fits(world: World, call: Call, item: Purchase) -> bool:
    body, (status, since) = call.body, item.state(call.now)
    return (
        body.get("order_status") in (None, status)
        and body.get("update_time_ge", 0) <= since < body.get("update_time_lt", 2**62)
        and body.get("shipping_type") in (None, "", "SELLER")
        and body.get("buyer_user_id") in (None, "", _buyer(world, call, item))
        and not body.get("is_buyer_request_cancel")
        and (not body.get("warehouse_ids") or str(call.shop.id) in body["warehouse_ids"])
    )


def _buyer(world: World, call: Call, item: Purchase) -> str:
    return str(decimal_id(world.chance, "buyer", call.shop.key, item.id))


def _order(world: World, call: Call, item: Purchase) -> dict[str, Any]:
    status, since = item.state(call.now)
    is_shipped = item.shipped_at is not None and item.shipped_at <= call.now
    is_delivered = item.delivered_at is not None and item.delivered_at <= call.now
    package = str(decimal_id(world.chance, "package", call.shop.key, item.id))
    return {
        "id": str(item.id),
        "status": status,
        "create_time": item.created_at,
        "paid_time": item.created_at,
        "update_time": since,
        **({"rts_time": item.shipped_at, "tracking_number": f"SBX{package[-12:]}"} if is_shipped else {}),
        **({"delivery_time": item.delivered_at} if is_delivered else {}),
        "user_id": _buyer(world, call, item),
        "is_sample_order": item.is_sample,
        **dict.fromkeys(("is_cod", "is_on_hold_order", "is_buyer_request_cancel"), False),
        "fulfillment_type": "FULFILLMENT_BY_SELLER",
        "delivery_type": "HOME_DELIVERY",
        "shipping_type": "SELLER",
        "warehouse_id": str(call.shop.id),
        "packages": [{"id": package}],
        "recipient_address": {
            "name": _HIDDEN,
            "phone_number": _HIDDEN,
            "full_address": _HIDDEN,
            "region_code": call.shop.market.region,
        },
        "payment": _payment(call, item),
        "line_items": [
            _line_item(world, call, item, piece, turn, package)
            for piece in item.pieces
            for turn in range(piece.quantity)
        ],
    }


def _payment(call: Call, item: Purchase) -> dict[str, str]:
    market = call.shop.market
    total, nothing = sum(piece.price * piece.quantity for piece in item.pieces), market.decimal_text(0)
    free = ("shipping_fee", "seller_discount", "platform_discount", "original_shipping_fee", "tax")
    paid = ("sub_total", "total_amount", "original_total_product_price")
    return {
        "currency": market.currency,
        **dict.fromkeys(free, nothing),
        **dict.fromkeys(paid, market.decimal_text(total)),
    }


def _line_item(world: World, call: Call, item: Purchase, piece: Piece, turn: int, package: str) -> Mapping[str, Any]:
    """Return one piece; returns name it by the same identifier."""
    product, market = call.shop.product(piece.product), call.shop.market
    price = market.decimal_text(piece.price)
    status, _ = item.state(call.now)
    return {
        "id": str(decimal_id(world.chance, "order item", call.shop.key, item.id, piece.place, turn)),
        "product_id": str(piece.product),
        "product_name": product.title if product else "",
        "sku_id": str(product.sku_id) if product else "",
        "sku_name": "Default",
        "seller_sku": product.seller_sku if product else "",
        "sku_image": f"https://sandbox.invalid/product/{piece.product}.jpg",
        "sku_type": "NORMAL",
        "currency": market.currency,
        "sale_price": price,
        "original_price": price,
        "platform_discount": market.decimal_text(0),
        "seller_discount": market.decimal_text(0),
        "display_status": status,
        "package_id": package,
        "is_gift": False,
    }
