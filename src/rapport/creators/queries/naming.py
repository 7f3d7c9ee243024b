"""How creators are called, for pages that only have their ids."""

from collections.abc import Collection

from rapport.creators.models import Creator


def shown_names(workspace_id: int, creator_ids: Collection[int]) -> dict[int, str]:
    """The shown name of each creator of this workspace, by id."""
    rows = Creator.objects.filter(workspace_id=workspace_id, pk__in=creator_ids)
    return {row.pk: row.shown_name for row in rows.only("nickname", "handle")}
