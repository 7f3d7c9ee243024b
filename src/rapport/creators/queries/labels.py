"""Tags: those of a workspace with how many carry each, and those of creators."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count

from rapport.creators.models import CreatorTag, Tag
from rapport.shared.refusals import NotFound


@dataclass(frozen=True, slots=True)
class Named:
    """A tag or list by its name, and how many creators it holds."""

    id: int
    name: str
    creators: int


def tags_of(workspace_id: int) -> list[Named]:
    """Every tag of a workspace by name; one query."""
    rows = Tag.objects.filter(workspace_id=workspace_id).annotate(creators=Count("uses")).order_by("folded")
    return [Named(row.pk, row.name, row.creators) for row in rows]


def tag(workspace_id: int, tag_id: int) -> Tag:
    """Refuses with NotFound."""
    found = Tag.objects.filter(workspace_id=workspace_id, pk=tag_id).first()
    if found is None:
        raise NotFound(what="tag", id=tag_id)
    return found


def tags_of_creators(creator_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The names of each creator's tags, in order; who carries none is left out."""
    rows = CreatorTag.objects.filter(creator__in=creator_ids).order_by("tag__folded")
    names: dict[int, list[str]] = {}
    for creator_id, name in rows.values_list("creator_id", "tag__name"):
        names.setdefault(creator_id, []).append(name)
    return {creator_id: tuple(found) for creator_id, found in names.items()}
