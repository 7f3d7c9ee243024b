"""Tags: those of a workspace with how many carry each, and those of creators."""

from dataclasses import dataclass

from django.db.models import Count

from rapport.creators.models import Tag
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
