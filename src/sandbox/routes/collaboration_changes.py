"""Update of a target collaboration: the new definition replaces the old; what cannot be done is told."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sandbox import allowance, change
from sandbox.behaviour.acceptance import ask_confirmation
from sandbox.calls import Call, whole_id
from sandbox.errors import FOLLOWER_CEILING, INVITATION_QUOTA
from sandbox.fields import Shape
from sandbox.identifiers import creator_of, open_id
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
from sandbox.store import collaborations, terms
from sandbox.store.collaborations import Collaboration, OfferedProduct
from sandbox.world import World

UPDATE_BODY: Shape = {
    "name*": str,
    "end_time*": str,
    "products*": [{"id*": str, "commission_rate*": int, "target_ad_commission_rate": int}],
    "creator_user_open_ids*": [str],
    "seller_contact_info*": {**{name: kind for name, kind in CONTACT.items() if name != "email"}, "email*": str},
    "free_sample_rule*": SAMPLE_RULE,
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What an update changes, and what of it cannot be done."""

    leaving_creators: set[int]
    leaving_products: set[int]
    joining_creators: list[int]
    joining_products: list[OfferedProduct]
    changed_products: list[tuple[OfferedProduct, OfferedProduct]]  # before and after
    conflicts: list[tuple[int, int, int]]
    refused_creators: list[str]  # open ids
    refused_products: list[OfferedProduct]
    unknown_creators: list[str]
    unknown_products: list[str]


def update(world: World, call: Call) -> dict[str, Any]:
    """Replace a running collaboration's definition; additions that cannot be made are left out and named."""
    current, body = own_running(world, call), call.body
    ends_at = end_time(body)
    demand_definition(call.shop, body, max(ends_at, call.now + 1), call.now)
    for row in body["products"]:
        demand_rate(call.shop, row["commission_rate"])
        demand_rate(call.shop, row.get("target_ad_commission_rate"))
    plan = _plan(world, call, current)
    _change_facts(world, call, current, ends_at)
    _carry_out(world, call, current, plan)
    late = {"end_time": ends_at} if ends_at <= call.now else {}
    return {
        "target_collaboration_conflicts": conflict_items(world, plan.conflicts),
        "update_failed": late | _failures(plan),
    }


def _plan(world: World, call: Call, current: Collaboration) -> Plan:
    """Hold the wanted definition against the present one."""
    numbers = {text: creator_of(world.chance, text) for text in call.body["creator_user_open_ids"]}
    creators = [number for number in numbers.values() if number is not None and _reachable(world, call, number)]
    offered = [_offered(current, row, call.now) for row in call.body["products"]]
    wanted = {row.product: row for row in offered if call.shop.product(row.product)}
    before = {row.product: row for row in collaborations.products(world.db, current.id) if row.ends_at is None}
    invited = {row.creator for row in collaborations.invitations(world.db, current.id) if row.ends_at is None}
    joining = [creator for creator in creators if creator not in invited]
    staying = [creator for creator in creators if creator in invited]
    new_products = [product for product in wanted if product not in before]
    conflicts = _conflicts(world, call, current, joining, list(wanted))
    conflicts += _conflicts(world, call, current, staying, new_products)
    refused_creators = {creator for creator, _, _ in conflicts} - invited
    refused_products = {product for creator, product, _ in conflicts if creator in invited}
    return Plan(
        leaving_creators=invited - set(creators),
        leaving_products=before.keys() - wanted.keys(),
        joining_creators=[creator for creator in joining if creator not in refused_creators],
        joining_products=[wanted[product] for product in new_products if product not in refused_products],
        changed_products=[(before[product], wanted[product]) for product in wanted if product in before],
        conflicts=conflicts,
        refused_creators=[open_id(world.chance, creator) for creator in joining if creator in refused_creators],
        refused_products=[wanted[product] for product in new_products if product in refused_products],
        unknown_creators=[text for text, number in numbers.items() if number not in creators],
        unknown_products=[str(row.product) for row in offered if row.product not in wanted],
    )


