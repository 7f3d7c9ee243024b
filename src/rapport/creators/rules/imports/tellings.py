"""Which of several rows about one thing stands: never the order they come in, always what they say.

A file may be read again, in parts, or with its rows in another order, and must leave the same behind. So of rows that
differ the fuller stands, and of equally full ones the one with the larger figures.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from rapport.creators.rules.imports.facts import CarriedFacts, VideoFacts
from rapport.creators.rules.metrics import Sighting

Fullness = tuple[int, tuple[tuple[str, str, int], ...]]
Facts = TypeVar("Facts", CarriedFacts, VideoFacts)
Key = TypeVar("Key", bound=Hashable)


def fullness(told: Mapping[str, object]) -> Fullness:
    """How much is known, then what: an order over everything a row can say, in which only equal rows are level."""
    known = sorted((name, value) for name, value in told.items() if value is not None and value != "")
    return len(known), tuple(
        (name, "", value) if isinstance(value, int) else (name, str(value), 0) for name, value in known
    )


def creators_told(sightings: Sequence[Sighting]) -> list[Sighting]:
    """One sighting for each creator, by handle and region; one without a region is of the only region there is."""
    regions: dict[str, set[str]] = {}
    for one in sightings:
        if one.region:
            regions.setdefault(one.handle, set()).add(one.region)
    stands: dict[Hashable, Sighting] = {}
    for told in sightings:
        found = regions.get(told.handle, set())
        one = told if told.region or len(found) != 1 else told._replace(region=next(iter(found)))
        key = (one.region, one.handle)
        if key not in stands or _said(one) > _said(stands[key]):
            stands[key] = one
    return list(stands.values())


def fullest(facts: Iterable[tuple[Key, Facts]]) -> dict[Key, Facts]:
    """One fact for each key."""
    stands: dict[Key, Facts] = {}
    for key, one in facts:
        if key not in stands or fullness(columns(one)) > fullness(columns(stands[key])):
            stands[key] = one
    return stands


def columns(facts: CarriedFacts | VideoFacts) -> dict[str, object]:
    """Facts by name, as rows keep them."""
    return {name: getattr(facts, name) for name in facts.__slots__}


def tells_news(one: Sighting, figures: Mapping[str, object], own: Mapping[str, object], taken_on: date) -> bool:
    """Whether a sighting says more than the newest snapshot of its own source, taken on that day.

    The same figures again are no news, whenever they come: an old file read anew must not stand over newer figures
    from elsewhere. On the snapshot's own day, rows of one file may differ, and the fuller stands.
    """
    if figures == one.metrics.known() and own == (one.own or {}):
        return False
    before = fullness({**figures, **_of_own(own)})
    now = fullness({**one.metrics.known(), **_of_own(one.own or {})})
    return now > before if taken_on == one.seen_at.date() else now != before


def tells_nothing(one: Sighting) -> bool:
    """Whether a row names a creator and no more."""
    return not (one.metrics.known() or one.own or one.nickname or one.categories)


def _said(one: Sighting) -> tuple[Fullness, str, tuple[str, ...]]:
    return fullness({**one.metrics.known(), **_of_own(one.own or {})}), one.nickname, one.categories


def _of_own(own: Mapping[str, object]) -> dict[str, object]:
    return {f"own:{name}": value for name, value in own.items()}
