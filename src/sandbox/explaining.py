"""A request of the wire, kept with each check explained: what was looked at, and where it failed."""

import hmac
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sandbox import errors
from sandbox.access import FUTURE, PAST, AppKeys, Request
from sandbox.reading import read_whole
from sandbox.signing import EMPTY_BODIES, canonical, sign

SECRET = "•" * 8
KEPT = 4_000  # characters of a body, an answer and a canonical string
_SHOWN_LETTERS = 6
_HIDDEN = frozenset({"app_secret", "access_token", "auth_code", "refresh_token"})
_IN_ANSWER = re.compile(r'("(?:access|refresh)_token": ?"[^"]{6})[^"]*"')
_TOKEN_CODES = frozenset({errors.UNKNOWN_TOKEN, errors.EXPIRED_TOKEN, errors.SCOPE_MISSING})
_CIPHER_CODES = frozenset({errors.NO_SHOP_CIPHER, errors.WRONG_SHOP_CIPHER})


@dataclass(frozen=True, slots=True)
class Step:
    """One check: passed, failed, or not reached (None); `about` is what was looked at."""

    name: str
    passed: bool | None
    about: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Record:
    """One request with its answer; secrets are masked and long texts are cut."""

    number: int
    time: int
    operation: str
    method: str
    path: str
    query: Sequence[tuple[str, str]]
    body: str
    token: str
    status: int
    code: int | str
    message: str
    answer: str
    signed: bool
    canonical: str
    computed: str
    received: str
    steps: Sequence[Step]

    @property
    def ok(self) -> bool:
        return self.code == 0

    @property
    def failed_step(self) -> str:
        """Return the name of the check that failed, empty where all passed."""
        return next((step.name for step in self.steps if step.passed is False), "")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a request: `code` is a text where a fault struck, `signed` where a signature was asked for."""

    number: int
    time: int
    operation: str
    method: str
    status: int
    code: int | str
    answer: bytes
    signed: bool

    @property
    def message(self) -> str:
        """The words of the envelope; empty where the answer is none."""
        try:
            found = json.loads(self.answer)
        except ValueError:
            return ""
        return str(found.get("message", "")) if isinstance(found, dict) else ""


def explained(request: Request, outcome: Outcome, keys: AppKeys) -> Record:
    """Return a request as it is kept."""
    received = request.value("sign") or ""
    computed = sign(keys.secret, request.path, request.query, request.body, request.content_type)
    text = canonical(request.path, request.query, request.body, request.content_type).decode(errors="replace")
    message = outcome.message
    checks = _checks(request, outcome, keys, computed, message)
    return Record(
        number=outcome.number,
        time=outcome.time,
        operation=outcome.operation,
        method=outcome.method,
        path=request.path,
        query=[(name, masked(value) if name in _HIDDEN else value) for name, value in request.query],
        body=cut(request.body.decode(errors="replace")),
        token=masked(request.token or ""),
        status=outcome.status,
        code=outcome.code,
        message=message,
        answer=cut(_IN_ANSWER.sub(r'\1…"', outcome.answer[: KEPT * 4].decode(errors="replace"))),
        signed=outcome.signed,
        canonical=f"{SECRET}{cut(text)}{SECRET}" if outcome.signed else "",
        computed=computed if outcome.signed else "",
        received=received,
        steps=tuple(_in_order(checks)),
    )


def _in_order(checks: Iterator[Step]) -> Iterator[Step]:
    """Return the steps up to the first that failed as they are, the others as not reached."""
    failed = False
    for step in checks:
        yield Step(step.name, None, {}) if failed else step
        failed = failed or step.passed is False


def _checks(request: Request, outcome: Outcome, keys: AppKeys, computed: str, message: str) -> Iterator[Step]:
    code = outcome.code
    yield Step("fault", not isinstance(code, str), {"code": str(code)})
    if isinstance(code, str):
        return  # it may have come before all checks or after them
    yield Step("path", code != errors.NO_SUCH_PATH, {"path": request.path})
    yield Step("method", code != errors.WRONG_METHOD, {"method": outcome.method})
    if outcome.signed:
        yield Step("version", code != errors.WRONG_VERSION, {"path": request.path})
        yield from _signature(request, outcome, keys, computed)
        no_token = code == errors.INVALID and not request.token
        yield Step(
            "token", code not in _TOKEN_CODES and not no_token, {"token": masked(request.token or ""), **_said(message)}
        )
        stray = code == errors.INVALID and "Unexpected identifier" in message
        cipher = request.value("shop_cipher") or "–"
        yield Step("cipher", code not in _CIPHER_CODES and not stray, {"cipher": cipher, **_said(message)})
    yield Step("fields", code != errors.INVALID, _said(message))
    yield Step("business", code == 0, {"code": str(code), **_said(message)})


def _signature(request: Request, outcome: Outcome, keys: AppKeys, computed: str) -> Iterator[Step]:
    app_key, stamp, received = (request.value(name) or "" for name in ("app_key", "timestamp", "sign"))
    yield Step("app_key", app_key == keys.key, {"given": app_key or "–", "wanted": keys.key})
    told = read_whole(stamp)
    late = 0 if told is None else outcome.time - told
    about = {
        "given": stamp or "–",
        "wanted": str(outcome.time),
        "late": str(late),
        "past": str(PAST),
        "future": str(FUTURE),
    }
    yield Step("timestamp", told is not None and -FUTURE <= late <= PAST, about)
    yield Step("sign_present", bool(received), {"given": received or "–"})
    accepted = [computed]
    if request.body in EMPTY_BODIES:
        accepted.append(sign(keys.secret, request.path, request.query, b"", request.content_type))
    fits = any(hmac.compare_digest(received.encode(), known_sign.encode()) for known_sign in accepted)
    yield Step("signature", fits, {"given": received or "–", "wanted": computed})


def _said(message: str) -> dict[str, str]:
    return {"message": message}


def masked(text: str) -> str:
    """Return the first letters of something secret."""
    return f"{text[:_SHOWN_LETTERS]}…" if text else ""


def cut(text: str) -> str:
    return text if len(text) <= KEPT else f"{text[:KEPT]}… (+{len(text) - KEPT})"
