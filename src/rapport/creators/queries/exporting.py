"""The whole library as rows of a file, for its owner."""

from collections.abc import Collection, Iterator

from rapport.creators.models import Creator
from rapport.creators.models.creator import METRIC_COLUMNS
from rapport.creators.queries.groupings import category_keys, lists_of_creators, tags_of_creators

AT_ONCE = 500
WHO = ("handle", "nickname", "region", "open_id", "language", "bio", "avatar_url", "source", "blocked_why")
HEADER = (*WHO, "first_seen_at", "seen_at", "score", *METRIC_COLUMNS, "categories", "tags", "lists")


def pages_of(
    workspace_id: int, *, list_id: int | None = None, creator_ids: Collection[int] | None = None
) -> Iterator[list[Creator]]:
    """The creators of a workspace, of one list, or some of them, in parts; whoever joined another or was forgotten is
    left out.
    """
    rows = Creator.objects.filter(workspace_id=workspace_id, merged_into=None, forgotten_at=None).order_by("pk")
    if list_id is not None:
        rows = rows.filter(entries__list=list_id)
    if creator_ids is not None:
        rows = rows.filter(pk__in=creator_ids)
    last = 0
    while found := list(rows.filter(pk__gt=last)[:AT_ONCE]):
        last = found[-1].pk
        yield found


def all_rows_of(workspace_id: int, *, list_id: int | None = None) -> Iterator[tuple[object, ...]]:
    """The rows under HEADER: amounts in minor units of `currency`, rates in hundredths of a percent."""
    for rows in pages_of(workspace_id, list_id=list_id):
        ids = [one.pk for one in rows]
        keys, tags, lists = category_keys(ids), tags_of_creators(ids), lists_of_creators(ids)
        for one in rows:
            yield (
                *(getattr(one, name) for name in WHO),
                one.first_seen_at.isoformat(),
                one.seen_at.isoformat(),
                one.score,
                *(getattr(one, name) for name in METRIC_COLUMNS),
                "; ".join(keys.get(one.pk, ())),
                "; ".join(tags.get(one.pk, ())),
                "; ".join(lists.get(one.pk, ())),
            )
