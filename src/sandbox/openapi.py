"""The sandbox describes itself: OpenAPI 3.1, made from the table of operations and the shapes of its requests."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import falcon

from sandbox.bodies import FILE_PART
from sandbox.creator_calls import CreatorOperation
from sandbox.creator_operations import CREATOR_OPERATIONS
from sandbox.errors import REFUSALS
from sandbox.fields import Kind, Many, OneOf, Shape, Whole
from sandbox.older import NEWEST, OLDER
from sandbox.operations import OPERATIONS, TOKEN_GET, TOKEN_REFRESH, Operation

PATH = "/openapi.json"
OK = 200
_LARGEST = 2**53
_PLACES = re.compile(r"\{(\w+)\}")
_TYPES: Mapping[type, Mapping[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer", "minimum": -_LARGEST, "maximum": _LARGEST},
}
_ONLY_BY_FAULT = "Only where a fault was switched on."
_TOKENS = {
    TOKEN_GET: ("get_token", "auth_code", "authorized_code"),
    TOKEN_REFRESH: ("refresh_token", "refresh_token", "refresh_token"),
}

Schema = dict[str, Any]
Row = Operation | CreatorOperation
ROWS: tuple[Row, ...] = (*OPERATIONS, *CREATOR_OPERATIONS)
_FILE: Schema = {
    "type": "object",
    "properties": {FILE_PART: {"type": "string", "contentMediaType": "application/octet-stream"}},
    "required": [FILE_PART],
}


def document(base_url: str) -> dict[str, Any]:
    """Return the description of a sandbox at an address."""
    paths: dict[str, dict[str, Any]] = {}
    for operation in ROWS:
        for version in operation.versions:
            path = operation.template.replace("{version}", version)
            paths.setdefault(path, {})[operation.method.lower()] = _described(operation, version)
    for path, (name, given, grant) in _TOKENS.items():
        paths[path] = {"get": _token_call(name, given, grant)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "TikTok Shop affiliate sandbox",
            "version": "1",
            "description": "Every answer is an envelope: look at `code` first. Calls are signed; see `sign`.",
        },
        "servers": [{"url": base_url}],
        "paths": paths,
        "components": {
            "schemas": {f"Answer{status}": _envelope(list(_codes(status))) for status in _statuses()},
            "securitySchemes": {
                "token": {"type": "apiKey", "in": "header", "name": "x-tts-access-token"},
                "sign": {"type": "apiKey", "in": "query", "name": "sign", "description": _SIGNING},
            },
        },
    }


_SIGNING = (
    "Lower-case hexadecimal HMAC-SHA256, keyed with the app secret, of: secret + path + every query parameter but sign"
    " as name and value, sorted by name, with nothing between + the raw body unless it is multipart + secret."
)


def _described(operation: Row, version: str) -> dict[str, Any]:
    newest = version == operation.versions[0]
    older = OLDER.get((operation.name, version), NEWEST)
    query = operation.query if older.query is None else older.query
    found: dict[str, Any] = {
        "operationId": operation.name if newest else f"{operation.name}_{version}",
        "summary": operation.name.replace("_", " ").capitalize(),
        "description": f"Scope: {operation.scope}",
        "tags": [operation.template.split("/")[1]],
        "security": [{"token": [], "sign": []}],
        "parameters": list(_parameters(operation, query)),
        "responses": _responses(),
    }
    body = operation.body if older.body is None else older.body
    if isinstance(operation, Operation) and operation.takes_file:
        found["requestBody"] = {"required": True, "content": {"multipart/form-data": {"schema": _FILE}}}
    elif body is not None:
        required = any(name.endswith("*") for name in body)
        found["requestBody"] = {"required": required, "content": {"application/json": {"schema": _object(body)}}}
    return found if newest else found | {"deprecated": True}


def _parameters(operation: Row, query: Shape) -> Iterator[dict[str, Any]]:
    for name in _PLACES.findall(operation.template):
        if name != "version":
            yield {"name": name, "in": "path", "required": True, "schema": {"type": "string", "minLength": 1}}
    common: dict[str, Kind] = {"app_key*": str, "timestamp*": int}
    if isinstance(operation, Operation) and operation.takes_cipher:
        common["shop_cipher*"] = str
    for marked, kind in {**common, **query}.items():
        name = marked.rstrip("*")
        found = {"name": name, "in": "query", "required": marked.endswith("*"), "schema": schema_of(kind)}
        yield found | ({"style": "form", "explode": True} if isinstance(kind, Many) else {})


def _token_call(name: str, given: str, grant: str) -> dict[str, Any]:
    fields: dict[str, Schema] = {
        "app_key": {"type": "string"},
        "app_secret": {"type": "string"},
        given: {"type": "string"},
        "grant_type": {"const": grant},
    }
    return {
        "operationId": name,
        "summary": name.replace("_", " ").capitalize(),
        "description": "A call of the token host; unsigned.",
        "tags": ["authorization"],
        "security": [],
        "parameters": [
            {"name": field, "in": "query", "required": True, "schema": schema} for field, schema in fields.items()
        ],
        "responses": _responses(),
    }


def schema_of(kind: Kind) -> Schema:
    """Return what a field's kind looks like in JSON Schema."""
    if isinstance(kind, Mapping):
        return _object(kind)
    if isinstance(kind, list):
        return {"type": "array", "items": schema_of(kind[0])}
    return next(describe(kind) for kind_of, describe in _KINDS.items() if isinstance(kind, kind_of))


_KINDS: Mapping[type, Callable[[Any], Schema]] = {
    type: lambda kind: dict(_TYPES[kind]),
    Whole: lambda kind: {"type": "integer", "minimum": kind.least, "maximum": kind.most},
    OneOf: lambda kind: {"enum": list(kind.values)},
    Many: lambda kind: {"type": "array", "items": schema_of(kind.kind)},
}


def _object(shape: Shape) -> Schema:
    fields = {marked.rstrip("*"): schema_of(kind) for marked, kind in shape.items()}
    required = [marked.rstrip("*") for marked in shape if marked.endswith("*")]
    return {"type": "object", "properties": fields} | ({"required": required} if required else {})


def _responses() -> dict[str, Any]:
    found: dict[str, Any] = {}
    for status in _statuses():
        found[str(status)] = {
            "description": "; ".join(f"{code}: {words}" for code, words in _codes(status).items()),
            "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/Answer{status}"}}},
        }
    found["500"]["description"] += f" {_ONLY_BY_FAULT}"
    found["429"]["headers"] = {"Retry-After": {"schema": {"type": "string"}, "description": "Seconds."}}
    found["503"] = {
        "description": _ONLY_BY_FAULT,
        "content": {"text/plain": {"schema": {"type": "string"}}},
    }
    return found


def _statuses() -> list[int]:
    return sorted({status for status, _ in REFUSALS.values()})


def _codes(status: int) -> dict[int, str]:
    """Return the codes that come with an HTTP status; refusals of business come with 200, as success does."""
    found = {code: words for code, (its, words) in REFUSALS.items() if its == status}
    return {0: "Success.", **found} if status == OK else found


def _envelope(codes: list[int]) -> Schema:
    return {
        "type": "object",
        "required": ["code", "message", "request_id", "data"],
        "properties": {
            "code": {"enum": codes},
            "message": {"type": "string"},
            "request_id": {"type": "string"},
            "data": {"type": ["object", "null"]},
        },
    }


class DescriptionRoute:
    """The description, at the address by which it was asked for."""

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        resp.media = document(req.prefix)


def add_description(app: "falcon.App[falcon.Request, falcon.Response]") -> None:
    app.add_route(PATH, DescriptionRoute())
