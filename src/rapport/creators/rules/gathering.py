"""Which sightings of one batch are of the same creator: a batch must make of them what they would make one by one."""

from collections.abc import Sequence
from dataclasses import dataclass

from rapport.creators.rules.matching import Known, KnownCreators
from rapport.creators.rules.metrics import Sighting

Identity = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Gathered:
    """The sightings of known creators by their id, and those of each new one; in the order they came in."""

    known: dict[int, list[Sighting]]
    new: list[list[Sighting]]


def gather(sightings: Sequence[Sighting], known: KnownCreators) -> Gathered:
    """Sort a batch by creator.

    An open id belongs to one creator, whatever handles it comes with, and a creator known by handle alone takes one
    open id and no second. A sighting by handle alone belongs to a new creator of the batch who has that handle.
    """
    owners = _owners(sightings, known)
    arrived = _arrived(sightings, owners)
    found, new = dict[int, list[Sighting]](), dict[Identity, list[Sighting]]()
    for one in sightings:
        owner = owners[one.open_id] if one.open_id else _owner_by_handle(one, known)
        if owner is not None:
            found.setdefault(owner, []).append(one)
            continue
        met = None if one.open_id else arrived.match(one)
        new.setdefault(_identity(one, met), []).append(one)
    return Gathered(found, list(new.values()))


def _owners(sightings: Sequence[Sighting], known: KnownCreators) -> dict[str, int | None]:
    """The known creator of each open id in a batch, None for a new one."""
    owners: dict[str, int | None] = {}
    taken: dict[int, str] = {}
    for one in sightings:
        if not one.open_id or owners.get(one.open_id) is not None:
            continue
        match = known.match(one)
        free = match is not None and taken.setdefault(match.creator_id, one.open_id) == one.open_id
        owners[one.open_id] = match.creator_id if match is not None and free else None
    return owners


def _arrived(sightings: Sequence[Sighting], owners: dict[str, int | None]) -> KnownCreators:
    """The new creators of a batch that have an open id; nobody numbered them yet."""
    new = [one for one in sightings if one.open_id and owners[one.open_id] is None]
    return KnownCreators.of([Known(0, one.open_id, one.handle, one.region) for one in new])


def _owner_by_handle(one: Sighting, known: KnownCreators) -> int | None:
    match = known.match(one)
    return match.creator_id if match is not None else None


def _identity(one: Sighting, met: Known | None) -> Identity:
    open_id = met.open_id if met is not None else one.open_id
    return (open_id, "", "") if open_id else ("", one.region, one.handle.casefold())
