"""Sample applications as the creator sees them."""

from typing import Any

from sandbox import paging
from sandbox.behaviour.sampling import FULFILMENT
from sandbox.calls import whole
from sandbox.creator_calls import CreatorCall
from sandbox.errors import INVALID, INVALID_PARAMETERS, RefusedError
from sandbox.fields import OneOf, Shape, Whole
from sandbox.identifiers import decimal_id
from sandbox.store import by_creator, terms
from sandbox.store.samples import Sample
from sandbox.world import World

_TYPES = ("FREE_SAMPLE", "SAMPLE_COUPON", "SAMPLE_CAMPAIGN")
_FULFILMENTS = ("CANCELLED", "EXEMPTED", "FAILED", "ONGOING", "OVERDUE", "PENDING", "SUCCEED", "SUSPEND")

SEARCH_QUERY: Shape = {"page_size": Whole(1, 50), "page_token": str}
SEARCH_BODY: Shape = {"application_statuses": [str]}
DETAIL_BODY: Shape = {
    "product_id*": str,
    "application_type*": OneOf(_TYPES),
    "application_id": str,
    "main_order_id": str,
}
FULFILMENTS_QUERY: Shape = {"sort_order": OneOf(("ASC", "DESC")), "sort_field": OneOf(("create_time", "expired_time"))}
FULFILMENTS_BODY: Shape = {"fulfillment_statuses*": [OneOf(_FULFILMENTS)]}


def search(world: World, call: CreatorCall) -> dict[str, Any]:
    """Return the creator's applications, the newest first."""
    size, wanted = call.query.get("page_size", 20), call.body.get("application_statuses") or ()
    found = [item for item in by_creator.samples(world.db, call.creator) if not wanted or item.status in wanted]
    after = paging.place(call.query.get("page_token"), 2)
    start = sum((item.requested_at, item.id) >= after for item in found) if after else 0
    page = found[start : start + size]
    more = start + size < len(found)
    return {
        "next_page_token": paging.token(page[-1].requested_at, page[-1].id) if more else "",
        "sample_applications": [_application(world, call, item) for item in page],
    }


def detail(world: World, call: CreatorCall) -> dict[str, Any]:
    """Return one application, by its id or by its sample order."""
    body = call.body
    if not (body.get("application_id") or body.get("main_order_id")):
        raise RefusedError(INVALID, "ApplicationId is required and was not provided.")
    for item in by_creator.samples(world.db, call.creator):
        by_id = body.get("application_id") in (None, "", str(item.id))
        by_order = body.get("main_order_id") in (None, "", str(item.order_id))
        if by_id and by_order and item.product == whole(body["product_id"]) and body["application_type"] == _TYPES[0]:
            found = {**_application(world, call, item), "create_time": item.requested_at, "type": _TYPES[0]}
            return {"sample_application": found}
    raise RefusedError(INVALID_PARAMETERS, "There is no such application.")


def fulfilments(world: World, call: CreatorCall) -> dict[str, Any]:
    """Return what is owed, or was posted, for the samples that arrived; the next to run out first."""
    wanted = call.body["fulfillment_statuses"]
    arrived = [item for item in by_creator.samples(world.db, call.creator) if item.delivered_at is not None]
    found = [item for item in arrived if not wanted or FULFILMENT[item.status] in wanted]
    by_creation = call.query.get("sort_field") == "create_time"
    found.sort(key=lambda item: (item.delivered_at if by_creation else item.content_by) or 0)
    if call.query.get("sort_order") == "DESC":
        found.reverse()
    return {
        "fulfillments": [
            {
                "shop_id": str(item.shop),
                "application_id": str(item.id),
                "sample_application_type": _TYPES[0],
                "product_id": str(item.product),
                **_fulfilment(world, call, item),
            }
            for item in found
        ]
    }


def _application(world: World, call: CreatorCall, item: Sample) -> dict[str, Any]:
    shop = call.shops.get(item.shop)
    product = shop.product(item.product) if shop else None
    return {
        "id": str(item.id),
        "sample_product": {
            "id": str(item.product),
            "sku_id": str(product.sku_id) if product else "",
            "sku_sale_property_value_names": ["Default"],
        },
        "main_order_id": str(item.order_id or ""),
        "activity_id": "",
        "status": item.status,
        "creator_fulfillment": _fulfilment(world, call, item),
    }


def _fulfilment(world: World, call: CreatorCall, item: Sample) -> dict[str, Any]:
    held = item.product in terms.carried(world.db, item.collaboration, call.creator, call.now)
    return {
        "id": str(decimal_id(world.chance, "fulfilment", item.id)),
        "expiration_time": item.content_by or 0,
        "total_suspend_duration": 0,
        "status": FULFILMENT[item.status],
        "bound_product_status": "LIVE" if held else "NO_PLAN",
    }
