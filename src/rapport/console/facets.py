"""The choices beside the Creators list: each with how many it would find, and the address that makes or unmakes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext

from rapport.console import pages
from rapport.console.filters import Asked
from rapport.console.pages import language_name
from rapport.creators.rules.screens import FIELDS, Kind
from rapport.creators.rules.screens.facets import FACETS

MOST = 12
"""Choices shown of one facet, those that hold the most."""
SHORTENED = 1_000
"""From here on a band's end is a round number that both neighbours may show."""
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet."""

    text: str
    count: int
    address: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One field with its choices; `left_out` more are not shown."""

    name: str
    choices: list[Choice]
    left_out: int

    @property
    def is_asked(self) -> bool:
        return any(one.is_chosen for one in self.choices)


def facets_of(asked: Asked, counts: Counts, address: QueryDict) -> list[Facet]:
    """Every facet that leaves something to choose."""
    found = []
    for name in FACETS:
        values = _in_order(name, counts[name], asked)
        if _says_something(name, values, asked):
            shown = [value for place, value in enumerate(values) if place < MOST or value in asked.chosen[name]]
            choices = [_choice(name, value, counts[name].get(value, 0), asked, address) for value in shown]
            found.append(Facet(name, choices, len(values) - len(shown)))
    return found


def options(asked: Asked, counts: Counts, name: str) -> list[str]:
    """The choices of a facet for a form's field, those that are made among them."""
    return sorted({*counts[name], *asked.chosen[name]})


def _in_order(name: str, counts: Mapping[str, int], asked: Asked) -> list[str]:
    """Bands from the smallest up, anything else the largest first."""
    values = {*counts, *asked.chosen[name]}
    if name in asked.bands:
        return sorted(values, key=int)
    return sorted(values, key=lambda value: (-counts.get(value, 0), value))


def _says_something(name: str, values: list[str], asked: Asked) -> bool:
    """What is the same of everybody here, a flag or that nobody wrote to them yet, leaves nothing to choose."""
    least = 2 if (FIELDS[name].kind is Kind.FLAG or name == "contacts") and not asked.chosen[name] else 1
    return len(values) >= least


def _choice(name: str, value: str, count: int, asked: Asked, address: QueryDict) -> Choice:
    is_chosen = value in asked.chosen[name]
    kept = [one for one in asked.chosen[name] if one != value]
    changed = address.copy()
    changed.pop("page", None)
    changed.setlist(name, kept if is_chosen else [*kept, value])
    return Choice(_text(name, value, asked), count, f"?{changed.urlencode()}", is_chosen)


def _text(name: str, value: str, asked: Asked) -> str:
    if name == "region":
        return pages.region(value)
    if name == "category":
        return pages.category(value)
    if name == "language":
        return language_name(value)
    if FIELDS[name].kind is Kind.FLAG:
        return gettext("yes") if value == "1" else gettext("no")
    return _band(int(value), asked.bands[name]) if name in asked.bands and name != "score" else value


def _band(low: int, bounds: Sequence[int]) -> str:
    end = next((bound for bound in bounds if bound > low), None)
    if end is not None and end < SHORTENED:
        return str(low) if end == low + 1 else f"{low}–{end - 1}"
    return f"{pages.short(low)}+" if end is None else f"{pages.short(low)}–{pages.short(end)}"
