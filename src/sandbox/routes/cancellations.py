"""Cancelled orders: no buyer of the sandbox cancels, so there are none."""

from typing import Any

from sandbox.calls import Call
from sandbox.fields import OneOf, Shape
from sandbox.routes.returns import page_size
from sandbox.world import World

_STATUSES = tuple(f"CANCELLATION_REQUEST_{name}" for name in ("CANCEL", "COMPLETE", "PENDING", "SUCCESS"))

SEARCH_QUERY: Shape = {
    "sort_field": OneOf(("create_time", "update_time")),
    "sort_order": OneOf(("ASC", "DESC")),
    "page_size": str,
    "page_token": str,
}
SEARCH_BODY: Shape = {
    "cancel_ids": [str],
    "order_ids": [str],
    "buyer_user_ids": [str],
    "cancel_types": [OneOf(("BUYER_CANCEL", "CANCEL"))],
    "cancel_status": [OneOf(_STATUSES)],
    "create_time_ge": int,
    "create_time_lt": int,
    "update_time_ge": int,
    "update_time_lt": int,
    "locale": str,
}


def search(_world: World, call: Call) -> dict[str, Any]:
    page_size(call.query.get("page_size"))
    return {"cancellations": [], "total_count": 0, "next_page_token": ""}
