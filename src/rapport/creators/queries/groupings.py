"""What creators stand under: their categories, tags and lists; each read once for however many creators."""

from collections.abc import Iterable, Sequence

from rapport.creators.models import CreatorCategory, CreatorTag, ListEntry


def category_keys(creator_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Category keys of creators, best-selling first; who has none is left out."""
    rows = CreatorCategory.objects.filter(creator__in=creator_ids).order_by("creator_id", "rank")
    return gathered(rows.values_list("creator_id", "key"))


def best_categories(creator_ids: Sequence[int]) -> dict[int, str]:
    """The category each creator sells best in; who has none is left out."""
    rows = CreatorCategory.objects.filter(creator__in=creator_ids, rank=1)
    return dict(rows.values_list("creator_id", "key"))


def tags_of_creators(creator_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The names of each creator's tags, in order; who carries none is left out."""
    rows = CreatorTag.objects.filter(creator__in=creator_ids).order_by("tag__folded")
    return gathered(rows.values_list("creator_id", "tag__name"))


def lists_of_creators(creator_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """The names of the lists each creator stands on, in order; who stands on none is left out."""
    rows = ListEntry.objects.filter(creator__in=creator_ids).order_by("list__folded")
    return gathered(rows.values_list("creator_id", "list__name"))


def gathered(pairs: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    """The words of each creator, in the order they come."""
    found: dict[int, list[str]] = {}
    for creator_id, word in pairs:
        found.setdefault(creator_id, []).append(word)
    return {creator_id: tuple(words) for creator_id, words in found.items()}
