"""What creators stand under: their categories, tags and lists; each read once for however many creators."""

from collections.abc import Iterable, Sequence

from django.db.models import Q

from rapport.creators.models import CreatorCategory, CreatorTag, ListEntry

CLOSE = 2
"""Ids that lie so close that at least every second number between them is one of them."""


def of_creators(creator_ids: Sequence[int]) -> Q:
    """The rows of these creators; where their ids lie close together, also those of a few others between them.

    A thousand ids cost more to name one by one than their rows to read.
    """
    first, last = min(creator_ids, default=0), max(creator_ids, default=0)
    if last - first < CLOSE * len(creator_ids):
        return Q(creator__gte=first, creator__lte=last)
    return Q(creator__in=creator_ids)


def category_keys(creator_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Category keys of creators, best-selling first; who has none is left out."""
    rows = CreatorCategory.objects.filter(of_creators(creator_ids)).order_by("creator_id", "rank")
    return gathered(rows.values_list("creator_id", "key"), creator_ids)


def best_categories(creator_ids: Sequence[int]) -> dict[int, str]:
    """The category each creator sells best in; who has none is left out."""
    rows = CreatorCategory.objects.filter(of_creators(creator_ids), rank=1)
    wanted = set(creator_ids)
    return {creator_id: key for creator_id, key in rows.values_list("creator_id", "key") if creator_id in wanted}


def tags_of_creators(creator_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The names of each creator's tags, in order; who carries none is left out."""
    rows = CreatorTag.objects.filter(of_creators(creator_ids)).order_by("tag__folded")
    return gathered(rows.values_list("creator_id", "tag__name"), creator_ids)


def lists_of_creators(creator_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The names of the lists each creator stands on, in order; who stands on none is left out."""
    rows = ListEntry.objects.filter(of_creators(creator_ids)).order_by("list__folded")
    return gathered(rows.values_list("creator_id", "list__name"), creator_ids)


def gathered(pairs: Iterable[tuple[int, str]], creator_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The words of each of these creators, in the order they come."""
    wanted = set(creator_ids)
    found: dict[int, list[str]] = {}
    for creator_id, word in pairs:
        if creator_id in wanted:
            found.setdefault(creator_id, []).append(word)
    return {creator_id: tuple(words) for creator_id, words in found.items()}
