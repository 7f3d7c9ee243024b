"""Sample applications: search, review, and the content that came of them."""

from typing import Any

from sandbox import paging
from sandbox.behaviour.acceptance import SHIPPING_DELAY, approve_sample
from sandbox.behaviour.promoting import left
from sandbox.behaviour.sampling import FULFILMENT, reject_sample
from sandbox.behaviour.selling import views_so_far
from sandbox.calls import Call, whole_id
from sandbox.errors import INVALID, INVALID_PARAMETERS, RefusedError
from sandbox.fields import OneOf, Shape, Whole
from sandbox.identifiers import creator_of, open_id
from sandbox.store import open_collaborations, sales, sample_rules, samples
from sandbox.store.sales import Content
from sandbox.store.samples import Sample
from sandbox.world import World

_STATUSES = (
    "AWAITING_SHIPMENT",
    "COMPLETED",
    "CONTENT_PENDING",
    "DEL_OPEN_COLLAB",
    "OPS_CANCELLED",
    "OPS_COMPLETED",
    "OPS_FAILED",
    "OVERDUE_CANCELLED",
    "PENDING",
    "REJECT_CANCELLED",
    "SELLER_NOT_SHIP_CANCELLED",
    "SHIPPED",
    "UNFULFILLABLE_CANCELLED",
    "UNFULFILL_CANCELLED",
    "WITHDRAW_CANCELLED",
)
_SHIP_BY = 3 * SHIPPING_DELAY
_STOCK = 100
_LIVE_LASTS = 3_600

SEARCH_QUERY: Shape = {"page_size": Whole(1, 50), "page_token": str}
SEARCH_BODY: Shape = {
    "product_id": str,
    "title": str,
    "creator_user_oepn_id": str,  # spelt like this on the wire, as is the next
    "target_collabration_id": str,
    "username": str,
    "order_id": str,
    "status": OneOf(_STATUSES),
}
REVIEW_BODY: Shape = {
    "review_result*": OneOf(("APPROVE", "REJECT")),
    "reject_reason": OneOf(("NOT_MATCH", "OFFLINE", "OTHER", "OUT_OF_STOCK")),
}
FULFILMENTS_BODY: Shape = {"content_format": OneOf(("LIVE", "VIDEO"))}


def search(world: World, call: Call) -> dict[str, Any]:
    """Return the shop's applications, the newest first."""
    size = call.query.get("page_size", 20)
    found = [item for item in samples.of_shop(world.db, call.shop.id) if _fits(world, call, item)]
    after = paging.place(call.query.get("page_token"), 2)
    start = sum((item.requested_at, item.id) >= after for item in found) if after else 0
    page = found[start : start + size]
    more = start + size < len(found)
    return {
        "next_page_token": paging.token(page[-1].requested_at, page[-1].id) if more else "",
        "total_count": len(found),
        "sample_applications": [_application(world, call, item) for item in page],
    }


def review(world: World, call: Call) -> dict[str, Any]:
    """Decide about a pending application."""
    sample, body = _sample(world, call), call.body
    if sample.status != "PENDING":
        raise RefusedError(INVALID_PARAMETERS, "Only pending applications can be decided.")
    if body["review_result"] == "APPROVE":
        approve_sample(world, call.shop, sample, call.now)
    elif body.get("reject_reason"):
        reject_sample(world, call.shop, sample, call.now)
    else:
        raise RefusedError(INVALID, "RejectReason is required and was not provided.")
    return {}


def fulfilments(world: World, call: Call) -> dict[str, Any]:
    """Return the contents posted after a sample."""
    sample, wanted = _sample(world, call), call.body.get("content_format")
    posted = sales.contents_of_sample(world.db, sample.id)
    return {
        "fulfillments": [
            {
                "product": {
                    "id": str(item.product),
                    "main_image_url": f"https://sandbox.invalid/product/{item.product}.jpg",
                },
                "content": _content(world, call, item),
            }
            for item in posted
            if wanted in (None, item.format)
        ]
    }


