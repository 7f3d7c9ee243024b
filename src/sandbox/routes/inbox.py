"""The inbox: how many conversations are in each group, and moving them between groups."""

from typing import Any

from sandbox.calls import Call
from sandbox.fields import OneOf, Shape
from sandbox.routes.conversations import own_conversation
from sandbox.store import marks
from sandbox.world import World

STATUS_BODY: Shape = {"action*": OneOf(("STARRED", "UNSTARRED", "ARCHIVED"))}


def group_counts(world: World, call: Call) -> dict[str, Any]:
    found = marks.counts(world.db, call.shop.id)
    return {"data": {"group_counts": [{"group_type": name, "count": count} for name, count in found.items()]}}


def update_status(world: World, call: Call) -> dict[str, Any]:
    """Star a conversation, take its star away, or archive it until somebody writes again."""
    conversation, action = own_conversation(world, call), call.body["action"]
    if action == "ARCHIVED":
        marks.archive(world.db, conversation.id, call.now)
    else:
        marks.star(world.db, conversation.id, starred=action == "STARRED")
    return {}
