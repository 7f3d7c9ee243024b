"""Dealings with creators as they are kept, and the groups that creators are judged in."""

from collections.abc import Sequence

from rapport.creators.models import Creator, Dealings
from rapport.creators.queries.groupings import best_categories
from rapport.creators.rules.dealings import Group
from rapport.shared.layouts import in_batches

BATCH = 5_000


def dealings_of(workspace_id: int) -> dict[int, Dealings]:
    """Every creator's dealings that are kept, by creator id."""
    return {row.pk: row for row in Dealings.objects.filter(creator__workspace_id=workspace_id)}


def groups_of(workspace_id: int, creator_ids: Sequence[int]) -> dict[int, Group]:
    """Country and best category of each of these creators; those of another workspace are left out."""
    found: dict[int, Group] = {}
    for batch in in_batches(creator_ids, BATCH):
        rows = Creator.objects.filter(workspace_id=workspace_id, pk__in=batch)
        best = best_categories(batch)
        found |= {pk: (region, best.get(pk, "")) for pk, region in rows.values_list("pk", "region")}
    return found