def _fits(world: World, call: Call, sample: Sample) -> bool:
    body, population = call.body, world.population
    title = _title(call, sample.product).casefold()
    known = {
        "product_id": str(sample.product),
        "target_collabration_id": str(sample.collaboration),
        "username": population.handle(sample.creator),
        "order_id": str(sample.order_id or ""),
        "status": sample.status,
    }
    creator = body.get("creator_user_oepn_id")
    return (
        all(body.get(name) in (None, "", value) for name, value in known.items())
        and (body.get("title") or "").casefold() in title
        and (not creator or creator_of(world.chance, creator) == sample.creator)
    )


def _title(call: Call, product: int) -> str:
    item = call.shop.product(product)
    return item.title if item else ""


def _sample(world: World, call: Call) -> Sample:
    sample = samples.find(world.db, whole_id(call.path["application_id"], "ApplicationId"))
    if sample is None or sample.shop != call.shop.id:
        raise RefusedError(INVALID_PARAMETERS, "ApplicationId is unknown.")
    return sample


def _application(world: World, call: Call, sample: Sample) -> dict[str, Any]:
    item = call.shop.product(sample.product)
    pending = sample.status == "PENDING"
    shipped = str(sample.id)[-12:] if sample.shipped_at else ""
    return {
        "id": str(sample.id),
        "commission_rate": f"{sample.rate / 10_000:.2f}" if sample.rate % 100 == 0 else f"{sample.rate / 10_000:.4f}",
        "status": sample.status,
        "order_id": str(sample.order_id or ""),
        "available_quantity": _available(world, call, sample),
        "approve_expiration_time": sample.review_by,
        "shipment_expiration_time": (sample.reviewed_at or sample.review_by) + _SHIP_BY,
        "tracking_number": f"SBX{shipped}" if shipped else "",
        "fulfillment_status": FULFILMENT[sample.status],
        "is_approvable": pending,
        "disapprovable_reasons": [],
        "partner_name": "",
        "creator": _creator(world, sample.creator),
        "product": {
            "id": str(sample.product),
            "title": _title(call, sample.product),
            "sku_id": str(item.sku_id) if item else "",
            "sku_image_url": f"https://sandbox.invalid/product/{sample.product}.jpg",
            "sku_name": "Default",
        },
    }


def _available(world: World, call: Call, sample: Sample) -> int:
    """Return what may still be given: of a rule under an open collaboration, of the stock under a target one."""
    rule = sample_rules.find(world.db, call.shop.id, sample.product)
    is_open = open_collaborations.find(world.db, call.shop.id, sample.collaboration) is not None
    return left(world, call.shop, rule) if is_open and rule is not None else _STOCK


def _creator(world: World, creator: int) -> dict[str, Any]:
    """Return the applicant; figures that they do not share are empty strings."""
    population = world.population
    exact = bool(population["shares_exact"][creator])
    market = population.market(creator)
    gmv = market.minor(float(population["gmv_dollars"][creator]) * market.per_dollar)
    return {
        "creator_open_id": open_id(world.chance, creator),
        "username": population.handle(creator),
        "nickname": population.nickname(creator),
        "follower_count": int(population["followers"][creator]),
        "avatar_url": f"https://sandbox.invalid/avatar/{creator}.jpg",
        "gmv": market.money(gmv) if exact else {"amount": "", "currency": market.currency},
        "content_count": int(population["ec_videos"][creator] + population["lives"][creator]) if exact else "",
        "fulfillment_percentage": f"{population['post_rate'][creator] / 100:.2f}" if exact else "",
        "ec_video_view": int(population["ec_video_views"][creator]) if exact else "",
    }


def _content(world: World, call: Call, item: Content) -> dict[str, Any]:
    views = views_so_far(item, call.now)
    engaged = views * item.engagement // 10_000
    handle = world.population.handle(item.creator)
    page = f"https://sandbox.invalid/@{handle}/{item.format.lower()}/{item.id}"
    found: dict[str, Any] = {
        "id": str(item.id),
        "format": item.format,
        "url": page,
        "view_count": views,
        "like_count": engaged * 88 // 100,
        "comment_count": engaged * 7 // 100,
        "paid_order_count": sales.orders_through(world.db, item.id),
        "page_link": page,
        "description": f"{_title(call, item.product)} #{item.turn}",
        "create_time": item.posted_at,
    }
    return found | ({"live_end_time": item.posted_at + _LIVE_LASTS} if item.format == "LIVE" else {})
