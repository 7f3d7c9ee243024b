"""Mutated requests from a seed: valid calls of every operation, changed somewhere, signed anew or not."""

import hmac
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO, StringIO
from operator import itemgetter
from random import Random
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from tests.sandbox.seller import Seller

from sandbox.fields import Many, OneOf, Shape, Whole
from sandbox.operations import OPERATIONS, TOKEN_GET, TOKEN_REFRESH, Operation
from sandbox.routes.consent import CREATOR_PATH, SELLER_PATH

UNSIGNED = ("sign", "access_token", "x-tts-access-token")

Pairs = list[tuple[str, str]]


@dataclass(frozen=True)
class Attempt:
    """One request as it goes over the wire; the query is raw text, `token` None where the header is absent."""

    method: str
    path: str
    query: str
    body: bytes
    content_type: str
    token: str | None


@dataclass(frozen=True)
class Outcome:
    """What came back."""

    status: int
    body: bytes
    complaints: str

    def code_and_message(self) -> tuple[int, str]:
        found = json.loads(self.body)
        return int(found["code"]), str(found["message"])


def send(app: Any, attempt: Attempt) -> Outcome:
    """Put a request through a WSGI application. Whatever it raises, it raises here."""
    seen: list[str] = []
    complaints = StringIO()
    environ = {
        "REQUEST_METHOD": attempt.method,
        "PATH_INFO": attempt.path.encode().decode("latin-1"),
        "QUERY_STRING": attempt.query,
        "CONTENT_LENGTH": str(len(attempt.body)),
        "CONTENT_TYPE": attempt.content_type,
        "SERVER_NAME": "sandbox.invalid",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(attempt.body),
        "wsgi.errors": complaints,
    }
    if attempt.token is not None:
        environ["HTTP_X_TTS_ACCESS_TOKEN"] = attempt.token
    parts = app(environ, lambda status, _headers, _info=None: seen.append(status))
    return Outcome(int(seen[0].split()[0]), b"".join(parts), complaints.getvalue())


def is_rightly_signed(seller: Seller, attempt: Attempt) -> bool:
    """Tell whether a signature fits; a body of {} or [] may be left out of it."""
    pairs = parse_qsl(attempt.query, keep_blank_values=True)
    given = next((value for name, value in pairs if name == "sign"), None)
    bodies = {attempt.body, b""} if attempt.body in (b"{}", b"[]") else {attempt.body}
    return given in {_signature(seller, attempt, pairs, body) for body in bodies}


def _signature(seller: Seller, attempt: Attempt, pairs: Pairs, body: bytes) -> str:
    """Sign as the platform describes it, written anew here: the sandbox shall not prove itself."""
    named = sorted((pair for pair in pairs if pair[0] not in UNSIGNED), key=itemgetter(0))
    multipart = attempt.content_type.split(";")[0].strip().lower() == "multipart/form-data"
    secret = seller.keys["app_secret"].encode()
    said = attempt.path + "".join(map("".join, named))
    return hmac.new(secret, secret + said.encode() + (b"" if multipart else body) + secret, "sha256").hexdigest()


def signed(seller: Seller, attempt: Attempt) -> Attempt:
    pairs = [pair for pair in parse_qsl(attempt.query, keep_blank_values=True) if pair[0] != "sign"]
    pairs.append(("sign", _signature(seller, attempt, pairs, attempt.body)))
    return replace(attempt, query=urlencode(pairs))


def valid(seller: Seller, chance: Random, operation: Operation, known: dict[str, list[str]]) -> Attempt:
    """Return a signed call of an operation with fields of the right types; identifiers are mostly known ones."""
    places = {name: _identifier(chance, known, name) for name in ("creator_user_id", *known)}
    template = operation.template.replace("{version}", chance.choice(operation.versions))
    path = template.format_map(_Places(places))
    pairs = [("app_key", seller.keys["app_key"]), ("timestamp", str(seller.now))]
    if operation.takes_cipher:
        pairs.append(("shop_cipher", seller.shop["cipher"]))
    for name, value in _fields(chance, operation.query, known).items():
        pairs.append((name, ",".join(value) if isinstance(value, list) else json.dumps(value).strip('"')))
    body = b"" if operation.body is None else json.dumps(_fields(chance, operation.body, known)).encode()
    attempt = Attempt(operation.method, path, urlencode(pairs), body, "application/json", seller.token)
    return signed(seller, attempt)


