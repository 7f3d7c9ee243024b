"""Taking deliveries out of the outbox: signed, posted without holding the desk, tried again with growing pauses."""

import http.client
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import replace
from threading import Thread

from sandbox.desk import Desk
from sandbox.signing import webhook_signature
from sandbox.store import webhooks
from sandbox.store.webhooks import Delivery, State

PAUSES = (120, 1_800, 10_800, 43_200)
"""Simulated seconds after each try that failed; after the last one a delivery is given up."""
PATIENCE_SECONDS = 3.0
REST_SECONDS = 0.5

Post = Callable[[str, bytes, Mapping[str, str]], int]
"""Sends a body with headers to an address and returns the status of the answer; 0 where there was none."""


class _NoDetour(urllib.request.HTTPRedirectHandler):
    """Follows no redirection: a listener is where it was registered."""

    def redirect_request(self, *_arguments: object) -> None:
        return


def post_by_http(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Send over the network, without a proxy, for listeners are near."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoDetour)
    try:
        request = urllib.request.Request(url, body, dict(headers))  # noqa: S310 - see is_address
        with opener.open(request, timeout=PATIENCE_SECONDS) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code
    except (OSError, http.client.HTTPException, ValueError):
        return 0


def deliver(desk: Desk, post: Post) -> int:
    """Post all that is due now, each once, and return how many were taken. Nothing is locked while posting."""
    with desk.pause() as now:
        waiting = webhooks.due(desk.world.db, now)
    return sum(_try(desk, post, delivery, now) for delivery in waiting)


def _try(desk: Desk, post: Post, delivery: Delivery, now: int) -> bool:
    with desk.pause():
        hook = webhooks.find(desk.world.db, delivery.shop, delivery.type)
    body = delivery.body.encode()
    headers = {
        "content-type": "application/json",
        "authorization": webhook_signature(desk.keys.key, desk.keys.webhook_secret, body),
    }
    status = 0 if hook is None else post(hook.address, body, headers)
    taken = 200 <= status < 300  # noqa: PLR2004 - as HTTP has it
    with desk.pause():
        webhooks.keep(desk.world.db, _after(delivery, now, taken=taken, listened=hook is not None))
    return taken


def _after(delivery: Delivery, now: int, *, taken: bool, listened: bool) -> Delivery:
    """Return a delivery after a try: taken, to be tried again, or given up."""
    tried = replace(delivery, attempts=delivery.attempts + listened)
    if taken:
        return replace(tried, state=State.TAKEN)
    if not listened or delivery.attempts >= len(PAUSES):
        return replace(tried, state=State.GIVEN_UP)
    return replace(tried, due_at=now + PAUSES[delivery.attempts])


class Postman:
    """Delivers in the background as time passes; requests only ring his bell."""

    def __init__(self, desk: Desk, post: Post = post_by_http) -> None:
        self._desk, self._post = desk, post

    def start(self) -> None:
        """Begin; what waits from before a restart goes out first."""
        Thread(target=self._work, name="sandbox-postman", daemon=True).start()

    def _work(self) -> None:
        while True:
            deliver(self._desk, self._post)
            rang = self._desk.bell.wait(REST_SECONDS if self._desk.is_waited_for() else None)
            self._desk.bell.clear()
            if not rang:
                self._desk.live_on()
