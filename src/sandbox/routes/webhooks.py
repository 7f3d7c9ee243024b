"""Webhooks of one shop: which address hears of which event."""

from typing import Any

from sandbox.calls import Call
from sandbox.errors import INVALID, RefusedError
from sandbox.fields import OneOf, Shape
from sandbox.hooks.announcing import register
from sandbox.hooks.kinds import NAMED, NAMES
from sandbox.store import webhooks
from sandbox.waking import is_address
from sandbox.world import World

_LONGEST = 255

PUT_BODY: Shape = {"address*": str, "event_type*": OneOf(tuple(NAMES))}
DELETE_BODY: Shape = {"event_type*": OneOf(tuple(NAMES))}


def list_webhooks(world: World, call: Call) -> dict[str, Any]:
    """Return the shop's own registrations."""
    found = webhooks.of_shop(world.db, call.shop.id)
    return {
        "webhooks": [
            {
                "event_type": NAMED[hook.type],
                "address": hook.address,
                "create_time": hook.created_at,
                "update_time": hook.updated_at,
            }
            for hook in found
        ],
        "total_count": len(found),
    }


def put_webhook(world: World, call: Call) -> dict[str, Any]:
    """Register an address for one event, or change it."""
    address = call.body["address"]
    if not is_address(address) or len(address) > _LONGEST:
        raise RefusedError(INVALID, f"Address must be an http or https address of {_LONGEST} letters at most.")
    register(world, call.shop.id, NAMES[call.body["event_type"]], address, call.now)
    return {}


def delete_webhook(world: World, call: Call) -> dict[str, Any]:
    """Take one registration away; what still waits for it is given up."""
    webhooks.remove(world.db, call.shop.id, NAMES[call.body["event_type"]])
    return {}
