"""Putting tags on creators and taking them off, many at once; a tag nobody used before is made by its first use."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from rapport.creators.actions.changes import note_changed
from rapport.creators.actions.naming import rename
from rapport.creators.models import CreatorTag, Tag
from rapport.creators.queries.labels import tag as tag_row
from rapport.creators.queries.selection import selected
from rapport.creators.rules.naming import name_of
from rapport.shops.actions.trail import record
from rapport.shops.rules.roles import Actor


@transaction.atomic
def tag_creators(workspace_id: int, creator_ids: Iterable[int], typed: str, *, by: Actor, now: datetime) -> int:
    """Put a tag on creators; how many did not carry it. Refuses with NotFound, NameMissing or NameTooLong."""
    name, chosen = name_of(typed), selected(workspace_id, creator_ids)
    tag, _ = Tag.objects.get_or_create(workspace_id=workspace_id, folded=name.folded, defaults={"name": name.shown})
    carry = set(CreatorTag.objects.filter(tag=tag, creator__in=chosen).values_list("creator_id", flat=True))
    fresh = [creator_id for creator_id in chosen if creator_id not in carry]
    if fresh:
        CreatorTag.objects.bulk_create(
            [CreatorTag(creator_id=creator_id, tag=tag) for creator_id in fresh], ignore_conflicts=True
        )
        note_changed(workspace_id, fresh)
        record(workspace_id, by, "creator.tag", tag.name, now=now, creators=len(fresh))
    return len(fresh)


@transaction.atomic
def untag_creators(workspace_id: int, creator_ids: Iterable[int], typed: str, *, by: Actor, now: datetime) -> int:
    """Take a tag off creators; how many carried it. Refuses with NotFound, NameMissing or NameTooLong."""
    name, chosen = name_of(typed), selected(workspace_id, creator_ids)
    uses = CreatorTag.objects.filter(tag__workspace_id=workspace_id, tag__folded=name.folded, creator__in=chosen)
    gone, _ = uses.delete()
    if gone:
        note_changed(workspace_id, chosen)
        record(workspace_id, by, "creator.untag", name.shown, now=now, creators=gone)
    return gone


@transaction.atomic
def rename_tag(workspace_id: int, tag_id: int, typed: str, *, by: Actor, now: datetime) -> None:
    """Call a tag something else. Refuses with NotFound, NameMissing, NameTooLong or NameTaken."""
    tag = tag_row(workspace_id, tag_id)
    if before := rename(tag, typed, Tag.objects.filter(workspace_id=workspace_id)):
        record(workspace_id, by, "tag.rename", before, now=now, name=tag.name)
        note_changed(workspace_id, tag.uses.values_list("creator_id", flat=True))


@transaction.atomic
def remove_tag(workspace_id: int, tag_id: int, *, by: Actor, now: datetime) -> None:
    """Take a tag off everybody and forget it. Refuses with NotFound."""
    tag = tag_row(workspace_id, tag_id)
    carried = list(tag.uses.values_list("creator_id", flat=True))
    tag.delete()
    note_changed(workspace_id, carried)
    record(workspace_id, by, "tag.remove", tag.name, now=now, creators=len(carried))
