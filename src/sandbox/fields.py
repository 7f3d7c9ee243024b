"""Shapes of requests: which fields there are, which are required, and of what type."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.errors import INVALID, RefusedError
from sandbox.reading import read_whole

_NUMBER = re.compile(r"-?[0-9]{1,19}")
_LARGEST = 2**53  # beyond it JSON numbers are not exact

Kind = Any  # str, int, bool, Whole, OneOf, Many, [Kind] or a Shape
Shape = Mapping[str, Kind]  # a name that ends with * is required


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from least to most."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of some words (or numbers)."""

    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Many:
    """In a query: a key that may be repeated or hold a comma list."""

    kind: Kind = str


def read_body(body: Any, shape: Shape) -> dict[str, Any]:
    """Return a JSON body that fits its shape. Refuses others, naming the field as the platform does."""
    if not isinstance(body, dict):
        raise RefusedError(INVALID, "The request body must be a JSON object.")
    given: dict[str, Any] = _without_nulls(body)
    _object(given, shape)
    return given


def _without_nulls(value: Any) -> Any:
    """Return JSON in which fields that are null are absent."""
    if isinstance(value, dict):
        return {name: _without_nulls(part) for name, part in value.items() if part is not None}
    return [_without_nulls(part) for part in value] if isinstance(value, list) else value


def read_query(query: list[tuple[str, str]], shape: Shape) -> dict[str, Any]:
    """Return the query's values by name, as the types of the shape."""
    found: dict[str, Any] = {}
    for marked, kind in shape.items():
        name = marked.rstrip("*")
        given = [value for key, value in query if key == name]
        if isinstance(kind, Many):
            found[name] = [part for value in given for part in value.split(",") if part]
            _check(found[name], [kind.kind], name)
        elif given:
            found[name] = _parsed(given[0], kind, name)
        elif marked.endswith("*"):
            raise _missing(name)
    return found


def _parsed(text: str, kind: Kind, name: str) -> Any:
    value: Any = text
    if kind is bool:
        value = {"true": True, "false": False}.get(text.lower(), text)
    elif kind is int or isinstance(kind, Whole) or (isinstance(kind, OneOf) and type(kind.values[0]) is int):
        number = read_whole(text)
        value = text if number is None else number
    _check(value, kind, name)
    return value


def _object(value: dict[str, Any], shape: Shape) -> None:
    for marked, kind in shape.items():
        name = marked.rstrip("*")
        if name in value:
            _check(value[name], kind, name)
        elif marked.endswith("*"):
            raise _missing(name)


def _check(value: Any, kind: Kind, name: str) -> None:
    if isinstance(kind, Mapping):
        _demand(isinstance(value, dict), name, "an object")
        _object(value, kind)
    elif isinstance(kind, list):
        _demand(isinstance(value, list), name, "a list")
        for part in value:
            _check(part, kind[0], name)
    else:
        for kind_of, check in _CHECKS.items():
            if isinstance(kind, kind_of):
                check(value, kind, name)


def _check_type(value: Any, kind: type, name: str) -> None:
    words = {str: "a string", int: "a whole number", bool: "true or false"}
    _demand(type(value) is kind, name, words[kind])
    _demand(kind is not int or abs(value) <= _LARGEST, name, words[int])


def _check_whole(value: Any, kind: Whole, name: str) -> None:
    _demand(
        type(value) is int and kind.least <= value <= kind.most,
        name,
        f"a whole number from {kind.least} to {kind.most}",
    )


def _check_word(value: Any, kind: OneOf, name: str) -> None:
    _demand(value in kind.values, name, "one of " + ", ".join(map(str, kind.values)))


_CHECKS: Mapping[type, Callable[[Any, Any, str], None]] = {
    type: _check_type,
    Whole: _check_whole,
    OneOf: _check_word,
}


def _demand(fits: bool, name: str, wanted: str) -> None:  # noqa: FBT001 - a condition, not an option
    if not fits:
        raise RefusedError(INVALID, f"{pascal_case(name)} must be {wanted}.")


def _missing(name: str) -> RefusedError:
    return RefusedError(INVALID, f"{pascal_case(name)} is required and was not provided.")


def pascal_case(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))
