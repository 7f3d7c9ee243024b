"""A platform that says what a test tells it to, and remembers what it was asked."""

import json
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx

from rapport.platform_client import AppCredentials, ShopAccess, sign

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
APP = AppCredentials("6lavenderkey", "lavender-app-secret")
ACCESS = ShopAccess("ROW_lavender-cipher", "ROW_lavender-token")
URL = "https://platform.test"

_SIGNATURE = {"app_key", "timestamp", "sign", "shop_cipher"}


def clock() -> datetime:
    return NOW


@dataclass
class Stage:
    """The last thing it was told to say is said again and again."""

    requests: list[httpx.Request] = field(default_factory=list)
    pauses: list[float] = field(default_factory=list)
    script: deque[httpx.Response | httpx.TransportError] = field(default_factory=deque)

    def says(
        self,
        data: object = None,
        *,
        code: int = 0,
        message: str = "Success",
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        envelope = {"code": code, "message": message, "request_id": "2026030209300001", "data": data}
        self.script.append(httpx.Response(status, json=envelope, headers=headers))

    def says_raw(self, content: bytes, status: int = 200) -> None:
        self.script.append(httpx.Response(status, content=content))

    def breaks(self, error: type[httpx.TransportError]) -> None:
        self.script.append(error("it broke"))

    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self._handle)

    def _handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        said = self.script.popleft() if len(self.script) > 1 else self.script[0]
        if isinstance(said, httpx.TransportError):
            raise said
        return httpx.Response(said.status_code, content=said.content, headers=said.headers)

    @property
    def asked(self) -> list[str]:
        """Method and path of each request."""
        return [f"{request.method} {request.url.path}" for request in self.requests]

    @property
    def query(self) -> dict[str, str]:
        """What the last request asked for in its query, beside what every signed request carries."""
        params = self.requests[-1].url.params
        return {name: value for name, value in params.items() if name not in _SIGNATURE}

    @property
    def body(self) -> object:
        """The JSON of the last request."""
        return json.loads(self.requests[-1].content)


def is_signed(request: httpx.Request) -> bool:
    """Verify a request as the platform does: over the decoded query and the raw bytes."""
    params = dict(request.url.params)
    signature = params.pop("sign")
    content_type = request.headers.get("content-type", "application/json")
    return signature == sign(APP.secret, request.url.path, params, request.content, content_type)
