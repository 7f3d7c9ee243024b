"""Affiliate orders as the creator sees them: every shop's, cut by line and grouped by order."""

from itertools import groupby
from typing import Any

from sandbox import paging
from sandbox.commission import commission
from sandbox.creator_calls import CreatorCall
from sandbox.fields import Shape, Whole
from sandbox.store import by_creator, sales
from sandbox.store.sales import OrderLine
from sandbox.world import World

SEARCH_QUERY: Shape = {"page_size*": Whole(1, 100), "page_token": str}
SEARCH_BODY: Shape = {"create_time_ge": int, "create_time_lt": int}


def search(world: World, call: CreatorCall) -> dict[str, Any]:
    """Return a page of order lines, the newest first; without bounds all of them."""
    size, since = call.query["page_size"], call.body.get("create_time_ge", 0)
    until = min(call.body.get("create_time_lt", call.now + 1), call.now + 1)
    before = paging.place(call.query.get("page_token"), 3)
    lines = by_creator.lines(world.db, call.creator, since=since, until=until, before=before, count=size + 1)
    page, last = lines[:size], lines[size - 1] if len(lines) > size else None
    formats = sales.formats(world.db, {line.content for line in page})
    return {
        "orders": [_order(call, list(group), formats) for _, group in groupby(page, lambda line: line.order_id)],
        "next_page_token": paging.token(last.created_at, last.order_id, last.place) if last else "",
        "total_count": by_creator.lines_count(world.db, call.creator, since, until),
    }


def _order(call: CreatorCall, lines: list[OrderLine], formats: dict[int, str]) -> dict[str, Any]:
    first = lines[0]
    found: dict[str, Any] = {
        "id": str(first.order_id),
        "create_time": first.created_at,
        "status": _status(lines, call.now),
        "skus": [_sku(call, line, formats[line.content]) for line in lines],
    }
    return found | ({"delivery_time": first.delivered_at} if first.delivered_at <= call.now else {})


def _status(lines: list[OrderLine], now: int) -> str:
    known = [line.known_at(now) for line in lines]
    if all(line.refunded_amount == line.price * line.quantity for line in known):
        return "REFUNDED"
    return "SETTLED" if all(line.settles_at <= now for line in lines) else "To-SETTLE"


def _sku(call: CreatorCall, line: OrderLine, content_type: str) -> dict[str, Any]:
    shop, money = call.shops[line.shop], call.market.money
    product, known = shop.product(line.product), line.known_at(call.now)
    sums = commission(known, shop.rules.refund_basis)
    found: dict[str, Any] = {
        "id": str(product.sku_id) if product else "",
        "campaign_id": "",
        "open_collaboration_id": "",
        "target_collaboration_id": str(line.collaboration),
        "product_name": product.title if product else "",
        "product_id": str(line.product),
        "price": money(line.price),
        "shop_name": shop.name,
        "content_type": content_type,
        "content_id": str(line.content),
        "quantity": line.quantity,
        "commission_rate": line.rate,
        "standard_commission_rate": line.rate,
        "commission_model": "Fixed commission",
        "commission_tier_setting": "-",
        "estimated_commission_base": money(sums.estimated_base),
        "estimated_standard_commission": money(sums.estimated),
        "estimated_commission": money(sums.estimated),
        "refunded_quantity": known.refunded_units,
        "returned_quantity": known.refunded_units,
        "tag": "",
        "is_carousel": False,
    }
    if line.settles_at <= call.now:
        found["actual_commission_base"] = money(sums.actual_base)
        found["actual_standard_commission"] = money(sums.actual)
        found["actual_commission"] = money(sums.actual)
    return found
