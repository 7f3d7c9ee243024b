"""The index of a workspace's library, brought up to what the records say by whoever asks.

The index is a cache in files and no record: it may be taken away at any time, and each machine has its own. It must not
be asked for inside a transaction, which might be rolled back after the index has seen its rows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max, Min, Q

from rapport.creators.models import LibraryChange
from rapport.creators.queries.library_rows import SCHEMA, batches
from rapport.index.schema import Batch, Stored
from rapport.index.store import Store, Version

PATIENCE = 20_000
"""So many changed creators are taken in by whoever asks; more are left to the job, and the answer is a little old."""
REBUILT_FROM = 3
"""One creator in so many changed: all is built anew."""
GAPS_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Pending:
    """Creators changed since a version, and the mark of a version that holds them."""

    ids: frozenset[int]
    mark: dict[str, object]
    lost: bool = False
    """The notes of changes no longer go back so far: all must be built anew."""


def library_index(workspace_id: int, *, patience: int | None = PATIENCE) -> Version:
    """The index with everything that is committed; where more than `patience` creators changed, perhaps without."""
    store = _store(Path(settings.SEARCH_FOLDER), workspace_id)
    while True:
        version = store.version()
        if version is not None and not _has_changed(workspace_id, version):
            return version
        # There is nothing to answer from before the first version is there, so that one is waited for.
        with store.writing(wait=version is None) as mine:
            if mine:
                _bring_up(workspace_id, store, patience)
        version = store.version()
        if version is not None:
            return version


def waiting(workspace_id: int, version: Version) -> int:
    """How many changed creators a version does not hold yet."""
    return len(_pending(workspace_id, version).ids) if _has_changed(workspace_id, version) else 0


def _bring_up(workspace_id: int, store: Store, patience: int | None) -> None:
    with transaction.atomic(durable=True):
        version = store.version()
        if version is None:
            mark = _mark_now()
            store.rebuild(batches(workspace_id), mark)
            return
        pending = _pending(workspace_id, version)
        if pending.lost or len(pending.ids) * REBUILT_FROM > version.rows + REBUILT_FROM:
            store.rebuild(batches(workspace_id), pending.mark)
        elif patience is None or len(pending.ids) <= patience:
            ids = sorted(pending.ids)
            store.change(ids, lambda wanted: _rows(workspace_id, wanted), pending.mark)


def _rows(workspace_id: int, ids: Stored) -> Iterable[Batch]:
    return batches(workspace_id, ids.tolist())


def _mark_now() -> dict[str, object]:
    newest = LibraryChange.objects.aggregate(newest=Max("pk"))["newest"] or 0
    recent = range(max(newest - GAPS_MOST, 0) + 1, newest + 1)
    known = set(LibraryChange.objects.filter(pk__in=recent).values_list("pk", flat=True)) if _has_gaps() else recent
    return {"through": newest, "gaps": [pk for pk in recent if pk not in known]}


def _has_gaps() -> bool:
    """Whether ids may be committed in another order than they were given out in."""
    return connection.vendor == "postgresql"


def _has_changed(workspace_id: int, version: Version) -> bool:
    return LibraryChange.objects.filter(_since(version), workspace_id=workspace_id).exists()


def _since(version: Version) -> Q:
    return Q(pk__gt=version.mark["through"]) | Q(pk__in=version.mark["gaps"])


def _pending(workspace_id: int, version: Version) -> Pending:
    """What changed since a version.

    Ids are given out before they are committed, so one that was missing may still appear: it stays a gap to look at.
    """
    through, gaps = int(version.mark["through"]), list(version.mark["gaps"])
    known = dict(LibraryChange.objects.filter(_since(version)).values_list("pk", "workspace_id"))
    newest = max([through, *known])
    if _has_gaps():
        gaps = [pk for pk in (*gaps, *range(through + 1, newest + 1)) if pk not in known][-GAPS_MOST:]
    own = [pk for pk, owner in known.items() if owner == workspace_id]
    changed = LibraryChange.objects.filter(pk__in=own).values_list("creator_ids", flat=True)
    oldest = LibraryChange.objects.aggregate(oldest=Min("pk"))["oldest"] or 0
    return Pending(
        ids=frozenset(pk for ids in changed for pk in ids),
        mark={"through": newest, "gaps": gaps},
        lost=through + 1 < oldest,
    )


@cache
def _store(folder: Path, workspace_id: int) -> Store:
    return Store(folder.joinpath(str(workspace_id)), SCHEMA)
