"""Open collaborations: opened and changed product by product, ended, and creators taken out of them."""

from typing import Any

from sandbox import change
from sandbox.behaviour.acceptance import ask_confirmation
from sandbox.calls import Call, whole_id
from sandbox.errors import (
    ALREADY_OPEN,
    CREATOR_MISMATCH,
    FOREIGN_COLLABORATION,
    FOREIGN_PRODUCT,
    INVALID_PARAMETERS,
    RefusedError,
)
from sandbox.fields import Shape
from sandbox.identifiers import creator_of, decimal_id
from sandbox.routes.collaborations import demand_rate
from sandbox.shops import Product
from sandbox.store import events, open_collaborations, samples, terms
from sandbox.store.events import Event, Kind
from sandbox.store.open_collaborations import OpenCollaboration
from sandbox.world import World

CREATE_BODY: Shape = {"product_id*": str, "commission_rate*": int}
LEAVE_BODY: Shape = {"creator_user_open_id*": str, "product_id*": str}


def create(world: World, call: Call) -> dict[str, Any]:
    """Open a product to all creators; one that is open gets the new rate and keeps its identifier."""
    item, rate = own_product(call, call.body["product_id"]), call.body["commission_rate"]
    demand_rate(call.shop, rate)
    found = open_collaborations.running(world.db, call.shop.id, item.id, call.now)
    if found is None:
        found = _new(world, call, item, rate)
    elif found.ends_at is not None:
        raise RefusedError(ALREADY_OPEN, "It ends at 00:00; after that the product can be opened again.")
    elif found.rate != rate:
        open_collaborations.change_rate(world.db, found.id, rate, call.now)
        _change_terms(world, call, found, rate)
    if "require_seller_approve_creator" in call.body:  # an older version asks; here nobody waits for approval
        world.db.keep_setting(f"approves {found.id}", call.body["require_seller_approve_creator"])
    return {"open_collaboration": {"id": str(found.id), "product_id": str(item.id), "effective_time": call.now}}


def _new(world: World, call: Call, item: Product, rate: int) -> OpenCollaboration:
    shop, now = call.shop, call.now
    turn = open_collaborations.openings(world.db, shop.id, item.id) + 1
    identifier = decimal_id(world.chance, "open collaboration", shop.key, item.place, turn)
    found = OpenCollaboration(identifier, shop.id, item.id, turn, now, rate, rate_from=now, ends_at=None)
    open_collaborations.add(world.db, found)
    events.schedule(world.db, Event(now, shop.id, 0, Kind.OPEN_WEEK, 0, identifier))
    return found


def _change_terms(world: World, call: Call, found: OpenCollaboration, rate: int) -> None:
    """Give those who promote already the new rate as the pack says: each compared with the rate they have."""
    rules = call.shop.rules
    for row in open_collaborations.promoters(world.db, found.id, call.now):
        key = (found.id, row.creator, row.product)
        current = terms.rate_in_force(world.db, *key, call.now) or rate
        effect = rules.open_cut_effect if rate < current else rules.raise_effect
        starts_at = change.starts_at(effect, call.now, call.shop.zone, rules.open_cut_days)
        if rate == current:
            starts_at = call.now
        terms.change(world.db, key, rate=rate, starts_at=starts_at, asked_at=call.now)
        if starts_at is None:
            ask_confirmation(world, call.shop, found.id, row.creator, call.now)


def remove(world: World, call: Call) -> dict[str, Any]:
    """End a product's open collaboration at the next 00:00 of the shop's time."""
    item = own_product(call, call.path["product_id"])
    found = open_collaborations.running(world.db, call.shop.id, item.id, call.now)
    if found is None or found.ends_at is not None:
        raise RefusedError(INVALID_PARAMETERS, "Only an open collaboration that is NORMAL can be removed.")
    at = change.next_midnight(call.now, call.shop.zone)
    open_collaborations.end(world.db, found.id, at)
    samples.withdraw_pending(world.db, found.id, call.now)
    return {"terminated_effective_time": at}


def remove_creator(world: World, call: Call) -> dict[str, Any]:
    """Let a creator's promotion end at the next 00:00; they may take the product up again later."""
    identifier = whole_id(call.path["open_collaboration_id"], "OpenCollaborationId")
    found = open_collaborations.find(world.db, call.shop.id, identifier)
    if found is None or str(found.product) != call.body["product_id"]:
        raise RefusedError(FOREIGN_COLLABORATION)
    creator = creator_of(world.chance, call.body["creator_user_open_id"])
    at = change.next_midnight(call.now, call.shop.zone)
    if creator is None or not open_collaborations.leave(world.db, found.id, creator, at):
        raise RefusedError(CREATOR_MISMATCH, "The creator does not promote this product openly.")
    return {}


def own_product(call: Call, text: str) -> Product:
    """Return the shop's product with this identifier."""
    item = call.shop.product(whole_id(text, "ProductId"))
    if item is None:
        raise RefusedError(FOREIGN_PRODUCT)
    return item
