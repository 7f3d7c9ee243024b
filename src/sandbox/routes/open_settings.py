"""Settings around open collaborations: the shop's own plan, and the rules for samples."""

import json
from collections.abc import Mapping
from typing import Any

from sandbox.behaviour.promoting import left
from sandbox.calls import Call
from sandbox.errors import INVALID, INVALID_PARAMETERS, RefusedError
from sandbox.fields import Many, OneOf, Shape
from sandbox.routes.collaborations import demand_rate
from sandbox.routes.open_collaborations import own_product
from sandbox.store import open_collaborations, sample_rules
from sandbox.store.sample_rules import SampleRule
from sandbox.world import World

_RANKS = ("ALL", "LOW", "MEDIUM", "HIGH", "")
_QUOTA = 10  # where a rule does not say

EDIT_BODY: Shape = {"auto_add_product": {"enable*": bool, "commission_rate*": int}}
RULES_QUERY: Shape = {"product_ids*": Many()}
RULE_BODY: Shape = {
    "product_id*": str,
    "sample_rule": {
        "activate_status*": OneOf(("ACTIVATE", "DEACTIVATE")),
        "sample_quota": int,
        "is_sample_time_unlimited": bool,
        "start_time": int,
        "end_time": int,
        "thresholds": {
            "minimum_follower_count": int,
            "minimum_gmv": int,
            "avg_ec_video_views": int,
            "category_ids": [str],
            "predicted_fulfillment_rank": OneOf(_RANKS),
        },
    },
}


def settings(world: World, call: Call) -> dict[str, Any]:
    enabled, rate = open_collaborations.shop_plan(world.db, call.shop.id)
    return {"open_collaboration_settings": {"auto_add_product": {"enable": enabled, "commission_rate": rate}}}


def edit(world: World, call: Call) -> dict[str, Any]:
    """Switch the shop's own plan on or off: it pays for orders that no collaboration pays for."""
    wanted = call.body.get("auto_add_product")
    if wanted:
        if wanted["enable"]:
            demand_rate(call.shop, wanted["commission_rate"])
        open_collaborations.keep_shop_plan(world.db, call.shop.id, wanted["commission_rate"], enabled=wanted["enable"])
    return {}


def rules(world: World, call: Call) -> dict[str, Any]:
    """Return the sample rules of some products; those without one are left out."""
    products = [own_product(call, text).id for text in call.query["product_ids"]]
    if not products:
        raise RefusedError(INVALID, "ProductIds is required and was not provided.")
    found = sample_rules.of_products(world.db, call.shop.id, products)
    return {"sample_rules": [_rule(world, call, row) for row in found]}


def _rule(world: World, call: Call, row: SampleRule) -> dict[str, Any]:
    until = {} if row.ends_at is None else {"end_time": row.ends_at}
    return {
        "product_id": str(row.product),
        "sample_quota": row.quota,
        "is_sample_time_unlimited": bool(row.unlimited),
        "status": _status(world, call, row),
        "available_quantity": left(world, call.shop, row),
        "start_time": row.starts_at,
        **until,
        "thresholds": row.wanted,
    }


def _status(world: World, call: Call, row: SampleRule) -> str:
    """Return how a rule stands; without an open collaboration it has nothing to apply to."""
    if not row.active or (row.ends_at is not None and row.ends_at <= call.now):
        return "EXPIRED"
    if row.starts_at > call.now:
        return "NOT_STARTED"
    if open_collaborations.running(world.db, call.shop.id, row.product, call.now) is None:
        return "PLAN_EXCEPTION"
    return "ONGOING" if left(world, call.shop, row) else "NO_LEFT_COUNT"


def edit_rule(world: World, call: Call) -> dict[str, Any]:
    """Put a product's rule in the place of the one before."""
    item, wanted = own_product(call, call.body["product_id"]), call.body.get("sample_rule")
    if not wanted:
        raise RefusedError(INVALID, "SampleRule is required and was not provided.")
    starts_at, ends_at = _span(call, wanted)
    quota = wanted.get("sample_quota", _QUOTA)
    if quota < 0:
        raise RefusedError(INVALID_PARAMETERS, "SampleQuota is 0 or more.")
    rule = SampleRule(
        shop=call.shop.id,
        product=item.id,
        active=int(wanted["activate_status"] == "ACTIVATE"),
        quota=quota,
        unlimited=int(ends_at is None),
        starts_at=starts_at,
        ends_at=ends_at,
        thresholds=json.dumps(wanted.get("thresholds") or {}),
        edited_at=call.now,
    )
    sample_rules.keep(world.db, rule)
    return {}


def _span(call: Call, wanted: Mapping[str, Any]) -> tuple[int, int | None]:
    if wanted.get("is_sample_time_unlimited") or wanted["activate_status"] == "DEACTIVATE":
        return wanted.get("start_time", call.now), None
    if ("start_time" in wanted) != ("end_time" in wanted):
        raise RefusedError(INVALID_PARAMETERS, "StartTime and EndTime belong together.")
    if "start_time" not in wanted:
        return call.now, None
    if wanted["end_time"] <= wanted["start_time"]:
        raise RefusedError(INVALID_PARAMETERS, "EndTime lies before StartTime.")
    return wanted["start_time"], wanted["end_time"]
