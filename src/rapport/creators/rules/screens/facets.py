"""Facets: the fields whose choices stand beside a list with their counts, and what a choice asks for."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from rapport.creators.rules.screens.asking import EVERYBODY
from rapport.creators.rules.screens.fields import FIELDS, FLAGS, SETS, Kind
from rapport.policies.rules.playbooks import Playbook
from rapport.shared.conditions import Condition, Either, Not, OneOf, Within

Bands = Mapping[str, Sequence[int]]
"""For each field that goes by bands, their lower bounds."""

NAMED = ("region", "category", "followers", "score", "language", "contacts")
FACETS = (*NAMED, *(one.name for one in (*SETS, *FLAGS)))
SCORES = (1, 2, 3, 4, 5)
CONTACTS = (0, 1, 3)
"""Nobody wrote to them yet, once or twice, more often."""
FLAG_BANDS = (0, 1)


def bands_of(playbook: Playbook) -> Bands:
    """The bands of each facet that is a number: followers by the playbook, scores one by one, contacts by how often,
    flags off and on.
    """
    flags = {name: FLAG_BANDS for name in FACETS if FIELDS[name].kind is Kind.FLAG}
    return {"followers": playbook.audience.follower_bands, "score": SCORES, "contacts": CONTACTS, **flags}


def known_choices(name: str, values: Sequence[str], bands: Bands) -> tuple[str, ...]:
    """The choices among `values` that a facet can have, each once; a banded one has its lower bounds, as text."""
    once = tuple(dict.fromkeys(value for value in values if value))
    if name not in bands:
        return once
    bounds = {str(bound) for bound in bands[name]}
    return tuple(value for value in once if value in bounds)


def chosen(name: str, values: Sequence[str], bands: Bands) -> Condition:
    """What the chosen values of a facet ask for: any of them; of none, nothing."""
    if not values:
        return EVERYBODY
    if name not in bands:
        return OneOf(name, tuple(values))
    if FIELDS[name].kind is Kind.FLAG:
        on = Within(name, 1, 1)
        return EVERYBODY if len(values) == len(FLAG_BANDS) else on if values[0] == "1" else Not(on)
    ends = {str(low): high - 1 for low, high in pairwise(bands[name])}
    parts = tuple(Within(name, int(value), ends.get(value)) for value in sorted(values, key=int))
    if name == "score":
        parts = tuple(Within(name, one.low, one.low) for one in parts)
    return parts[0] if len(parts) == 1 else Either(parts)
