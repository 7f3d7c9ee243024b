"""A creator's showcase: what is in it, and putting offered products into it."""

import re
from typing import Any

from sandbox import paging
from sandbox.behaviour.playing import accept
from sandbox.calls import whole
from sandbox.creator_calls import CreatorCall
from sandbox.errors import INVALID, REFUSALS, UNAVAILABLE, RefusedError
from sandbox.fields import OneOf, Shape, Whole
from sandbox.shops import Product, Shop
from sandbox.store import by_creator, collaborations, terms
from sandbox.store.by_creator import Carried
from sandbox.world import World

_MOST = 20
_IN_LINK = re.compile(r"(?<!\d)\d{10,19}(?!\d)")
_TARGET = "2"  # the platform's number for target collaborations

ADD_BODY: Shape = {"add_type*": OneOf(("PRODUCT_ID", "PRODUCT_LINK")), "product_ids": [str], "product_link": str}
LIST_QUERY: Shape = {"page_size*": Whole(1, 20), "page_token": str, "origin*": OneOf(("LIVE", "SHOWCASE"))}


def add(world: World, call: CreatorCall) -> dict[str, Any]:
    """Put products into the showcase, each by its best offer; what is not offered is named in `errors`."""
    failed = [text for text in _wanted(call) if not _added(world, call, whole(text) or 0)]
    return {"errors": [_error(text) for text in failed]} if failed else {}


def _wanted(call: CreatorCall) -> list[str]:
    if call.body["add_type"] == "PRODUCT_ID":
        found = list(dict.fromkeys(call.body.get("product_ids") or ()))
    else:
        found = list(dict.fromkeys(_IN_LINK.findall(call.body.get("product_link") or "")))
    if not 0 < len(found) <= _MOST:
        raise RefusedError(INVALID, f"ProductIds or ProductLink must name 1 to {_MOST} products.")
    return found


def _added(world: World, call: CreatorCall, product: int) -> bool:
    """Tell whether a product is in the showcase now."""
    shop = next((shop for shop in call.shops.values() if shop.product(product)), None)
    if shop is None:
        return False
    offered = collaborations.open_offers(world.db, shop.id, call.creator, call.now)
    offers = [offer for offer in offered if offer.product == product]
    if offers:
        best = max(offers, key=lambda offer: (offer.rate, offer.collaboration))
        accept(world, shop, call.creator, call.now, collaboration=best.collaboration, products=[product])
    return bool(offers) or any(row.product == product for row in _held(world, call))


def _error(text: str) -> dict[str, Any]:
    return {"code": UNAVAILABLE, "message": REFUSALS[UNAVAILABLE][1], "detail": {"product_id": text}}


def listed(world: World, call: CreatorCall) -> dict[str, Any]:
    """Return what is in the showcase, the last added first."""
    held, size = _held(world, call), call.query["page_size"]
    after = paging.place(call.query.get("page_token"), 3)
    start = sum(_place(row) <= after for row in held) if after else 0
    page = held[start : start + size]
    more = start + size < len(held)
    return {
        "products": [_shown(world, call, row) for row in page],
        "next_page_token": paging.token(*_place(page[-1])) if more else "",
        "total_count": len(held),
    }


def _held(world: World, call: CreatorCall) -> list[Carried]:
    rows = by_creator.showcase(world.db, call.creator)
    return sorted((row for row in rows if row.ends_at > call.now and row.shop in call.shops), key=_place)


def _place(row: Carried) -> tuple[int, int, int]:
    return 2**62 - row.added_at, row.collaboration, row.product


def _shown(world: World, call: CreatorCall, row: Carried) -> dict[str, Any]:
    shop = call.shops[row.shop]
    product = shop.product(row.product)
    rate = terms.rate_in_force(world.db, row.collaboration, call.creator, row.product, call.now) or 0
    return {
        "id": str(row.product),
        "shop": {"name": shop.name},
        "title": product.title if product else "",
        "price": {"original_price": _price(shop, product)},
        "main_images": [{"width": 800, "heigth": 800, "url": f"https://sandbox.invalid/product/{row.product}.jpg"}],
        "status": {
            "inventory_status": "IN_STOCK",
            "review_status": "APPROVED",
            "is_hidden": False,
            "added_status": "ADDED",
        },
        "source": "AFFILIATE",
        "detail_link": f"https://sandbox.invalid/product/{row.product}",
        "sale_regions": [call.market.region],
        "commission": {"rate": rate},
        "collaboration": {"id": str(row.collaboration), "type": _TARGET},
    }


def _price(shop: Shop, product: Product | None) -> dict[str, str]:
    price = shop.market.decimal_text(product.price if product else 0)
    return {"minimum_amount": price, "maximum_amount": price, "currency": shop.market.currency}
