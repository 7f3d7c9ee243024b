"""Update of a target collaboration: the new definition replaces the old; what cannot be done is told."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sandbox import allowance, change
from sandbox.calls import Call, whole_id
from sandbox.errors import FOLLOWER_CEILING, INVITATION_QUOTA
from sandbox.fields import Shape
from sandbox.identifiers import creator_of
from sandbox.routes.collaborations import (
    CONTACT,
    SAMPLE_RULE,
    conflict_items,
    demand_definition,
    demand_rate,
    end_time,
    invite,
    own_running,
)
from sandbox.store import collaborations, events, relations
from sandbox.store.collaborations import Collaboration, OfferedProduct
from sandbox.store.events import Event, Kind
from sandbox.truth import HOUR
from sandbox.world import World

_CONFIRMATION_DELAY = 20 * HOUR

UPDATE_BODY: Shape = {
    "name*": str,
    "end_time*": str,
    "products*": [{"id*": str, "commission_rate*": int, "target_ad_commission_rate": int}],
    "creator_user_open_ids*": [str],
    "seller_contact_info*": {
        **{name: kind for name, kind in CONTACT.items() if name != "email"},
        "email*": str,
    },
    "free_sample_rule*": SAMPLE_RULE,
}


def update(world: World, call: Call) -> dict[str, Any]:
    """Replace a running collaboration's definition; additions that cannot be made are left out and named."""
    current, body = own_running(world, call), call.body
    ends_at = end_time(body)
    late = ends_at <= call.now
    demand_definition(call.shop, body, max(ends_at, call.now + 1), call.now)
    for row in body["products"]:
        demand_rate(call.shop, row["commission_rate"])
        demand_rate(call.shop, row.get("target_ad_commission_rate"))
    failed: dict[str, Any] = {"end_time": ends_at} if late else {}
    wanted = _wanted_products(call, failed)
    creators = _wanted_creators(world, call, failed)
    conflicts = _change_members(world, call, current, creators, wanted, failed)
    rule = body["free_sample_rule"]
    changed = replace(
        current,
        name=body["name"],
        updated_at=call.now,
        ends_at=current.ends_at if late else ends_at,
        has_sample=int(rule["has_free_sample"]),
        sample_exempt=int(rule["has_free_sample"] and rule["is_sample_approval_exempt"]),
        contact=json.dumps(body["seller_contact_info"], ensure_ascii=False),
    )
    collaborations.change(world.db, changed)
    return {"target_collaboration_conflicts": conflicts, "update_failed": failed}


def _wanted_products(call: Call, failed: dict[str, Any]) -> dict[int, Mapping[str, Any]]:
    wanted = {whole_id(row["id"], "ProductId"): row for row in call.body["products"]}
    unknown = [product for product in wanted if call.shop.product(product) is None]
    if unknown:
        failed["invalid_product_id_list"] = [str(product) for product in unknown]
    return {product: row for product, row in wanted.items() if product not in unknown}


def _wanted_creators(world: World, call: Call, failed: dict[str, Any]) -> list[int]:
    found, unknown = [], []
    for text in dict.fromkeys(call.body["creator_user_open_ids"]):
        number = creator_of(world.chance, text)
        if number is None or number >= len(world.population) or not _at_home(world, call, number):
            unknown.append(text)
        else:
            found.append(number)
    if unknown:
        failed["invalid_open_id_list"] = unknown
        failed["add_creator_open_ids"] = unknown
    return found


def _at_home(world: World, call: Call, creator: int) -> bool:
    return world.population.market(creator) is call.shop.market


def _change_members(
    world: World,
    call: Call,
    current: Collaboration,
    creators: Sequence[int],
    wanted: Mapping[int, Mapping[str, Any]],
    failed: dict[str, Any],
) -> list[dict[str, str]]:
    products = {row.product: row for row in collaborations.products(world.db, current.id) if row.ends_at is None}
    invited = {row.creator for row in collaborations.invitations(world.db, current.id) if row.ends_at is None}
    _remove(world, call, current, invited - set(creators), products.keys() - wanted.keys())
    kept = [product for product in wanted if product in products]
    _change_rates(world, call, [(products[product], wanted[product]) for product in kept])
    new_products = [product for product in wanted if product not in products]
    new_creators = [creator for creator in creators if creator not in invited]
    staying = [creator for creator in creators if creator in invited]
    clashes = _clashes(world, call, current, (staying, new_creators), (kept, new_products))
    clashing_creators = {creator for creator, _, _ in clashes}
    clashing_products = {product for creator, product, _ in clashes if creator in staying}
    _name_failures(world, failed, call, clashing_creators - set(staying), clashing_products, wanted)
    added = [creator for creator in new_creators if creator not in clashing_creators]
    offered = [_offered(current, product, wanted[product], call.now) for product in new_products]
    collaborations.put_products(world.db, [row for row in offered if row.product not in clashing_products])
    allowance.demand_reach(world, call.shop, call.now, added, FOLLOWER_CEILING)
    allowance.spend(world, call.shop, call.now, "invitation", added, INVITATION_QUOTA)
    invite(world, call, current, added)
    return conflict_items(world, clashes)


