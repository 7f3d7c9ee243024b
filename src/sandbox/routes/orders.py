"""Affiliate orders: cut into pages by line, grouped by order, with the amounts that are known by now."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sandbox import paging
from sandbox.calls import Call, whole
from sandbox.commission import commission
from sandbox.errors import INVALID_PARAMETERS, RefusedError
from sandbox.fields import Shape, Whole
from sandbox.shops import Shop
from sandbox.store import open_collaborations, sales
from sandbox.store.sales import OrderLine
from sandbox.world import World

_THREE_MONTHS = 93 * 86_400

SEARCH_QUERY: Shape = {"page_size*": Whole(1, 100), "page_token": str}
SEARCH_BODY: Shape = {"create_time_lt": int, "create_time_ge": int, "program_id": str}


def search(world: World, call: Call) -> dict[str, Any]:
    """Return a page of order lines, the newest first; an order may appear on two pages."""
    size, (since, until) = call.query["page_size"], _period(call)
    lines = sales.lines_page(
        world.db,
        call.shop.id,
        since=since,
        until=until,
        before=paging.place(call.query.get("page_token"), 3),
        count=size + 1,
        collaboration=_program(call),
    )
    page, last = lines[:size], lines[size - 1] if len(lines) > size else None
    known = _Known(sales.formats(world.db, {line.content for line in page}), _opened(world, call))
    return {
        "orders": [_order(world, call, list(group), known) for _, group in groupby(page, lambda line: line.order_id)],
        "next_page_token": paging.token(last.created_at, last.order_id, last.place) if last else "",
        "total_count": sales.lines_count(world.db, call.shop.id, since, until, collaboration=_program(call)),
    }


@dataclass(frozen=True, slots=True)
class _Known:
    """What a page needs to name its contents and collaborations."""

    formats: Mapping[int, str]
    opened: Collection[int]


def _opened(world: World, call: Call) -> set[int]:
    return open_collaborations.identifiers(world.db, call.shop.id)


def _program(call: Call) -> int | None:
    text = call.body.get("program_id")
    if not text:
        return None
    return whole(text) or 0


def _period(call: Call) -> tuple[int, int]:
    since, until = call.body.get("create_time_ge"), call.body.get("create_time_lt")
    if since is not None and until is not None and until - since > _THREE_MONTHS:
        raise RefusedError(INVALID_PARAMETERS, "The time between both bounds is three months at most.")
    until = min(until if until is not None else call.now + 1, call.now + 1)
    if since is None:
        since = 0 if call.body.get("create_time_lt") is not None else call.now - _THREE_MONTHS
    return since, until


def _order(world: World, call: Call, lines: list[OrderLine], known: _Known) -> dict[str, Any]:
    first = lines[0]
    found: dict[str, Any] = {
        "id": str(first.order_id),
        "create_time": first.created_at,
        "skus": [_sku(world, call, line, known) for line in lines],
    }
    return found | ({"delivery_time": first.delivered_at} if first.delivered_at <= call.now else {})


def _sku(world: World, call: Call, line: OrderLine, page: _Known) -> dict[str, Any]:
    shop, market = call.shop, call.shop.market
    known = line.known_at(call.now)
    sums = commission(known, shop.rules.refund_basis)
    product = shop.product(line.product)
    whole_back = known.refunded_amount == line.price * line.quantity
    found: dict[str, Any] = {
        "sku_id": str(product.sku_id) if product else "",
        "product_id": str(line.product),
        "settlement_status": _settlement_status(line, call.now, whole_back=whole_back),
        **_collaboration(line, page.opened),
        "campaign_id": "",
        "creator_username": world.population.handle(line.creator),
        "price": market.money(line.price),
        "quantity": line.quantity,
        "content_type": page.formats[line.content],
        "content_id": str(line.content),
        "commission_model": "Fixed commission",
        "commission_tier_setting": "-",
        "commission_rate": str(line.rate),
        "estimated_commission_base": _shown(shop, sums.estimated_base),
        "estimated_paid_commission": market.money(sums.estimated),
        "fully_return": "Yes" if whole_back else "No",
        "is_carousel": False,
    }
    if found["settlement_status"] == "SETTLED":
        found["actual_commission_base"] = _shown(shop, sums.actual_base)
        found["actual_paid_commission"] = market.money(sums.actual)
    return found


def _collaboration(line: OrderLine, opened: Collection[int]) -> dict[str, str]:
    """Name the collaboration that pays; under the shop's own plan there is none."""
    is_open, text = line.collaboration in opened, str(line.collaboration or "")
    return {
        "open_collaboration_id": text if is_open else "",
        "target_collaboration_id": "" if is_open else text,
    }


def _settlement_status(line: OrderLine, now: int, *, whole_back: bool) -> str:
    if whole_back:
        return "INELIGIBLE"
    return "SETTLED" if line.settles_at <= now else "To-SETTLE"


def _shown(shop: Shop, minor: int) -> dict[str, str]:
    """Return an amount the way the two base fields show it: as the market writes it."""
    return {"amount": shop.market.display_text(minor), "currency": shop.market.currency}
