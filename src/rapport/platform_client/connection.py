"""What both clients own: a transport, a clock, their patience and their pace."""

from collections.abc import Callable
from datetime import datetime
from typing import Self

import httpx

from rapport.platform_client.pacing import Pace, Unpaced
from rapport.platform_client.patience import Patience
from rapport.platform_client.requests import RequestMaker
from rapport.platform_client.wire import Wire


class Connection:
    """
    Base of the clients, and a context manager.

    A transport that is handed in stays the caller's to close, so that many clients can share one.
    """

    def __init__(
        self,
        *,
        clock: Callable[[], datetime],
        transport: httpx.BaseTransport | None,
        timeout_s: float,
        patience: Patience | None,
        pace: Pace | None = None,
    ) -> None:
        self._owns_transport = transport is None
        self._transport = transport or httpx.HTTPTransport()
        self._clock = clock
        self._timeout_s = timeout_s
        self._patience = patience or Patience()
        self._pace = pace or Unpaced()

    def close(self) -> None:
        if self._owns_transport:
            self._transport.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _wire(self, requests: RequestMaker) -> Wire:
        return Wire(requests, self._transport, self._clock, self._timeout_s, self._patience, self._pace)