class _Places(dict[str, str]):
    """Any place of a template that is not known gets an identifier."""

    def __missing__(self, name: str) -> str:
        return "7000000000000000001"


def _identifier(chance: Random, known: dict[str, list[str]], name: str) -> str:
    options = [value for place, values in known.items() if place in name or name in place for value in values]
    return chance.choice(options) if options and chance.random() < 0.8 else str(chance.randrange(10**19))


def _fields(chance: Random, shape: Shape, known: dict[str, list[str]]) -> dict[str, Any]:
    found = {}
    for marked, kind in shape.items():
        if marked.endswith("*") or chance.random() < 0.4:
            found[marked.rstrip("*")] = _value(chance, kind, marked.rstrip("*"), known)
    return found


def _value(chance: Random, kind: Any, name: str, known: dict[str, list[str]]) -> Any:
    if isinstance(kind, Whole):
        return chance.randint(kind.least, kind.most)
    if isinstance(kind, OneOf):
        return chance.choice(kind.values)
    if isinstance(kind, Many | list):
        inner = kind.kind if isinstance(kind, Many) else kind[0]
        return [_value(chance, inner, name, known) for _ in range(chance.randrange(3))]
    if isinstance(kind, dict):
        return _fields(chance, kind, known)
    if kind is bool:
        return chance.random() < 0.5
    return chance.randrange(-5, 10**6) if kind is int else _identifier(chance, known, name)


CONTENTS = (
    '{"content": "\\ud800"}',
    '{"content": "' + "a" * 3_000 + '"}',
    '{"product_id": "' + "9" * 5_000 + '"}',
    "[" * 100_000,
    "{",
)
NASTY: tuple[str, ...] = (
    "",
    "0",
    "-1",
    "9" * 20,
    "9" * 5_000,
    "null",
    "%00",
    "%ff",
    "\u0000",
    "达人",
    "\U0001f600",
    "'; DROP--",
    "a" * 9_000,
)
NASTY_JSON: tuple[Any, ...] = (
    *CONTENTS,
    None,
    True,
    -1,
    2**63,
    10**30,
    1.5,
    1e308,
    "",
    "\ud800",
    "\u0000",
    "9" * 5_000,
    [],
    {},
    [[]],
)
BROKEN = (b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 50_000, b"NaN", b"9" * 5_000, b'"\\ud800"')
TYPES = (
    "",
    "text/plain",
    "multipart/form-data; boundary=x",
    "Application/JSON; charset=utf-16",
    "multipart/form-data",
    "\xff",
)
UNSIGNED_DOORS = (TOKEN_GET, TOKEN_REFRESH, SELLER_PATH, CREATOR_PATH, "/openapi.json", "/control/clock")
METHODS = ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE", "BREW")

Mutation = Callable[[Random, Attempt], Attempt]


def _query(change: Callable[[Random, Pairs], None]) -> Mutation:
    def mutate(chance: Random, attempt: Attempt) -> Attempt:
        pairs = parse_qsl(attempt.query, keep_blank_values=True)
        change(chance, pairs)
        return replace(attempt, query=urlencode(pairs))

    return mutate


def _at(chance: Random, pairs: Pairs) -> int:
    return chance.randrange(len(pairs))


def _change_value(chance: Random, pairs: Pairs) -> None:
    place = _at(chance, pairs)
    pairs[place] = (pairs[place][0], chance.choice(NASTY))


def _repeat(chance: Random, pairs: Pairs) -> None:
    name, value = pairs[_at(chance, pairs)]
    pairs.insert(_at(chance, pairs), (name, chance.choice((value, *NASTY))))


def _drop(chance: Random, pairs: Pairs) -> None:
    del pairs[_at(chance, pairs)]


def _change_sign(chance: Random, pairs: Pairs) -> None:
    place = next(place for place, pair in enumerate(pairs) if pair[0] == "sign")
    value = pairs[place][1]
    value = value or "0"
    letter = chance.randrange(len(value))
    other = value[:letter] + ("0" if value[letter] != "0" else "1") + value[letter + 1 :]
    pairs[place] = (
        "sign",
        chance.choice((other, value[:-1], value + "0", value.upper(), value[::-1], "é" * 64, "0" * 64)),
    )


