"""Target collaborations: create, remove, check for conflicts."""

import json
from collections.abc import Mapping, Sequence
from hashlib import blake2b
from typing import Any

from sandbox import allowance, change
from sandbox.behaviour.contact import seller_invited
from sandbox.calls import Call, whole, whole_id
from sandbox.errors import (
    COLLABORATION_OVER,
    CREATOR_MISMATCH,
    FOLLOWER_CEILING,
    FOREIGN_COLLABORATION,
    FOREIGN_PRODUCT,
    INVALID_PARAMETERS,
    INVITATION_QUOTA,
    PAIR_EXISTS,
    RATE_OUT_OF_RANGE,
    UNAVAILABLE,
    RefusedError,
)
from sandbox.fields import OneOf, Shape
from sandbox.identifiers import creator_of, decimal_id, open_id
from sandbox.sensitive import demand_plain_words
from sandbox.shops import Shop
from sandbox.store import collaborations, terms
from sandbox.store.collaborations import Collaboration, Invitation, OfferedProduct
from sandbox.world import World

_DAY = 86_400

CONTACT: Shape = {"email": str, "phone_number": str, "whatsapp": str, "telegram": str, "line": str}
SAMPLE_RULE: Shape = {"has_free_sample*": bool, "is_sample_approval_exempt*": bool}
CREATE_BODY: Shape = {
    "name*": str,
    "end_time*": str,
    "products*": [{"id*": str, "target_commission_rate*": int, "shop_ads_commission_rate": int}],
    "creator_user_open_ids*": [str],
    "seller_contact_info*": CONTACT,
    "free_sample_rule*": SAMPLE_RULE,
    "message": str,
    "preferred_content_type": OneOf(("LIVE", "VIDEO", "")),
}
CHECK_BODY: Shape = {"creator_open_id_list*": [str], "product_id_list*": [str]}


def create(world: World, call: Call) -> dict[str, Any]:
    """Create a collaboration and invite its creators, or refuse it as a whole."""
    body, shop = call.body, call.shop
    demand_definition(shop, body, end_time(body), call.now)
    _demand_room(world, call)
    creators = known_creators(world, shop, body["creator_user_open_ids"])
    products = [_offered(shop, row, call.now) for row in _once(body["products"])]
    _demand_no_conflict(world, call, creators, [row.product for row in products])
    allowance.demand_reach(world, shop, call.now, creators, FOLLOWER_CEILING)
    allowance.spend(world, shop, call.now, "invitation", creators, INVITATION_QUOTA)
    collaboration = _new(world, call, creators, products)
    collaborations.add(world.db, collaboration)
    invite(world, call, collaboration, creators, products)
    return {
        "target_collaboration": {"id": str(collaboration.id)},
        "target_collaboration_conflicts": [],
        "invalid_open_id_list": [],
        "invalid_product_id_list": [],
        "create_time": call.now,
    }


def remove(world: World, call: Call) -> dict[str, Any]:
    """End a collaboration: at once, or at 00:00 of the next day where products are in showcases."""
    found = own(world, call)
    carried = terms.carriers(world.db, found.id)
    at = change.next_midnight(call.now, call.shop.zone) if carried else call.now
    collaborations.cancel(world.db, found.id, at=at, now=call.now)
    return {}


def check_conflicts(world: World, call: Call) -> dict[str, Any]:
    """Return the pairs that an open collaboration already holds."""
    creators = [creator_of(world.chance, text) for text in call.body["creator_open_id_list"]]
    products = [whole_id(text, "ProductId") for text in call.body["product_id_list"]]
    known = [creator for creator in creators if creator is not None]
    found = collaborations.conflicts(world.db, call.shop.id, known, products, call.now)
    items = [
        {
            "creator_open_id": open_id(world.chance, creator),
            "product_id": str(product),
            "existing_collaboration_id": str(collaboration),
        }
        for creator, product, collaboration in found
    ]
    return {"has_conflict": bool(items), "conflict_items": items}


def own(world: World, call: Call) -> Collaboration:
    """Return the shop's collaboration named in the path."""
    identifier = whole_id(call.path["target_collaboration_id"], "TargetCollaborationId")
    found = collaborations.find(world.db, call.shop.id, identifier)
    if found is None:
        raise RefusedError(FOREIGN_COLLABORATION)
    return found


def own_running(world: World, call: Call) -> Collaboration:
    found = own(world, call)
    if found.over_from <= call.now:
        raise RefusedError(COLLABORATION_OVER)
    return found


def end_time(body: Mapping[str, Any]) -> int:
    """Return the end as Unix seconds; on the wire it is text."""
    seconds = whole(body["end_time"])
    if seconds is None:
        raise RefusedError(INVALID_PARAMETERS, "EndTime must be Unix seconds in a string.")
    return seconds


def demand_definition(shop: Shop, body: Mapping[str, Any], ends_at: int, now: int) -> None:
    """Refuse a definition beyond the pack's limits."""
    limits = shop.rules.collaboration
    sizes = {
        "products": (len(body["products"]), limits.products_max),
        "creators": (len(body["creator_user_open_ids"]), limits.creators_max),
    }
    for what, (count, most) in sizes.items():
        if not 0 < count <= most:
            raise RefusedError(INVALID_PARAMETERS, f"A collaboration has 1 to {most} {what}.")
    if not 0 < len(body["name"]) <= limits.name_chars_max:
        raise RefusedError(INVALID_PARAMETERS, f"Name has 1 to {limits.name_chars_max} characters.")
    if len(body.get("message") or "") > limits.message_chars_max:
        raise RefusedError(INVALID_PARAMETERS, f"Message has {limits.message_chars_max} characters at most.")
    demand_plain_words((body["name"], body.get("message") or ""), shop.rules.forbidden_words)
    if ends_at <= now:
        raise RefusedError(INVALID_PARAMETERS, "EndTime lies in the past.")


