"""Conditions over the fields of a row, combined freely; the one form that every engine of a search understands.

A condition is met, missed, or not known because the figure is (three-valued logic, as in SQL). Only what is met passes;
`not` of what is not known is not known either.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

MOST_NESTED = 40
"""How deep conditions may stand in one another: beyond it nobody reads them, and no engine should have to."""


@dataclass(frozen=True, slots=True)
class Within:
    """A number lies between two bounds, both included; an open side is None. Not known where the number is not.

    `unit` names the currency of an amount of money; whose money is in another one, is not known.
    """

    field: str
    low: int | None = None
    high: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class OneOf:
    """A word is one of these, or a set holds at least one of them. An empty word is not known."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contains:
    """A text holds another, no matter the case; always known."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Known:
    """A figure or word is known; always known itself."""

    field: str


@dataclass(frozen=True, slots=True)
class Every:
    """All parts are met; the empty one always is."""

    parts: tuple["Condition", ...] = ()


@dataclass(frozen=True, slots=True)
class Either:
    """At least one part is met; the empty one never is."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part is missed."""

    part: "Condition"


Leaf = Within | OneOf | Contains | Known
Condition = Leaf | Every | Either | Not


Value = int | str | tuple[str, ...] | None
"""Of one field of a row: a number, a word or text, or a set. None and the empty word are not known; an empty set is."""


def every(*parts: Condition) -> Every:
    """All of these, the parts of an Every among them taken one by one."""
    flat: list[Condition] = []
    for part in parts:
        flat.extend(part.parts if isinstance(part, Every) else (part,))
    return Every(tuple(flat))


def pushed_down(condition: Condition, *, negated: bool = False) -> Condition:
    """The same condition with `not` only before leaves: what engines without a third value need."""
    match condition:
        case Not(part):
            return pushed_down(part, negated=not negated)
        case Every(parts) | Either(parts):
            inner = tuple(pushed_down(part, negated=negated) for part in parts)
            return Every(inner) if isinstance(condition, Every) is not negated else Either(inner)
        case _:
            return Not(condition) if negated else condition


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Every leaf, in order."""
    match condition:
        case Every(parts) | Either(parts):
            for part in parts:
                yield from leaves(part)
        case Not(part):
            yield from leaves(part)
        case _:
            yield condition


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """The conditions that must all be met, one by one."""
    return condition.parts if isinstance(condition, Every) else (condition,)


def without_field(condition: Condition, field: str) -> Condition:
    """A conjunction without those parts that speak of this field alone: for the counts beside its choices."""
    return Every(tuple(part for part in parts_of(condition) if {leaf.field for leaf in leaves(part)} != {field}))


def met(condition: Condition, row: Mapping[str, Value]) -> bool | None:
    """Whether a row meets a condition; None where that is not known."""
    match condition:
        case Every(parts):
            return _all(met(part, row) for part in parts)
        case Either(parts):
            return _turned(_all(_turned(met(part, row)) for part in parts))
        case Not(part):
            return _turned(met(part, row))
        case _:
            return _leaf_met(condition, row[condition.field])


def _leaf_met(leaf: Leaf, value: Value) -> bool | None:
    match leaf:
        case Within(_, low, high, _):
            if not isinstance(value, int):
                return None
            return (low is None or value >= low) and (high is None or value <= high)
        case OneOf(_, values):
            return _one_of(value, values)
        case Contains(_, text):
            return text.casefold() in str(value or "").casefold()
        case Known():
            return value is not None and value != ""


def _one_of(value: Value, wanted: tuple[str, ...]) -> bool | None:
    if isinstance(value, tuple):
        return any(one in wanted for one in value)
    return None if value is None or value == "" else value in wanted


def _all(verdicts: Iterator[bool | None]) -> bool | None:
    known: bool | None = True
    for verdict in verdicts:
        if verdict is False:
            return False
        known = known if verdict else None
    return known


def _turned(verdict: bool | None) -> bool | None:  # noqa: FBT001 - the third value is why there is no flag
    return None if verdict is None else not verdict
