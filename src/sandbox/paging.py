"""Opaque page tokens: the place of the last thing seen, in base64."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode

from sandbox.errors import INVALID, RefusedError
from sandbox.reading import read_json


def token(*place: int) -> str:
    return urlsafe_b64encode(json.dumps(place).encode()).decode()


def place(text: str | None, length: int) -> tuple[int, ...] | None:
    """Return the place in a token, or None on the first page. Refuses a token that was not made here."""
    if text is None:
        return None
    try:
        found = read_json(urlsafe_b64decode(text))
    except ValueError:
        found = None
    if not isinstance(found, list) or len(found) != length or not all(map(_fits, found)):
        raise RefusedError(INVALID, "PageToken is not valid.")
    return tuple(found)


def _fits(part: object) -> bool:
    return type(part) is int and 0 <= part < 2**63
