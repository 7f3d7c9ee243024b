"""Around one target collaboration: its link, conflicts that are resolved, and what a creator does under it."""

from collections.abc import Mapping
from typing import Any

from sandbox import change
from sandbox.calls import Call, whole, whole_id
from sandbox.errors import FOREIGN_COLLABORATION, INVALID_PARAMETERS, RefusedError
from sandbox.fields import OneOf, Shape
from sandbox.identifiers import creator_of, opaque
from sandbox.routes.collaborations import own_running
from sandbox.shops import Product
from sandbox.store import collaborations, open_collaborations, sales, terms
from sandbox.store.collaborations import Collaboration, OfferedProduct
from sandbox.world import World

_ACTIVE, _MILLISECONDS = "1", 1_000

RESOLVE_BODY: Shape = {"conflict_items*": [{"existing_collaboration_id*": str, "creator_open_id*": str}]}
PROMOTION_BODY: Shape = {
    "creator_user_open_id*": str,
    "invitation_group_id*": str,
    "query": str,
    "query_type": OneOf(("PRODUCT_ID", "PRODUCT_NAME", "")),
    "invitation_id": str,
    "product_filter": {"added_types": [OneOf(("ALL", "ADDED", "NOT_ADDED"))]},
}


def link(world: World, call: Call) -> dict[str, Any]:
    """Return the link under which invited creators find a running collaboration."""
    found = own_running(world, call)
    mark = opaque(world.chance, "invitation link", 12, call.shop.key, found.id)
    return {"link": f"https://sandbox.invalid/invitation/{found.id}?from={mark}"}


def resolve(world: World, call: Call) -> dict[str, Any]:
    """Take creators out of the older collaborations: at 00:00 where they carry something, else now."""
    done: list[dict[str, str]] = []
    failed: list[dict[str, str]] = []
    for item in call.body["conflict_items"]:
        named = {name: item[name] for name in ("creator_open_id", "existing_collaboration_id")}
        (done if _let_go(world, call, item) else failed).append(named)
    return {"success_items": done, "failed_items": failed}


def _let_go(world: World, call: Call, item: Mapping[str, str]) -> bool:
    number, creator = whole(item["existing_collaboration_id"]), creator_of(world.chance, item["creator_open_id"])
    found = collaborations.find(world.db, call.shop.id, number or 0)
    if found is None or creator is None or found.over_from <= call.now:
        return False
    invited = {row.creator: row for row in collaborations.invitations(world.db, found.id)}.get(creator)
    if invited is None:
        return False
    if invited.ends_at is None:
        carries = any(who == creator for who, _ in terms.carriers(world.db, found.id))
        ends_at = change.next_midnight(call.now, call.shop.zone) if carries else call.now
        collaborations.end_invitation(world.db, found.id, creator, ends_at)
    return True


def promotion_details(world: World, call: Call) -> dict[str, Any]:
    """Return what one invited creator did with each product of a collaboration."""
    found, creator = _invited(world, call)
    carried = {product for who, product in terms.carriers(world.db, found.id) if who == creator}
    places = {item.id: item for item in call.shop.products}
    rows = [row for row in collaborations.products(world.db, found.id) if row.ends_at is None or row.ends_at > call.now]
    return {
        "data": {
            "product_details": [
                _details(world, call, creator, row, places[row.product], added=row.product in carried)
                for row in sorted(rows, key=lambda row: places[row.product].place)
                if _wanted(call.body, places[row.product], added=row.product in carried)
            ]
        }
    }


def _invited(world: World, call: Call) -> tuple[Collaboration, int]:
    identifier = whole_id(call.body["invitation_group_id"], "InvitationGroupId")
    found = collaborations.find(world.db, call.shop.id, identifier)
    if found is None:
        raise RefusedError(FOREIGN_COLLABORATION)
    creator = creator_of(world.chance, call.body["creator_user_open_id"])
    if creator not in {row.creator for row in collaborations.invitations(world.db, found.id)}:
        raise RefusedError(INVALID_PARAMETERS, "CreatorUserOpenId is not invited.")
    return found, creator or 0


def _wanted(body: Mapping[str, Any], item: Product, *, added: bool) -> bool:
    types = (body.get("product_filter") or {}).get("added_types") or ["ALL"]
    if not {"ALL", "ADDED" if added else "NOT_ADDED"} & set(types):
        return False
    text, kind = body.get("query") or "", body.get("query_type") or ""
    if not text or not kind:
        return True
    return text == str(item.id) if kind == "PRODUCT_ID" else text in item.title


def _details(
    world: World, call: Call, creator: int, row: OfferedProduct, item: Product, *, added: bool
) -> dict[str, Any]:
    price = call.shop.market.money(item.price)
    running = open_collaborations.running(world.db, call.shop.id, item.id, call.now)
    formats = sales.formats_of(world.db, row.collaboration, creator, item.id, call.now)
    in_force = terms.rate_in_force(world.db, row.collaboration, creator, item.id, call.now)
    old = {} if in_force in (None, row.rate) else {"old_target_commission": in_force}
    ads = {} if row.ads_rate is None else {"target_ads_commission": row.ads_rate}
    opened = {} if running is None else {"open_commission": running.rate}
    return {
        "product_base_info": {
            "product_id": str(item.id),
            "title": item.title,
            "image": {"url": f"https://sandbox.invalid/product/{item.id}.jpg"},
            "price": {"min_price": price, "max_price": price},
            "promotion_price": {"min_price": price, "max_price": price},
            "target_commission": row.rate,
            **opened,
            **ads,
            **old,
            "commission_effective_time": row.rate_from * _MILLISECONDS,
            "ads_commission_effective_time": row.rate_from * _MILLISECONDS,
            "product_status": _ACTIVE,
        },
        "product_add_status": added,
        "video_count": formats.count("VIDEO"),
        "live_count": formats.count("LIVE"),
        "is_commission_effective": True,
    }
