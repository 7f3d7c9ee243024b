"""The platform's answers opened: data, or the error they mean."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from email.utils import parsedate_to_datetime

import httpx

from rapport.platform_client.endpoints import Endpoint
from rapport.platform_client.errors import (
    CollaborationConflict,
    ConflictPair,
    MalformedAnswer,
    Occasion,
    OutcomeUnknown,
    PlatformError,
    PlatformTrouble,
    Refusal,
    Throttled,
    UnknownRefusal,
)
from rapport.platform_client.refusal_codes import REFUSALS

# Tokens and ciphers begin so: one that is not of this call must not be shown either.
_TOKEN_LIKE = re.compile(r"\b(?:ROW|TTP|GCP)_[\w.=+/-]+")
_TOO_MANY_REQUESTS = 429
_CLIENT_ERROR = 400
_SERVER_ERROR = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What an operation answered, and the occasion an error about it would name."""

    data: Mapping[str, object]
    occasion: Occasion


def open_answer(
    endpoint: Endpoint, response: httpx.Response, *, now: datetime, secrets: Sequence[str]
) -> Answer | PlatformError:
    """Return the answer's data or the error it means; texts of the platform are shown without `secrets`."""
    envelope = read_object(response.content)
    code = _whole_number(envelope.get("code"))
    occasion = Occasion(endpoint.operation, response.status_code, code, str(envelope.get("request_id", "")))
    if response.status_code < _CLIENT_ERROR:
        if code is None:
            return unreadable(endpoint, occasion, ("code",))
        if code == 0:
            return Answer(_mapping(envelope.get("data")), occasion)
    kind = REFUSALS.get(code or 0) or _kind_by_status(response.status_code)
    message = _concealed(str(envelope.get("message", "no reason given")), secrets)
    if kind is PlatformTrouble and endpoint.writes:
        return OutcomeUnknown(message, occasion)
    if kind is Throttled:
        return Throttled(message, occasion, _retry_after_s(response.headers.get("retry-after"), now))
    if kind is CollaborationConflict:
        return CollaborationConflict(message, occasion, conflict_pairs(_mapping(envelope.get("data"))))
    return kind(message, occasion)


def unreadable(endpoint: Endpoint, occasion: Occasion, fields: Sequence[str]) -> PlatformError:
    """Return the error for an answer in which these fields are missing or wrong."""
    message = f"cannot read {', '.join(fields)} of the answer"
    return OutcomeUnknown(message, occasion) if endpoint.writes else MalformedAnswer(message, occasion, fields)


def conflict_pairs(data: Mapping[str, object]) -> tuple[ConflictPair, ...]:
    """Return the creators and products an answer names as conflicting; half-named ones are left out."""
    named = data.get("target_collaboration_conflicts")
    conflicts = [_mapping(one) for one in named] if isinstance(named, list) else []
    return tuple(
        ConflictPair(str(conflict["creator_user_open_id"]), str(conflict["product_id"]))
        for conflict in conflicts
        if {"creator_user_open_id", "product_id"} <= conflict.keys()
    )


def read_object(content: bytes) -> Mapping[str, object]:
    """Return a JSON object of the platform without what it does not know; anything else is empty."""
    try:
        return _mapping(json.loads(content, parse_float=Decimal, object_hook=_what_is_told))
    except ValueError:
        return {}


def _what_is_told(fields: dict[str, object]) -> dict[str, object]:
    # The platform says "not known" by null and by an empty text, for numbers too.
    return {name: value for name, value in fields.items() if value is not None and value != ""}


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _whole_number(value: object) -> int | None:
    return value if isinstance(value, int) else None


def _kind_by_status(status: int) -> type[Refusal]:
    if status == _TOO_MANY_REQUESTS:
        return Throttled
    return PlatformTrouble if status >= _SERVER_ERROR else UnknownRefusal


def _concealed(text: str, secrets: Sequence[str]) -> str:
    for secret in filter(None, secrets):
        text = text.replace(secret, "…")
    return _TOKEN_LIKE.sub("…", text)


def _retry_after_s(header: str | None, now: datetime) -> float | None:
    if header is None:
        return None
    if header.strip().isdecimal():
        return float(header)
    try:
        return max((parsedate_to_datetime(header) - now).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return None
