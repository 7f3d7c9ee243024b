"""Which creators a form means: those it names, as long as they are this workspace's own."""

from collections.abc import Iterable

from rapport.creators.models import Creator
from rapport.shared.refusals import NotFound


def selected(workspace_id: int, creator_ids: Iterable[int]) -> list[int]:
    """The ids in order, each once. Refuses with NotFound where one is not of this workspace."""
    wanted = sorted(set(creator_ids))
    found = set(Creator.objects.filter(workspace_id=workspace_id, pk__in=wanted).values_list("pk", flat=True))
    for creator_id in wanted:
        if creator_id not in found:
            raise NotFound(what="creator", id=creator_id)
    return wanted