def _garble_query(chance: Random, attempt: Attempt) -> Attempt:
    return replace(
        attempt, query=attempt.query + chance.choice(("&", "&&=", "&%", "&%zz=1", "&a=%ff", "&" + "a=1&" * 2_000))
    )


def _change_field(chance: Random, attempt: Attempt) -> Attempt:
    """Put something nasty into a field of the body, at any depth."""
    try:
        body = json.loads(attempt.body or b"{}")
    except (ValueError, RecursionError):
        return attempt
    holder: Any = body
    while isinstance(holder, dict) and holder:
        name = chance.choice(sorted(holder))
        if not isinstance(holder[name], dict) or not holder[name] or chance.random() < 0.5:
            holder[name] = chance.choice(([chance.choice(NASTY_JSON)], chance.choice(NASTY_JSON)))
            break
        holder = holder[name]
    return replace(attempt, body=json.dumps(body).encode())


def _change_byte(chance: Random, attempt: Attempt) -> Attempt:
    raw = bytearray(attempt.body or b"{}")
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    return replace(attempt, body=bytes(raw))


def _break_body(chance: Random, attempt: Attempt) -> Attempt:
    return replace(attempt, body=chance.choice((*BROKEN, attempt.body + b" ", attempt.body[:-1])))


def _change_path(chance: Random, attempt: Attempt) -> Attempt:
    parts = attempt.path.split("/")
    parts[chance.randrange(1, len(parts))] = chance.choice((*NASTY, "..", ".", "202501", "search"))
    return replace(
        attempt, path=chance.choice(("/".join(parts), attempt.path + "/", "/" + attempt.path, quote(attempt.path)))
    )


def _change_method(chance: Random, attempt: Attempt) -> Attempt:
    return replace(attempt, method=chance.choice(METHODS))


def _change_header(chance: Random, attempt: Attempt) -> Attempt:
    if chance.random() < 0.5:
        return replace(attempt, content_type=chance.choice(TYPES))
    return replace(attempt, token=chance.choice((None, "", "ROW_nobody", "\xff\xfe", "x" * 5_000)))


MUTATIONS: tuple[Mutation, ...] = (
    _query(_change_value),
    _query(_repeat),
    _query(_drop),
    _query(_change_sign),
    _garble_query,
    _change_field,
    _change_field,
    _change_byte,
    _break_body,
    _change_path,
    _change_method,
    _change_header,
)


def unsigned(seller: Seller, chance: Random) -> Attempt:
    """Return a request to one of the doors at which nobody signs, with a right word here and there."""
    keys = seller.keys
    right = {
        "app_key": keys["app_key"],
        "app_secret": keys["app_secret"],
        "service_id": keys["service_id"],
        "grant_type": "authorized_code",
        "auth_code": f"demo-{seller.shop['id']}",
        "refresh_token": seller.shop["refresh_token"],
        "state": "s",
        "decision": "allow",
        "owner": seller.shop["id"],
        "handle": "nobody",
        "lang": "zh",
    }
    given = {name: value if chance.random() < 0.7 else chance.choice(NASTY) for name, value in right.items()}
    body = urlencode(given).encode() if chance.random() < 0.7 else chance.choice(BROKEN)
    query = urlencode(given) + chance.choice(("", "", "&%zz", "&" + urlencode(given)))
    return Attempt(chance.choice(METHODS), chance.choice(UNSIGNED_DOORS), query, body, chance.choice(TYPES), None)


def mutants(seller: Seller, seed: int, known: dict[str, list[str]]) -> Iterator[Attempt]:
    """Return requests without end: half of those that need a signature are signed anew after they were changed."""
    chance = Random(seed)
    while True:
        if chance.random() < 0.05:
            yield unsigned(seller, chance)
            continue
        attempt = valid(seller, chance, chance.choice(OPERATIONS), known)
        for _ in range(chance.randint(1, 3)):
            attempt = chance.choice(MUTATIONS)(chance, attempt)
            if not attempt.query or "sign" not in dict(parse_qsl(attempt.query, keep_blank_values=True)):
                break
        if chance.random() < 0.5:
            attempt = signed(seller, attempt)
        yield attempt
