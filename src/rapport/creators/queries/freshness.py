"""The index of a workspace's library, brought up to what the records say by whoever asks.

The index is a cache in files and no record: it may be taken away at any time, and each machine has its own. It must not
be asked for inside a transaction, which might be rolled back after the index has seen its rows.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol, TypeVar

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Max, Min, Q

from rapport.creators.models import LibraryChange
from rapport.creators.queries.library_rows import SCHEMA, batches
from rapport.index.schema import Batch, Stored
from rapport.index.store import Load, Store, Version

PATIENCE = 20_000
"""So many changed creators are taken in by whoever asks; more by the job or import that changed them, and until then
the answer is a little old.
"""
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


class Marked(Protocol):
    """A version of something that holds a library's rows, with the mark of how far it has read the records."""

    @property
    def mark(self) -> dict[str, Any]: ...

    @property
    def rows(self) -> int: ...


MarkedOne = TypeVar("MarkedOne", bound=Marked, covariant=True)  # noqa: PLC0105 - the house has no such suffixes
Found = TypeVar("Found", bound=Marked)


class Kept(Protocol[MarkedOne]):
    """What holds one workspace's rows and is kept up with the records: an index in files, or tables of a database."""

    def version(self) -> MarkedOne | None:
        """What is there now; None before the first filling."""

    def writing(self, *, wait: bool = False) -> AbstractContextManager[bool]:
        """Hold the right to write; False where somebody else has it and we do not wait for it."""

    def rebuild(self, batches: Iterable[Batch], mark: dict[str, Any]) -> None:
        """Fill all anew; only while writing."""

    def change(self, ids: Iterable[int], load: Load, mark: dict[str, Any]) -> None:
        """Take in the rows of these ids as they are now; only while writing."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a database says of a workspace: the mark, and how many rows it has."""

    mark: dict[str, Any]
    rows: int


def library_index(workspace_id: int, *, patience: int | None = PATIENCE) -> Version:
    """The index with everything that is committed; where more than `patience` creators changed, perhaps without."""
    return bring_up(workspace_id, index_store(workspace_id), patience=patience)


def index_store(workspace_id: int) -> Store:
    """The files of a workspace's index."""
    return _store(Path(settings.SEARCH_FOLDER), workspace_id)


def bring_up(workspace_id: int, store: Kept[Found], *, patience: int | None = PATIENCE, anew: bool = False) -> Found:
    """What is in a store, with everything that is committed; where more than `patience` creators changed, perhaps
    without. `anew` fills all of it once more.
    """
    if anew:
        with store.writing(wait=True), transaction.atomic(durable=True):
            mark = mark_now()
            store.rebuild(batches(workspace_id), mark)
    while True:
        version = store.version()
        if version is not None and not _has_changed(workspace_id, version):
            return version
        # There is nothing to answer from before the first version is there, so that one is waited for.
        with store.writing(wait=version is None) as mine:
            if mine:
                _take_in(workspace_id, store, patience)
        version = store.version()
        if version is not None:
            return version


def rebuild_index(
    workspace_id: int, write: Callable[[Iterable[Batch]], None], finished: Callable[[], Iterable[Batch]]
) -> int:
    """Build the files anew by way of somebody else: `write` takes the rows as they are, `finished` gives them back.

    How many rows there are. The records are held only while they are written out.
    """
    store = index_store(workspace_id)
    with store.writing(wait=True):
        with transaction.atomic(durable=True):
            mark = mark_now()
            write(batches(workspace_id))
        store.rebuild(finished(), mark)
    return bring_up(workspace_id, store, patience=None).rows


def _take_in(workspace_id: int, store: Kept[Any], patience: int | None) -> None:
    with transaction.atomic(durable=True):
        version = store.version()
        if version is None:
            mark = mark_now()
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


def mark_now() -> dict[str, object]:
    """The mark of what is filled from here on, within this transaction."""
    newest = LibraryChange.objects.aggregate(newest=Max("pk"))["newest"] or 0
    recent = range(max(newest - GAPS_MOST, 0) + 1, newest + 1)
    known = set(LibraryChange.objects.filter(pk__in=recent).values_list("pk", flat=True)) if _has_gaps() else recent
    return {"through": newest, "gaps": [pk for pk in recent if pk not in known]}


def _has_gaps() -> bool:
    """Whether ids may be committed in another order than they were given out in."""
    return connection.vendor == "postgresql"


def _has_changed(workspace_id: int, version: Marked) -> bool:
    return LibraryChange.objects.filter(_since(version), workspace_id=workspace_id).exists()


def _since(version: Marked) -> Q:
    return Q(pk__gt=version.mark["through"]) | Q(pk__in=version.mark["gaps"])


def _pending(workspace_id: int, version: Marked) -> Pending:
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
