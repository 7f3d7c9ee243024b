"""Keeping what sources say of creators: known ones are brought up to date, new ones added, each figure dated."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from django.db import transaction
from django.db.models import Max

from rapport.creators.actions.changes import note_changed
from rapport.creators.actions.identity import look_for_same, remember_handles, tells_who
from rapport.creators.actions.in_bulk import fresh, insert, insert_new, update, upsert
from rapport.creators.models import Creator, CreatorCategory, Snapshot
from rapport.creators.models.creator import METRIC_COLUMNS
from rapport.creators.queries.forgotten import forgotten_records, not_forgotten
from rapport.creators.queries.groupings import best_categories
from rapport.creators.queries.profile import known_for
from rapport.creators.queries.standings import standings_for
from rapport.creators.rules.gathering import gather
from rapport.creators.rules.matching import KnownCreators
from rapport.creators.rules.metrics import Metrics, Sighting
from rapport.creators.rules.score import score_value
from rapport.shared.layouts import in_batches

BATCH = 4_000
"""A batch is a transaction, which waits for the disk at its end and holds up other writers for less than a second."""
DERIVED = ("gmv_30d_mid", "units_30d_mid", "activity_30d", "score")
TOLD = ("open_id", "handle", "nickname", "region", "language", "bio", "avatar_url")
NICKNAME_CHARS, ADDRESS_CHARS = 120, 500
CHANGED = (*TOLD, "seen_at", *METRIC_COLUMNS, *DERIVED)
WORDS = attrgetter(*TOLD)
METRICS = attrgetter(*METRIC_COLUMNS)
_state = attrgetter(*CHANGED)
"""What of a creator a sighting may change."""


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
    made = [(_new(workspace_id, found[0]), found) for found in map(_in_time, gathered.new)]
    before = {row.pk: _state(row) for row, _ in pairs}
    newest = {row.pk: row.seen_at for row, _ in pairs}
    were = {row.pk: tells_who(row) for row, _ in pairs}
    for row, found in pairs:
        for sighting in found:
            _apply(row, sighting)
    for row, found in made:
        for sighting in found[1:]:
            _apply(row, sighting)
    _score(workspace_id, [*pairs, *made], newest)
    _add(workspace_id, [row for row, _ in made])
    update([row for row, _ in pairs if _state(row) != before[row.pk]], CHANGED)
    _keep_snapshots([*pairs, *made])
    _keep_categories([*pairs, *made], newest)
    note_changed(workspace_id, (row.pk for row, _ in [*pairs, *made]))
    remember_handles([(row, were[row.pk]) for row, _ in pairs])
    others = [row for row, _ in [*pairs, *made] if tells_who(row) != were.get(row.pk)]
    look_for_same(workspace_id, others, now=max(one.seen_at for one in batch))
    return Kept(len(made), len(pairs))


def _in_time(found: Sequence[Sighting]) -> list[Sighting]:
    return sorted(found, key=lambda one: one.seen_at)


def _add(workspace_id: int, rows: Sequence[Creator]) -> None:
    """Put new creators into the library, and their ids into the rows."""
    if not rows:
        return
    creators = Creator.objects.filter(workspace_id=workspace_id)
    last = creators.aggregate(last=Max("pk"))["last"] or 0
    insert_new(rows)
    added = creators.filter(pk__gt=last).values_list("open_id", "region", "handle", "pk")
    ids = {(open_id, region, handle): pk for open_id, region, handle, pk in added.order_by("-pk")}
    for row in rows:
        row.pk = ids[row.open_id, row.region, row.handle]


def _new(workspace_id: int, first: Sighting) -> Creator:
    """A creator as the first sighting tells of them."""
    metrics = first.metrics
    return fresh(
        Creator,
        {
            "workspace_id": workspace_id,
            "source": first.source,
            "first_seen_at": first.seen_at,
            "seen_at": first.seen_at,
            **dict(zip(TOLD, WORDS(first), strict=True)),
            "handle": first.handle.lower(),
            "nickname": first.nickname[:NICKNAME_CHARS],
            "avatar_url": _said(first, "avatar_url"),
            **dict(zip(METRIC_COLUMNS, METRICS(metrics), strict=True)),
            **{name: getattr(metrics, name) for name in DERIVED[:3]},
        },
    )


def _apply(row: Creator, sighting: Sighting) -> None:
    """Put a sighting over what is known; an older one fills gaps only, and what it does not know stays."""
    newer = sighting.seen_at >= row.seen_at
    metrics = sighting.metrics.over(row.metrics) if newer else row.metrics.over(sighting.metrics)
    for name in METRIC_COLUMNS:
        setattr(row, name, getattr(metrics, name))
    for name in DERIVED[:3]:
        setattr(row, name, getattr(metrics, name))
    for name in TOLD:
        said = _said(sighting, name)
        if name == "handle" and not sighting.open_id:
            continue  # found by a handle they have, or had before: no news of the present one
        if said and (newer or not getattr(row, name)):
            setattr(row, name, said)
    row.seen_at = max(row.seen_at, sighting.seen_at)


def _score(
    workspace_id: int, pairs: Sequence[tuple[Creator, Sequence[Sighting]]], newest: Mapping[int, datetime]
) -> None:
    """Score each creator by the group that the last scoring pass left for their country and best category."""
    known = best_categories(list(newest))
    best = [_best(found, known.get(row.pk, ""), newest.get(row.pk)) for row, found in pairs]
    groups = standings_for(workspace_id, {row.region for row, _ in pairs}, set(best))
    for (row, _), category in zip(pairs, best, strict=True):
        row.score = score_value(row.metrics, groups.group(row.region, category))


def _best(found: Sequence[Sighting], known: str, newest: datetime | None) -> str:
    """The category a creator will be known to sell best in, once these sightings are kept."""
    told = [one for one in found if one.categories]
    if not told or (known and newest is not None and told[-1].seen_at < newest):
        return known
    return told[-1].categories[0]


def _said(sighting: Sighting, name: str) -> str:
    """What a sighting calls a creator, as rows hold it: a long name is cut, a picture's address too long is none."""
    said: str = getattr(sighting, name)
    if name == "handle":
        return said.lower()
    if name == "nickname":
        return said[:NICKNAME_CHARS]
    return "" if name == "avatar_url" and len(said) > ADDRESS_CHARS else said


