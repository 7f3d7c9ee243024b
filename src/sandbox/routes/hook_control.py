"""Webhooks in the control interface: the app's own registrations, deauthorizing a shop, what became of deliveries."""

import json
from typing import Any

import falcon

from sandbox import issuing
from sandbox.desk import Desk
from sandbox.hooks.announcing import register
from sandbox.hooks.kinds import Type
from sandbox.store import webhooks
from sandbox.store.webhooks import EVERY_SHOP, Delivery
from sandbox.waking import is_address

LISTED = 500


class WebhooksRoute:
    """What is set in the platform's Partner Center: addresses for all shops, by type; samples only here."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        with self._desk.turn():
            resp.media = self._registered()

    def on_put(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Replace all of them: `{"33": address, …}`; `{}` takes all away."""
        wanted = req.get_media()
        if not isinstance(wanted, dict) or not all(map(_fits, wanted.items())):
            known = ", ".join(str(int(type_)) for type_ in Type)
            raise falcon.HTTPBadRequest(description=f"An object is wanted: type ({known}) to http address.")
        with self._desk.turn() as now:
            world = self._desk.world
            for hook in webhooks.of_shop(world.db, EVERY_SHOP):
                if str(hook.type) not in wanted:
                    webhooks.remove(world.db, EVERY_SHOP, hook.type)
            for type_, address in wanted.items():
                register(world, EVERY_SHOP, int(type_), address, now)
            resp.media = self._registered()

    def _registered(self) -> dict[str, str]:
        return {str(hook.type): hook.address for hook in webhooks.of_shop(self._desk.world.db, EVERY_SHOP)}


def _fits(item: tuple[str, Any]) -> bool:
    type_, address = item
    return type_ in {str(int(known)) for known in Type} and isinstance(address, str) and is_address(address)


class DeliveriesRoute:
    """The latest deliveries, the latest first."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        with self._desk.turn():
            resp.media = [_shown(item) for item in webhooks.listed(self._desk.world.db, LISTED)]


def _shown(delivery: Delivery) -> dict[str, Any]:
    return {
        "body": json.loads(delivery.body),
        "copy": delivery.copy,
        "due_at": delivery.due_at,
        "attempts": delivery.attempts,
        "state": delivery.state,
    }


class DeauthorizeRoute:
    """Take a shop's authorization back, as its owner would: its tokens are dead, and webhook 6 says so."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        wanted = req.get_media()
        shop = self._desk.shop(str(wanted.get("shop_id"))) if isinstance(wanted, dict) else None
        if shop is None:
            raise falcon.HTTPNotFound(description="There is no such shop.")
        with self._desk.turn() as now:
            issuing.revoke(self._desk.world, shop, now)
        resp.media = {"shop_id": str(shop.id), "deauthorized": True}


def add_hook_control(app: "falcon.App[falcon.Request, falcon.Response]", desk: Desk, prefix: str) -> None:
    """Add these to the control interface."""
    app.add_route(prefix + "webhooks", WebhooksRoute(desk))
    app.add_route(prefix + "deliveries", DeliveriesRoute(desk))
    app.add_route(prefix + "deauthorize", DeauthorizeRoute(desk))
