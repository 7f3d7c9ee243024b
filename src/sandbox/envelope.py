"""The envelope around every answer: code, message, request id, data."""

import json
from datetime import UTC, datetime
from typing import Any

from sandbox.errors import RefusedError

_LETTERS = 20


def request_id(now: int, bits: int) -> str:
    """Return 34 letters that begin with the time, as the platform's do."""
    stamp = datetime.fromtimestamp(now, UTC).strftime("%Y%m%d%H%M%S")
    return stamp + f"{bits:0{_LETTERS}X}"[-_LETTERS:]


def success(data: dict[str, Any], identifier: str) -> bytes:
    return _bytes(0, "Success", identifier, data)


def refusal(refused: RefusedError, identifier: str) -> bytes:
    return _bytes(refused.code, refused.text, identifier, refused.data)


def _bytes(code: int, message: str, identifier: str, data: dict[str, Any] | None) -> bytes:
    envelope = {"code": code, "message": message, "request_id": identifier, "data": data}
    return json.dumps(envelope, ensure_ascii=False, separators=(",", ":")).encode()
