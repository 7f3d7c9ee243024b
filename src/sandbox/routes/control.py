"""The control interface: the clock, the sandbox's own count, faults. Plain JSON, guarded by a header."""

import hmac
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

import falcon

from sandbox import issuing, ledger
from sandbox.clock import Clock, ClockRefusalError
from sandbox.desk import Desk
from sandbox.routes.fault_control import add_fault_control
from sandbox.routes.hook_control import add_hook_control
from sandbox.shops import Shop
from sandbox.waking import is_address, wake
from sandbox.world import World

PREFIX = "/control/"


PAGES = PREFIX + "pages/"
"""Pages for the owner, and the first one at the prefix itself: they ask for the token in a form."""


class Guard:
    """Turns away whoever does not know the control token."""

    def __init__(self, token: str) -> None:
        self._token = token.encode()

    def process_request(self, req: falcon.Request, _resp: falcon.Response) -> None:
        if req.path.startswith(PREFIX) and req.path != PREFIX and not req.path.startswith(PAGES):
            given = (req.get_header("x-control-token") or "").encode()
            if not hmac.compare_digest(given, self._token):
                raise falcon.HTTPUnauthorized(description="The x-control-token header is missing or wrong.")


class ClockRoute:
    """Read and move the clock."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        with self._desk.turn():
            resp.media = self._desk.clock.reading(self._desk.real_now())

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Move on and play what becomes due; then call the wake addresses."""
        try:
            reading = self._desk.move_clock(_move(_object(req)))
        except ClockRefusalError as refused:
            raise falcon.HTTPBadRequest(description=str(refused)) from refused
        with self._desk.pause():
            urls = self._desk.world.db.setting("wake") or ()
        wake(urls, reading)
        resp.media = reading


def _move(wanted: dict[str, Any]) -> Callable[[Clock, float], Clock]:
    match wanted:
        case {"advance_seconds": int() | float() as seconds}:
            return lambda clock, real: clock.advanced(seconds, real)
        case {"speed": int() | float() as speed}:
            return lambda clock, real: clock.at_speed(speed, real)
        case {"set": str(text)}:
            moment = _moment(text)
            return lambda clock, real: clock.set_to(moment, real)
    raise ClockRefusalError("Say advance_seconds, set or speed.")


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as broken:
        raise ClockRefusalError(f"{text!r} is no ISO date and time.") from broken


class WakeRoute:
    """Who is told when the clock moves."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def on_put(self, req: falcon.Request, resp: falcon.Response) -> None:
        urls = _object(req).get("urls")
        if not isinstance(urls, list) or not all(isinstance(url, str) and is_address(url) for url in urls):
            raise falcon.HTTPBadRequest(description="urls must be a list of http addresses.")
        with self._desk.turn():
            self._desk.world.db.keep_setting("wake", urls)
        resp.media = {"urls": urls}


class ShopsRoute:
    """The demonstration shops with their keys."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        with self._desk.turn():
            resp.media = [shop_facts(self._desk.world, shop) for shop in self._desk.world.shops.values()]


def shop_facts(world: World, shop: Shop) -> dict[str, Any]:
    """Return what a client needs to connect to a shop."""
    pair = issuing.current(world, shop)
    tokens = {} if pair is None else {"access_token": pair.access, "refresh_token": pair.refresh}
    found: dict[str, Any] = {
        "id": str(shop.id),
        "name": shop.name,
        "region": shop.market.region,
        "pack": shop.rules.pack,
        "currency": shop.market.currency,
        "timezone": shop.zone.key,
        "cipher": shop.cipher,
    }
    for name, token in tokens.items():
        found |= {name: token.text, f"{name}_expire_in": token.expires_at}
    return found | {"open_id": shop.open_id}


class CountRoute:
    """One of the sandbox's own counts of a shop."""

    def __init__(self, desk: Desk, count: Callable[[Desk, falcon.Request, Shop, int], Any]) -> None:
        self._desk, self._count = desk, count

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        shop = self._desk.shop(req.get_param("shop_id"))
        if shop is None:
            raise falcon.HTTPNotFound(description="There is no such shop.")
        with self._desk.turn() as now:
            resp.media = self._count(self._desk, req, shop, now)


def count_quota(desk: Desk, _req: falcon.Request, shop: Shop, now: int) -> Any:
    return ledger.quota_windows(desk.world, shop, since=_opened(desk, shop), now=now)


def count_messages(desk: Desk, _req: falcon.Request, shop: Shop, now: int) -> Any:
    return ledger.message_counts(desk.world, shop, since=_opened(desk, shop), now=now)


def count_ledger(desk: Desk, req: falcon.Request, shop: Shop, now: int) -> Any:
    """Sum up a time; `since` and `until` are Unix seconds, everything so far without them."""
    since = req.get_param_as_int("since", min_value=0, max_value=now, default=0)
    until = req.get_param_as_int("until", min_value=0, max_value=2**53, default=now + 1)
    return asdict(ledger.ledger(desk.world, shop, since=since, until=until, now=now))


def _opened(desk: Desk, shop: Shop) -> int:
    return int(desk.world.db.setting("shops")[str(shop.id)]["opened_at"])


class RequestsRoute:
    """The last requests, the latest last."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def on_get(self, _req: falcon.Request, resp: falcon.Response) -> None:
        with self._desk.pause():
            resp.media = list(self._desk.requests)


def _object(req: falcon.Request) -> dict[str, Any]:
    media = req.get_media()
    if not isinstance(media, dict):
        raise falcon.HTTPBadRequest(description="A JSON object is wanted.")
    return media


def add_control(app: "falcon.App[falcon.Request, falcon.Response]", desk: Desk) -> None:
    """Add the control interface to an application."""
    app.add_route(PREFIX + "clock", ClockRoute(desk))
    app.add_route(PREFIX + "wake", WakeRoute(desk))
    app.add_route(PREFIX + "shops", ShopsRoute(desk))
    app.add_route(PREFIX + "quota", CountRoute(desk, count_quota))
    app.add_route(PREFIX + "messages", CountRoute(desk, count_messages))
    app.add_route(PREFIX + "ledger", CountRoute(desk, count_ledger))
    app.add_route(PREFIX + "requests", RequestsRoute(desk))
    add_fault_control(app, desk, PREFIX)
    add_hook_control(app, desk, PREFIX)
