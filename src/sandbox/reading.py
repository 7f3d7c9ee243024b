"""Reading what strangers send: JSON that can be written again, and numbers of a bearable length."""

import json
from typing import Any

_DIGITS_MOST = 19


def read_json(text: bytes | str) -> Any:
    """Return JSON. Raises ValueError for what is none, is nested too deeply, or holds halves of characters."""
    try:
        found = json.loads(text)
        json.dumps(found, ensure_ascii=False).encode()
    except RecursionError as deep:
        raise ValueError("The text is nested too deeply.") from deep
    return found


def read_whole(text: str) -> int | None:
    """Return a whole number of at most nineteen digits, with or without a minus, or None."""
    digits = text.removeprefix("-")
    fits = digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS_MOST
    return int(text) if fits else None