def demand_rate(shop: Shop, rate: int | None) -> None:
    least, most = shop.rules.rate_min, shop.rules.rate_max
    if rate is not None and not least <= rate <= most:
        raise RefusedError(RATE_OUT_OF_RANGE, f"It is {least} to {most} hundredths of a percent.")


def known_creators(world: World, shop: Shop, open_ids: Sequence[str]) -> list[int]:
    """Return creators once each. Refuses those who do not exist, and those of another region."""
    numbers = {text: creator_of(world.chance, text) for text in open_ids}
    unknown = [text for text, number in numbers.items() if number is None or number >= len(world.population)]
    if unknown:
        raise RefusedError(UNAVAILABLE, data={"invalid_open_id_list": unknown, "invalid_product_id_list": []})
    known = [number for number in numbers.values() if number is not None]
    foreign = [number for number in known if world.population.market(number) is not shop.market]
    if foreign:
        listed = [open_id(world.chance, number) for number in foreign]
        raise RefusedError(CREATOR_MISMATCH, data={"invalid_open_id_list": listed, "invalid_product_id_list": []})
    return known


def conflict_items(world: World, pairs: Sequence[tuple[int, int, int]]) -> list[dict[str, str]]:
    return [
        {"creator_user_open_id": open_id(world.chance, creator), "product_id": str(product)}
        for creator, product, _ in pairs
    ]


def invite(
    world: World,
    call: Call,
    collaboration: Collaboration,
    creators: Sequence[int],
    products: Sequence[OfferedProduct] = (),
) -> None:
    """Write invitations (and new products) down, then let each creator read theirs."""
    identifier, shop = collaboration.id, call.shop
    placed = [OfferedProduct(identifier, row.product, row.rate, row.ads_rate, row.rate_from, None) for row in products]
    collaborations.put_products(world.db, placed)
    collaborations.put_invitations(
        world.db, [Invitation(identifier, creator, shop.id, call.now) for creator in creators]
    )
    for creator in creators:
        seller_invited(world, shop, creator, call.now, collaboration.message)


def _offered(shop: Shop, row: Mapping[str, Any], now: int) -> OfferedProduct:
    product = whole_id(row["id"], "ProductId")
    if shop.product(product) is None:
        raise RefusedError(FOREIGN_PRODUCT, data={"invalid_open_id_list": [], "invalid_product_id_list": [row["id"]]})
    demand_rate(shop, row["target_commission_rate"])
    demand_rate(shop, row.get("shop_ads_commission_rate"))
    return OfferedProduct(0, product, row["target_commission_rate"], row.get("shop_ads_commission_rate"), now, None)


def _once(rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return list({row["id"]: row for row in rows}.values())


def _demand_room(world: World, call: Call) -> None:
    limits, shop = call.shop.rules.collaboration, call.shop.id
    if collaborations.created_since(world.db, shop, call.now - _DAY) >= limits.per_day_max:
        raise RefusedError(INVALID_PARAMETERS, f"{limits.per_day_max} new collaborations in 24 hours at most.")
    if collaborations.open_count(world.db, shop, call.now) >= limits.open_max:
        raise RefusedError(INVALID_PARAMETERS, f"{limits.open_max} open collaborations at most.")


def _demand_no_conflict(world: World, call: Call, creators: Sequence[int], products: Sequence[int]) -> None:
    pairs = collaborations.conflicts(world.db, call.shop.id, creators, products, call.now)
    if pairs:
        raise RefusedError(
            PAIR_EXISTS,
            data={
                "target_collaboration_conflicts": conflict_items(world, pairs),
                "invalid_open_id_list": [],
                "invalid_product_id_list": [],
            },
        )


def _new(world: World, call: Call, creators: Sequence[int], products: Sequence[OfferedProduct]) -> Collaboration:
    body, rule = call.body, call.body["free_sample_rule"]
    return Collaboration(
        id=_identifier(world, call, creators, products),
        shop=call.shop.id,
        name=body["name"],
        message=body.get("message") or "",
        created_at=call.now,
        updated_at=call.now,
        ends_at=end_time(body),
        cancelled_from=None,
        has_sample=int(rule["has_free_sample"]),
        sample_exempt=int(rule["has_free_sample"] and rule["is_sample_approval_exempt"]),
        contact=json.dumps(body["seller_contact_info"], ensure_ascii=False),
        content_type=body.get("preferred_content_type") or "",
    )


def _identifier(world: World, call: Call, creators: Sequence[int], products: Sequence[OfferedProduct]) -> int:
    """Return an identifier that follows from what is created, so that no other call can shift it."""
    who = repr((sorted(creators), sorted(row.product for row in products))).encode()
    digest, turn = int.from_bytes(blake2b(who, digest_size=8).digest()), 0
    while True:
        identifier = decimal_id(world.chance, "collaboration", call.shop.key, call.now, digest, turn)
        if not collaborations.exists(world.db, identifier):
            return identifier
        turn += 1
