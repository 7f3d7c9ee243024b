"""Links that lead a creator into the app: to a product's promotion, and to a request for a sample."""

from typing import Any
from urllib.parse import urlencode

from sandbox.calls import Call, whole
from sandbox.errors import FOREIGN_COLLABORATION, INVALID_PARAMETERS, RefusedError
from sandbox.fields import Shape, Whole
from sandbox.identifiers import opaque
from sandbox.routes.open_collaborations import own_product
from sandbox.store import collaborations, open_collaborations
from sandbox.world import World

_DAY = 86_400
_VALID_DAYS = 7

DEEPLINK_QUERY: Shape = {
    "product_id*": str,
    "sku_id*": str,
    "campaign_id": str,
    "collaboration_id": str,
    "valid_days": Whole(1, 14),
}


def promotion_link(world: World, call: Call) -> dict[str, Any]:
    """Return the link under which creators find a product that is open to all."""
    item = own_product(call, call.path["product_id"])
    if open_collaborations.running(world.db, call.shop.id, item.id, call.now) is None:
        raise RefusedError(INVALID_PARAMETERS, "The product is in no open collaboration.")
    mark = opaque(world.chance, "promotion link", 12, call.shop.key, item.place)
    return {"product_promotion_link": f"https://sandbox.invalid/promotion/{item.id}?from={mark}"}


def sample_deeplink(world: World, call: Call) -> dict[str, Any]:
    """Return a link to the request for a sample of one stock unit, good for some days."""
    query, item = call.query, own_product(call, call.query["product_id"])
    if query["sku_id"] != str(item.sku_id):
        raise RefusedError(INVALID_PARAMETERS, "SkuId is not one of the product.")
    if text := query.get("collaboration_id"):
        _demand_own(world, call, whole(text) or 0)
    if query.get("campaign_id"):
        raise RefusedError(INVALID_PARAMETERS, "CampaignId is unknown.")
    named = {
        "product_id": item.id,
        "sku_id": item.sku_id,
        **({"collaboration_id": text} if text else {}),
        "expire_at": call.now + query.get("valid_days", _VALID_DAYS) * _DAY,
    }
    return {"deeplink": f"snssdk1180://ec/sample/request?{urlencode(named)}"}


def _demand_own(world: World, call: Call, identifier: int) -> None:
    known = collaborations.find(world.db, call.shop.id, identifier)
    if known is None and open_collaborations.find(world.db, call.shop.id, identifier) is None:
        raise RefusedError(FOREIGN_COLLABORATION)
