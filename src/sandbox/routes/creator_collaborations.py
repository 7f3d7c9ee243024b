"""Who a creator is, and the target collaborations into which they were invited."""

from typing import Any

from sandbox import paging
from sandbox.calls import whole, whole_id
from sandbox.commission import share
from sandbox.creator_calls import CreatorCall
from sandbox.errors import INVALID_PARAMETERS, RefusedError
from sandbox.fields import OneOf, Shape, Whole
from sandbox.identifiers import open_id
from sandbox.shops import Shop
from sandbox.store import by_creator, collaborations, terms
from sandbox.store.collaborations import Collaboration, Invitation
from sandbox.world import World

_BY_ID, _BY_NAME = "TARGET_COLLABORATIONS_ID", "TARGET_COLLABORATIONS_NAME"
_AVATAR_PIXELS = 720

SEARCH_QUERY: Shape = {"page_size*": Whole(1, 100), "page_token": str}
SEARCH_BODY: Shape = {"shop_id*": str, "keyword_type": OneOf((_BY_ID, _BY_NAME)), "keyword": str}


def profile(world: World, call: CreatorCall) -> dict[str, Any]:
    """Return the creator whose token it is."""
    region = call.market.region
    url = f"https://sandbox.invalid/avatar/{call.creator}.jpg"
    return {
        "avatar": {"width": _AVATAR_PIXELS, "height": _AVATAR_PIXELS, "url": url},
        "username": world.population.handle(call.creator),
        "selection_region": region,
        "register_region": region,
        "permissions": ["ADD_AFFILIATE_PERMISSION", "LIVE_STREAM_PERMISSION", "SELF_SALE_PERMISSION"],
        "user_type": "TIKTOK_SHOP_CREATOR",
        "creator_user_open_id": open_id(world.chance, call.creator),
    }


def search(world: World, call: CreatorCall) -> dict[str, Any]:
    """Return the creator's collaborations with one shop, the newest first; without an id only the running ones."""
    shop = call.shops.get(whole_id(call.body["shop_id"], "ShopId"))
    if shop is None:
        raise RefusedError(INVALID_PARAMETERS, "ShopId is unknown.")
    rows = [row for row in by_creator.invitations(world.db, call.creator) if row[1].shop == shop.id]
    found = [row for row in rows if _fits(row, call)]
    size, after = call.query["page_size"], paging.place(call.query.get("page_token"), 2)
    start = sum((row.invited_at, item.id) >= after for row, item in found) if after else 0
    page = found[start : start + size]
    more = start + size < len(found)
    return {
        "total_count": len(found),
        "next_page_token": paging.token(page[-1][0].invited_at, page[-1][1].id) if more else "",
        "target_collaborations": [_shown(world, call, shop, row, item) for row, item in page],
    }


def _fits(row: tuple[Invitation, Collaboration], call: CreatorCall) -> bool:
    keyword, kind = call.body.get("keyword", ""), call.body.get("keyword_type")
    if keyword and kind == _BY_ID:
        return row[1].id == whole(keyword)
    return status(*row, call.now) == "LIVE" and (kind != _BY_NAME or keyword.casefold() in row[1].name.casefold())


def status(row: Invitation, item: Collaboration, now: int) -> str:
    """Return LIVE, EXPIRED by its end, or DELETED where the seller took back the collaboration or the creator."""
    cancelled = item.cancelled_from is not None and item.cancelled_from <= min(now, item.ends_at)
    if cancelled or (row.ends_at is not None and row.ends_at <= now):
        return "DELETED"
    return "EXPIRED" if item.ends_at <= now else "LIVE"


def _shown(world: World, call: CreatorCall, shop: Shop, row: Invitation, item: Collaboration) -> dict[str, Any]:
    offered = []
    for line in collaborations.products(world.db, item.id):
        product = shop.product(line.product)
        if product is not None and (line.ends_at is None or line.ends_at > call.now):
            held = terms.rate_in_force(world.db, item.id, call.creator, product.id, call.now)
            rate = line.rate if held is None else held
            amount = call.market.decimal_text(share(product.price, rate))
            offered.append(
                {
                    "id": str(product.id),
                    "title": product.title,
                    "main_image_url": f"https://sandbox.invalid/product/{product.id}.jpg",
                    "commission": {"rate": rate, "amount": amount, "currency": call.market.currency},
                }
            )
    return {
        "id": str(item.id),
        "name": item.name,
        "status": status(row, item, call.now),
        "products": sorted(offered, key=lambda product: str(product["id"])),
    }
