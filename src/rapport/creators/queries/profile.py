"""One creator, and small look-ups other domains need."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from rapport.creators.models import CarriedProduct, Creator, Dealings, SeenVideo, Snapshot
from rapport.creators.queries.people import former_holders
from rapport.creators.queries.standings import standings_for
from rapport.creators.queries.stored import as_stored
from rapport.creators.rules.matching import Known
from rapport.creators.rules.metrics import Metrics
from rapport.creators.rules.score import Score, creator_score
from rapport.shared.refusals import NotFound

SNAPSHOTS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Origin:
    """Which source gave a figure, and on which day."""

    source: str
    taken_on: date


@dataclass(frozen=True, slots=True)
class Profile:
    """A creator with everything the library knows."""

    creator: Creator
    categories: tuple[str, ...]
    score: Score
    dealings: Dealings
    """Empty where there were none."""
    snapshots: list[Snapshot]
    carried: list[CarriedProduct]
    videos: list[SeenVideo]
    origins: dict[str, Origin]
    """Where each known figure comes from, by its name; a figure that no kept snapshot holds is left out."""


def creator(workspace_id: int, creator_id: int) -> Creator:
    """Refuses with NotFound."""
    found = Creator.objects.filter(pk=creator_id, workspace_id=workspace_id).first()
    if found is None:
        raise NotFound(what="creator", id=creator_id)
    return found


def named(workspace_id: int, handle: str) -> list[Creator]:
    """Creators of a handle, with or without its `@`, in every region that has one; else those who had it before."""
    bare = handle.strip().removeprefix("@")
    rows = Creator.objects.filter(workspace_id=workspace_id, merged_into=None, forgotten_at=None)
    found = list(rows.filter(handle__in={bare, bare.lower()}).order_by("region", "pk"))
    return found or list({one.creator_id: one.creator for one in former_holders(workspace_id, [bare.lower()])}.values())


def profile(workspace_id: int, creator_id: int) -> Profile:
    """Everything about one creator. Refuses with NotFound."""
    found = creator(workspace_id, creator_id)
    categories = tuple(found.categories.values_list("key", flat=True))
    best = categories[0] if categories else ""
    group = standings_for(workspace_id, {found.region}, {best}).group(found.region, best)
    snapshots = list(found.snapshots.order_by("-taken_on", "-pk")[:SNAPSHOTS_SHOWN])
    return Profile(
        creator=found,
        categories=categories,
        score=creator_score(found.metrics, group),
        dealings=Dealings.objects.filter(creator=found).first() or Dealings(creator=found),
        snapshots=snapshots,
        carried=list(found.carried.order_by(F("gmv_28d_minor").desc(nulls_last=True), "pk")[:20]),
        videos=list(found.videos.order_by("-posted_at")[:20]),
        origins=_origins(found.metrics, snapshots),
    )


def _origins(metrics: Metrics, newest_first: Sequence[Snapshot]) -> dict[str, Origin]:
    """For each figure the newest snapshot that says what the library says now."""
    return {
        name: Origin(snapshot.source, snapshot.taken_on)
        for name, value in metrics.known().items()
        for snapshot in reversed(newest_first)
        if snapshot.figures.get(name) == value
    }


def in_bulk(workspace_id: int, creator_ids: Sequence[int]) -> dict[int, Creator]:
    return Creator.objects.filter(workspace_id=workspace_id).in_bulk(list(creator_ids))


def by_open_id(workspace_id: int, open_ids: Sequence[str]) -> dict[str, Creator]:
    """Known creators by open id."""
    rows = Creator.objects.filter(workspace_id=workspace_id, open_id__in=[one for one in open_ids if one])
    return {row.open_id: row for row in rows}


def ids_by_open_id(workspace_id: int, open_ids: Sequence[str]) -> dict[str, int]:
    """Ids of known creators by open id."""
    rows = Creator.objects.filter(workspace_id=workspace_id, open_id__in=[one for one in open_ids if one])
    return dict(rows.values_list("open_id", "pk"))


def known_for(workspace_id: int, open_ids: Sequence[str], handles: Sequence[str]) -> list[Known]:
    """What the library knows of creators that a batch of sightings may be; whoever came to it first comes first.

    The platform writes handles small and takes them in any case; the library keeps them small. A handle that nobody
    has now may be one that somebody had before. A record that joined another is known by its own open id alone.
    """
    rows = Creator.objects.filter(Q(merged_into=None) | ~Q(open_id=""), workspace_id=workspace_id, forgotten_at=None)
    small = [one.lower() for one in handles]
    columns = ("pk", "open_id", "handle", "region")
    by_id = as_stored(rows.filter(open_id__in=[one for one in open_ids if one]).values_list(*columns))
    by_handle = as_stored(rows.filter(handle__in=small).values_list(*columns))
    present = [Known(*row) for row in sorted({*by_id, *by_handle})]
    taken = {one.handle for one in present}
    before = [one for one in former_holders(workspace_id, small) if one.handle not in taken] if small else []
    return [*(Known(one.creator_id, one.creator.open_id, one.handle, one.region) for one in before), *present]