def _reachable(world: World, call: Call, creator: int) -> bool:
    return creator < len(world.population) and world.population.market(creator) is call.shop.market


def _conflicts(
    world: World, call: Call, current: Collaboration, creators: Sequence[int], products: Sequence[int]
) -> list[tuple[int, int, int]]:
    found = collaborations.conflicts(world.db, call.shop.id, creators, products, call.now)
    return [pair for pair in found if pair[2] != current.id]


def _offered(current: Collaboration, row: Mapping[str, Any], now: int) -> OfferedProduct:
    product, ads_rate = whole_id(row["id"], "ProductId"), row.get("target_ad_commission_rate")
    return OfferedProduct(current.id, product, row["commission_rate"], ads_rate, now, None)


def _failures(plan: Plan) -> dict[str, Any]:
    """Return what could not be done; products are documented as one object, so the first one is named."""
    found: dict[str, Any] = {
        "invalid_product_id_list": plan.unknown_products,
        "invalid_open_id_list": plan.unknown_creators,
        "add_creator_open_ids": plan.unknown_creators + plan.refused_creators,
    }
    if plan.refused_products:
        first = plan.refused_products[0]
        found["add_products"] = {"id": str(first.product), "commission_rate": first.rate}
    return {name: value for name, value in found.items() if value}


def _change_facts(world: World, call: Call, current: Collaboration, ends_at: int) -> None:
    rule = call.body["free_sample_rule"]
    changed = replace(
        current,
        name=call.body["name"],
        updated_at=call.now,
        ends_at=ends_at if ends_at > call.now else current.ends_at,
        has_sample=int(rule["has_free_sample"]),
        sample_exempt=int(rule["has_free_sample"] and rule["is_sample_approval_exempt"]),
        contact=json.dumps(call.body["seller_contact_info"], ensure_ascii=False),
    )
    collaborations.change(world.db, changed)


def _carry_out(world: World, call: Call, current: Collaboration, plan: Plan) -> None:
    """Make the changes; refuses all of them where the quota or the follower ceiling stands against new creators."""
    _let_go(world, call, current, plan)
    _change_rates(world, call, current, plan)
    allowance.demand_reach(world, call.shop, call.now, plan.joining_creators, FOLLOWER_CEILING)
    allowance.spend(world, call.shop, call.now, "invitation", plan.joining_creators, INVITATION_QUOTA)
    invite(world, call, current, plan.joining_creators, plan.joining_products)


def _let_go(world: World, call: Call, current: Collaboration, plan: Plan) -> None:
    """Take creators and products out: at 00:00 of the next day where they are in a showcase, else now."""
    carriers = terms.carriers(world.db, current.id)
    midnight = change.next_midnight(call.now, call.shop.zone)
    carrying, carried = {creator for creator, _ in carriers}, {product for _, product in carriers}
    for creator in plan.leaving_creators:
        collaborations.end_invitation(world.db, current.id, creator, midnight if creator in carrying else call.now)
    for product in plan.leaving_products:
        collaborations.end_product(world.db, current.id, product, midnight if product in carried else call.now)


def _change_rates(world: World, call: Call, current: Collaboration, plan: Plan) -> None:
    """Offer new rates from now on; creators who carry the product get them as the pack says."""
    carriers, asked = terms.carriers(world.db, current.id), set()
    for before, after in plan.changed_products:
        if after.rate == before.rate:
            collaborations.put_products(world.db, [replace(after, rate_from=before.rate_from)])
            continue
        effect = call.shop.rules.raise_effect if after.rate > before.rate else call.shop.rules.cut_effect
        starts_at = change.starts_at(effect, call.now, call.shop.zone)
        collaborations.put_products(world.db, [replace(after, rate_from=starts_at or call.now)])
        for creator in [creator for creator, product in carriers if product == after.product]:
            key = (current.id, creator, after.product)
            terms.change(world.db, key, rate=after.rate, starts_at=starts_at, asked_at=call.now)
            asked |= {creator} if starts_at is None else set()
    for creator in asked:
        ask_confirmation(world, call.shop, current.id, creator, call.now)