def _clashes(
    world: World,
    call: Call,
    current: Collaboration,
    creators: tuple[Sequence[int], Sequence[int]],
    products: tuple[Sequence[int], Sequence[int]],
) -> list[tuple[int, int, int]]:
    """Return pairs that others hold: new creators with all products, staying ones with new products."""
    (staying, new_creators), (kept, new_products) = creators, products
    shop, now = call.shop.id, call.now
    found = collaborations.conflicts(world.db, shop, new_creators, [*kept, *new_products], now)
    found += collaborations.conflicts(world.db, shop, staying, new_products, now)
    return [item for item in found if item[2] != current.id]


def _name_failures(
    world: World,
    failed: dict[str, Any],
    call: Call,
    creators: set[int],
    products: set[int],
    wanted: Mapping[int, Mapping[str, Any]],
) -> None:
    if creators:
        texts = call.body["creator_user_open_ids"]
        refused = [text for text in texts if creator_of(world.chance, text) in creators]
        failed["add_creator_open_ids"] = [*failed.get("add_creator_open_ids", []), *refused]
    if products:  # documented as one object, not a list
        first = min(products)
        failed["add_products"] = {"id": str(first), "commission_rate": wanted[first]["commission_rate"]}


def _remove(world: World, call: Call, current: Collaboration, creators: set[int], products: set[int]) -> None:
    """Take creators and products out: at 00:00 of the next day where they are in a showcase, else now."""
    carriers = collaborations.carriers(world.db, current.id)
    midnight = change.next_midnight(call.now, call.shop.zone)
    carrying, carried = {creator for creator, _ in carriers}, {product for _, product in carriers}
    for creator in creators:
        collaborations.end_invitation(world.db, current.id, creator, midnight if creator in carrying else call.now)
    for product in products:
        collaborations.end_product(world.db, current.id, product, midnight if product in carried else call.now)


def _offered(current: Collaboration, product: int, row: Mapping[str, Any], now: int) -> OfferedProduct:
    return OfferedProduct(current.id, product, row["commission_rate"], row.get("target_ad_commission_rate"), now, None)


def _change_rates(world: World, call: Call, pairs: Sequence[tuple[OfferedProduct, Mapping[str, Any]]]) -> None:
    """Offer new rates from now on; creators who carry the product get them as the pack says."""
    confirming: set[int] = set()
    for offered, row in pairs:
        rate = row["commission_rate"]
        if rate == offered.rate:
            continue
        effect = call.shop.rules.raise_effect if rate > offered.rate else call.shop.rules.cut_effect
        starts_at = change.starts_at(effect, call.now, call.shop.zone)
        ads_rate = row.get("target_ad_commission_rate", offered.ads_rate)
        collaborations.put_products(
            world.db, [replace(offered, rate=rate, ads_rate=ads_rate, rate_from=starts_at or call.now)]
        )
        for creator, product in collaborations.carriers(world.db, offered.collaboration):
            if product == offered.product:
                collaborations.change_terms(
                    world.db,
                    (offered.collaboration, creator, product),
                    rate=rate,
                    starts_at=starts_at,
                    asked_at=call.now,
                )
                confirming |= {creator} if starts_at is None else set()
    for creator in confirming:
        _ask_confirmation(world, call, pairs[0][0].collaboration, creator)


def _ask_confirmation(world: World, call: Call, collaboration: int, creator: int) -> None:
    relation = relations.find(world.db, call.shop.id, creator)
    if relation is None:
        return
    turn = relation.changes + 1
    relations.keep(world.db, replace(relation, changes=turn))
    delay = world.chance.gamma(_CONFIRMATION_DELAY, "confirmation", call.shop.key, creator, turn)
    event = Event(call.now + 60 + int(delay), call.shop.id, creator, Kind.CONFIRM, turn, collaboration)
    events.schedule(world.db, event)
