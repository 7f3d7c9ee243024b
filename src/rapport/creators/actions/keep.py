"""Keeping what sources say of creators: known ones are brought up to date, new ones added, each figure dated."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.db import transaction

from rapport.creators.actions.changes import note_changed
from rapport.creators.actions.identity import look_for_same, remember_handles, tells_who
from rapport.creators.actions.in_bulk import insert, update, upsert
from rapport.creators.actions.newcomers import Newcomer, add_newcomers
from rapport.creators.actions.sighted import CHANGED, apply_sighting
from rapport.creators.models import Creator, CreatorCategory, Snapshot
from rapport.creators.queries.forgotten import forgotten_records, not_forgotten
from rapport.creators.queries.groupings import best_categories
from rapport.creators.queries.profile import known_for
from rapport.creators.queries.standings import scores_for
from rapport.creators.rules.gathering import gather
from rapport.creators.rules.matching import KnownCreators
from rapport.creators.rules.metrics import Metrics, Sighting
from rapport.shared.layouts import in_batches

BATCH = 10_000
"""A batch is a transaction, which waits for the disk at its end and holds up other writers for less than a second."""
Found = tuple[int, Sequence[Sighting]]
"""A creator's id, and what was told of them, the oldest first."""
_state = attrgetter(*CHANGED)
_scored_by = attrgetter("region", "currency", "units_30d_mid", "gmv_30d_mid", "videos_30d", "lives_30d")


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a batch: how many creators were new, how many known."""

    added: int
    updated: int


def keep_sightings(workspace_id: int, sightings: Iterable[Sighting]) -> Kept:
    """Keep every sighting, batch by batch; the same sightings again change nothing."""
    kept = [keep_batch(workspace_id, batch) for batch in in_batches(sightings, BATCH)]
    return Kept(sum(one.added for one in kept), sum(one.updated for one in kept))


def ids_for_handles(
    workspace_id: int, region: str, handles: Iterable[str], *, source: str, now: datetime
) -> dict[str, int]:
    """Creator ids by handle within a region; a handle nobody saw before becomes a creator known by it alone."""
    wanted = set(handles)
    known = forgotten_records(workspace_id, region, wanted) | _ids_by_handle(workspace_id, region, wanted)
    unseen = sorted({handle.lower() for handle in wanted} - known.keys())
    if unseen:
        keep_sightings(workspace_id, [Sighting(handle, region, now, source, Metrics()) for handle in unseen])
        known |= _ids_by_handle(workspace_id, region, wanted)
    return {handle: known[handle.lower()] for handle in wanted}


def _ids_by_handle(workspace_id: int, region: str, handles: Iterable[str]) -> dict[str, int]:
    """Where a handle changed hands, whoever came to the library last has it."""
    known = known_for(workspace_id, [], list(handles))
    return {one.handle: one.creator_id for one in known if one.region == region}


@transaction.atomic
def keep_batch(workspace_id: int, batch: Sequence[Sighting], known: KnownCreators | None = None) -> Kept:
    """Keep a batch of sightings at once; `known` are the creators they may be of, where the caller looked them up."""
    batch = not_forgotten(workspace_id, batch) if batch else []
    if not batch:
        return Kept(0, 0)
    if known is None:
        known = KnownCreators.of(known_for(workspace_id, [s.open_id for s in batch], [s.handle for s in batch]))
    gathered = gather(batch, known)
    rows = Creator.objects.in_bulk(list(gathered.known))
    pairs = [(rows[creator_id], _in_time(found)) for creator_id, found in gathered.known.items()]
    before = {row.pk: _state(row) for row, _ in pairs}
    newest = {row.pk: row.seen_at for row, _ in pairs}
    were = {row.pk: tells_who(row) for row, _ in pairs}
    for row, found in pairs:
        for sighting in found:
            apply_sighting(row, sighting)
    _score(workspace_id, pairs, newest)
    new = [_in_time(found) for found in gathered.new]
    added = add_newcomers(workspace_id, new, [_best(found) for found in new])
    update([row for row, _ in pairs if _state(row) != before[row.pk]], CHANGED)
    told = [
        *((row.pk, found) for row, found in pairs),
        *((one.pk, found) for one, found in zip(added, new, strict=True)),
    ]
    _keep_snapshots(told)
    _keep_categories(told, newest)
    note_changed(workspace_id, (creator_id for creator_id, _ in told))
    remember_handles([(row, were[row.pk]) for row, _ in pairs])
    others = [row for row, _ in pairs if tells_who(row) != were[row.pk]]
    others += _not_alone(added, [row for row, _ in pairs], known)
    look_for_same(workspace_id, others, now=max(one.seen_at for one in batch))
    return Kept(len(added), len(pairs))


def _in_time(found: Sequence[Sighting]) -> Sequence[Sighting]:
    return sorted(found, key=lambda one: one.seen_at) if len(found) > 1 else found


def _not_alone(added: Sequence[Newcomer], rows: Sequence[Creator], known: KnownCreators) -> list[Creator]:
    """The new creators who may be somebody else's second record: they bring a trace, or a handle others have or had."""
    carried = Counter([*(row.handle for row in rows), *(one.handle for one in added)])
    return [
        one.row()
        for one in added
        if one.may_have_traces or carried[one.handle] > 1 or one.handle.casefold() in known.by_handle
    ]


def _score(
    workspace_id: int, pairs: Sequence[tuple[Creator, Sequence[Sighting]]], newest: Mapping[int, datetime]
) -> None:
    """Score each creator by the group that the last scoring pass left for their country and best category."""
    if not pairs:
        return
    known = best_categories(list(newest))
    best = [_best(found, known.get(row.pk, ""), newest[row.pk]) for row, found in pairs]
    told = [(category, *_scored_by(row)) for (row, _), category in zip(pairs, best, strict=True)]
    for (row, _), score in zip(pairs, scores_for(workspace_id, told), strict=True):
        row.score = score


def _best(found: Sequence[Sighting], known: str = "", newest: datetime | None = None) -> str:
    """The category a creator will be known to sell best in, once these sightings are kept."""
    told = [one for one in found if one.categories]
    if not told or (known and newest is not None and told[-1].seen_at < newest):
        return known
    return told[-1].categories[0]


def _keep_snapshots(told: Sequence[Found]) -> None:
    snapshots: dict[tuple[int, str, object], tuple[object, ...]] = {}
    for creator_id, found in told:
        for one in found:
            figures, own = one.metrics.known(), dict(one.own or {})
            if figures or own:
                day = one.seen_at.date()
                snapshots[creator_id, one.source, day] = (creator_id, one.source, day, figures, own)
    names = ("creator", "source", "taken_on", "figures", "own")
    upsert(Snapshot, snapshots.values(), names, key=names[:3])


def _keep_categories(found: Sequence[Found], newest: Mapping[int, datetime]) -> None:
    """The categories of the newest sighting that names any; those of one older than what is known fill a gap only."""
    told = {creator_id: one for creator_id, sightings in found for one in sightings if one.categories}
    late = [pk for pk, one in told.items() if pk in newest and one.seen_at < newest[pk]]
    if late:
        for known in set(CreatorCategory.objects.filter(creator__in=late).values_list("creator_id", flat=True)):
            del told[known]
    before = [pk for pk in told if pk in newest]
    if before:
        CreatorCategory.objects.filter(creator__in=before).delete()
    rows = (
        (creator_id, key, rank)
        for creator_id, one in told.items()
        for rank, key in enumerate(dict.fromkeys(one.categories), start=1)
    )
    insert(CreatorCategory, rows, ("creator", "key", "rank"))
