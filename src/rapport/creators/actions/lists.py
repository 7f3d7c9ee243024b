"""Putting creators on lists and taking them off, many at once; a list is made by its first entry, or empty."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from rapport.creators.actions.changes import note_changed
from rapport.creators.actions.naming import rename
from rapport.creators.models import CreatorList, ListEntry
from rapport.creators.models.lists import AUTHOR_CHARS
from rapport.creators.queries.lists import creator_list
from rapport.creators.queries.selection import selected
from rapport.creators.rules.naming import Name, NameTaken, name_of
from rapport.shops.actions.trail import record
from rapport.shops.rules.roles import Actor


@transaction.atomic
def open_list(workspace_id: int, typed: str, *, by: Actor, now: datetime) -> CreatorList:
    """A new, empty list. Refuses with NameMissing, NameTooLong or NameTaken."""
    name = name_of(typed)
    made, is_new = _list_named(workspace_id, name, by=by, now=now)
    if not is_new:
        raise NameTaken(name=name.shown)
    return made


@transaction.atomic
def put_on_list(workspace_id: int, creator_ids: Iterable[int], typed: str, *, by: Actor, now: datetime) -> int:
    """Put creators on the list of a name; how many did not stand on it, who did stays as they are.

    Refuses with NotFound, NameMissing or NameTooLong.
    """
    name, chosen = name_of(typed), selected(workspace_id, creator_ids)
    found, _ = _list_named(workspace_id, name, by=by, now=now)
    stand = set(ListEntry.objects.filter(list=found, creator__in=chosen).values_list("creator_id", flat=True))
    fresh = [creator_id for creator_id in chosen if creator_id not in stand]
    if fresh:
        author = by.label[:AUTHOR_CHARS]
        ListEntry.objects.bulk_create(
            [ListEntry(list=found, creator_id=one, added_at=now, added_by=author) for one in fresh],
            ignore_conflicts=True,
        )
        note_changed(workspace_id, fresh)
        record(workspace_id, by, "creator.list", found.name, now=now, creators=len(fresh))
    return len(fresh)


@transaction.atomic
def take_off_list(workspace_id: int, creator_ids: Iterable[int], typed: str, *, by: Actor, now: datetime) -> int:
    """Take creators off the list of a name; how many stood on it. Refuses with NotFound, NameMissing or NameTooLong."""
    name, chosen = name_of(typed), selected(workspace_id, creator_ids)
    entries = ListEntry.objects.filter(list__workspace_id=workspace_id, list__folded=name.folded, creator__in=chosen)
    gone, _ = entries.delete()
    if gone:
        note_changed(workspace_id, chosen)
        record(workspace_id, by, "creator.unlist", name.shown, now=now, creators=gone)
    return gone


@transaction.atomic
def rename_list(workspace_id: int, list_id: int, typed: str, *, by: Actor, now: datetime) -> None:
    """Call a list something else. Refuses with NotFound, NameMissing, NameTooLong or NameTaken."""
    found = creator_list(workspace_id, list_id)
    if before := rename(found, typed, CreatorList.objects.filter(workspace_id=workspace_id)):
        record(workspace_id, by, "list.rename", before, now=now, name=found.name)
        note_changed(workspace_id, found.entries.values_list("creator_id", flat=True))


@transaction.atomic
def remove_list(workspace_id: int, list_id: int, *, by: Actor, now: datetime) -> None:
    """Forget a list; its creators stay in the library. Refuses with NotFound."""
    found = creator_list(workspace_id, list_id)
    stood = list(found.entries.values_list("creator_id", flat=True))
    found.delete()
    note_changed(workspace_id, stood)
    record(workspace_id, by, "list.remove", found.name, now=now, creators=len(stood))


def _list_named(workspace_id: int, name: Name, *, by: Actor, now: datetime) -> tuple[CreatorList, bool]:
    found, is_new = CreatorList.objects.get_or_create(
        workspace_id=workspace_id, folded=name.folded, defaults={"name": name.shown, "made_at": now}
    )
    if is_new:
        record(workspace_id, by, "list.open", name.shown, now=now)
    return found, is_new
