"""One call of an operation, after the door has checked it: what handlers are given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.errors import INVALID_PARAMETERS, RefusedError
from sandbox.reading import read_whole
from sandbox.shops import Shop
from sandbox.world import World

_BEYOND = 2**63
_DIGITS = 19


@dataclass(frozen=True, slots=True)
class Call:
    """A request with checked fields; `now` in Unix seconds, `path` holds the parts named in the template."""

    now: int
    shop: Shop
    path: Mapping[str, str]
    query: Mapping[str, Any]
    body: Mapping[str, Any]


Handler = Callable[[World, Call], dict[str, Any]]


def whole(text: str) -> int | None:
    """Return a number that was sent as text, or None where it is none of 63 bits."""
    number = read_whole(text)
    return number if number is not None and 0 <= number < _BEYOND and not text.startswith("-") else None


def whole_id(text: str, name: str) -> int:
    """Return an identifier as a number. Refuses what no identifier of the platform looks like."""
    number = whole(text)
    if number is None:
        raise RefusedError(INVALID_PARAMETERS, f"{name} {text!r} is not an identifier.")
    return number
