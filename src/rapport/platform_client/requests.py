"""One call turned into the request that carries it: pure, and signed where the platform wants it."""

import json
from collections.abc import Callable, Mapping, Sized
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from urllib.parse import quote

import httpx

from rapport.platform_client.credentials import AppCredentials, TokenSource
from rapport.platform_client.endpoints import ENDPOINTS, Endpoint
from rapport.platform_client.errors import Occasion, UnfitRequest
from rapport.platform_client.signing import sign
from rapport.platform_client.uploads import Upload

QueryValue = str | int | bool | tuple[str, ...] | None

_JSON = "application/json"
_MULTIPART = "multipart/form-data"
_TOKEN = "x-tts-access-token"  # noqa: S105 - a header's name
_HEADERS = {"accept": _JSON, "accept-encoding": "gzip", "user-agent": "rapport"}


@dataclass(frozen=True, slots=True)
class Call:
    """What one operation is asked, before it is signed; `body` is already the bytes that are sent, or `file` is."""

    endpoint: Endpoint
    path: str
    query: Mapping[str, str]
    body: bytes | None
    file: Upload | None = None


def prepared_call(
    operation: str,
    *,
    ids: Mapping[str, str] | None = None,
    query: Mapping[str, QueryValue] | None = None,
    body: Mapping[str, object] | None = None,
    file: Upload | None = None,
) -> Call:
    """Fill the operation's path with `ids`, drop what is None from the query, serialise the body once."""
    endpoint = ENDPOINTS[operation]
    for name, value in (ids or {}).items():
        if quote(value, safe="=") != value or value.strip(".") == "":
            raise UnfitRequest("must be an id of the platform", Occasion(operation), name)
    return Call(
        endpoint=endpoint,
        path=endpoint.path.format_map(ids or {}),
        query={name: _query_text(value) for name, value in (query or {}).items() if value is not None},
        body=None if body is None else json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(),
        file=file,
    )


def given(**fields: object) -> dict[str, object]:
    """Return the fields that say something: neither None nor an empty text, list or object."""
    return {
        name: value
        for name, value in fields.items()
        if value is not None and not (isinstance(value, Sized) and not value)
    }


def seconds(moment: datetime | None) -> int | None:
    """Return a time as the platform takes it, in whole seconds since 1970."""
    return None if moment is None else int(moment.timestamp())


class RequestMaker(Protocol):
    """
    Turns calls into requests.

    `secrets` are the texts of a request that must never be shown. `renew` tells whether the call is worth
    making anew, its token having been called too old.
    """

    def request(self, call: Call) -> httpx.Request: ...

    def secrets(self, call: Call, request: httpx.Request) -> tuple[str, ...]: ...

    def renew(self, request: httpx.Request) -> bool: ...


@dataclass(frozen=True, slots=True)
class SignedRequests:
    """Requests to the business host; `cipher` is left out of calls that belong to no shop."""

    base_url: str
    app: AppCredentials
    tokens: TokenSource = field(repr=False)
    cipher: str = field(repr=False)
    clock: Callable[[], datetime]

    def request(self, call: Call) -> httpx.Request:
        content_type = {} if call.body is None else {"content-type": _JSON}
        return httpx.Request(
            call.endpoint.method,
            self.base_url.rstrip("/") + call.path,
            params=self._signed_query(call),
            headers=_HEADERS | content_type | {_TOKEN: self.tokens.current()},
            content=call.body,
            files=None if call.file is None else _part(call.file),
        )

    def secrets(self, call: Call, request: httpx.Request) -> tuple[str, ...]:  # noqa: ARG002 - the same for every call
        return (self.app.secret, request.headers[_TOKEN], self.cipher)

    def renew(self, request: httpx.Request) -> bool:
        refused = request.headers[_TOKEN]
        return self.tokens.renewed(refused) not in (None, refused)

    def _signed_query(self, call: Call) -> dict[str, str]:
        timestamp = str(seconds(self.clock()))
        query = {**call.query, "app_key": self.app.key, "timestamp": timestamp}
        if call.endpoint.shop_scoped:
            query["shop_cipher"] = self.cipher
        content_type = _JSON if call.file is None else _MULTIPART
        return query | {"sign": sign(self.app.secret, call.path, query, call.body or b"", content_type)}


@dataclass(frozen=True, slots=True)
class TokenRequests:
    """Requests to the token host: not signed, the app's secret and all else in the query."""

    base_url: str
    app: AppCredentials

    def request(self, call: Call) -> httpx.Request:
        return httpx.Request(
            call.endpoint.method,
            self.base_url.rstrip("/") + call.path,
            params={"app_key": self.app.key, "app_secret": self.app.secret, **call.query},
            headers=_HEADERS,
        )

    def secrets(self, call: Call, request: httpx.Request) -> tuple[str, ...]:  # noqa: ARG002 - all is in the call
        return (self.app.secret, *call.query.values())

    def renew(self, request: httpx.Request) -> bool:  # noqa: ARG002 - it carries no token that could be renewed
        return False


def _query_text(value: str | int | bool | tuple[str, ...]) -> str:  # noqa: FBT001 - a wire value
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(value) if isinstance(value, tuple) else str(value)


def _part(file: Upload) -> dict[str, tuple[str, bytes, str]]:
    return {"data": (file.name, file.content, file.content_type)}