def _keep_snapshots(pairs: Sequence[tuple[Creator, Sequence[Sighting]]]) -> None:
    snapshots: dict[tuple[int, str, object], tuple[object, ...]] = {}
    for row, found in pairs:
        for one in found:
            figures, own = one.metrics.known(), dict(one.own or {})
            if figures or own:
                day = one.seen_at.date()
                snapshots[row.pk, one.source, day] = (row.pk, one.source, day, figures, own)
    names = ("creator", "source", "taken_on", "figures", "own")
    upsert(Snapshot, snapshots.values(), names, key=names[:3])


def _keep_categories(pairs: Sequence[tuple[Creator, Sequence[Sighting]]], newest: Mapping[int, datetime]) -> None:
    """The categories of the newest sighting that names any; those of one older than what is known fill a gap only."""
    told = {row.pk: one for row, found in pairs for one in found if one.categories}
    late = [pk for pk, one in told.items() if pk in newest and one.seen_at < newest[pk]]
    if late:
        for known in set(CreatorCategory.objects.filter(creator__in=late).values_list("creator_id", flat=True)):
            del told[known]
    CreatorCategory.objects.filter(creator__in=[pk for pk in told if pk in newest]).delete()
    rows = (
        (creator_id, key, rank)
        for creator_id, one in told.items()
        for rank, key in enumerate(dict.fromkeys(one.categories), start=1)
    )
    insert(CreatorCategory, rows, ("creator", "key", "rank"))
