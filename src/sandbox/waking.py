"""Telling others that the clock was moved, without waiting for what they do with it."""

import json
import urllib.request
from collections.abc import Iterable, Mapping
from threading import Thread

TIMEOUT_SECONDS = 2.0


def wake(urls: Iterable[str], reading: Mapping[str, object]) -> None:
    """POST a clock reading to each address in the background; who does not listen is passed over."""
    body = json.dumps(reading).encode()
    Thread(target=_post_all, args=(tuple(urls), body), name="sandbox-wake", daemon=True).start()


def _post_all(urls: Iterable[str], body: bytes) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # listeners are near: no proxy
    for url in urls:
        request = urllib.request.Request(url, body, {"content-type": "application/json"})  # noqa: S310 - see is_address
        try:
            opener.open(request, timeout=TIMEOUT_SECONDS).close()
        except OSError:
            continue


def is_address(url: str) -> bool:
    return url.startswith(("http://", "https://"))
