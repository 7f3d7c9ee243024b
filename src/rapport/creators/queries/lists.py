"""Lists of creators: those of a workspace, what stands on one, and on which a creator stands."""

from dataclasses import dataclass

from django.db.models import Count

from rapport.creators.models import CreatorList, ListEntry
from rapport.creators.queries.labels import Named
from rapport.creators.queries.library import CreatorRow, rows_of
from rapport.shared.paging import Cut, Page
from rapport.shared.refusals import NotFound

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """A creator on a list, and the entry that says who put them there."""

    row: CreatorRow
    entry: ListEntry


def lists_of(workspace_id: int) -> list[Named]:
    """Every list of a workspace by name; one query."""
    rows = CreatorList.objects.filter(workspace_id=workspace_id).annotate(creators=Count("entries"))
    return [Named(row.pk, row.name, row.creators) for row in rows.order_by("folded")]


def creator_list(workspace_id: int, list_id: int) -> CreatorList:
    """Refuses with NotFound."""
    found = CreatorList.objects.filter(workspace_id=workspace_id, pk=list_id).first()
    if found is None:
        raise NotFound(what="list", id=list_id)
    return found


def entries_of(found: CreatorList, page: int = 1) -> Page[Entry]:
    """One page of a list, the newest entries first; three queries."""
    rows = ListEntry.objects.filter(list=found).select_related("creator").order_by("-added_at", "pk")
    cut = Cut.of(rows.count(), page, PAGE_SIZE)
    shown = list(rows[cut.part])
    return cut.holding([Entry(*pair) for pair in zip(rows_of([one.creator for one in shown]), shown, strict=True)])


def members_of_list(found: CreatorList) -> list[int]:
    """The ids of everybody on a list."""
    return list(ListEntry.objects.filter(list=found).order_by("pk").values_list("creator_id", flat=True))
