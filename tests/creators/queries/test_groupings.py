"""What is read of many creators at once is of them alone."""

from tests.cast import Cast

from rapport.creators.models import Creator, CreatorCategory
from rapport.creators.queries.groupings import best_categories, category_keys
from rapport.creators.queries.stored import as_stored, moment_of


def test_creators_whose_ids_lie_between_are_left_out(cast: Cast) -> None:
    ids = sorted(Creator.objects.values_list("pk", flat=True))
    CreatorCategory.objects.all().delete()
    CreatorCategory.objects.bulk_create(CreatorCategory(creator_id=pk, key="pets", rank=1) for pk in ids)
    asked = [ids[0], ids[2]]
    assert best_categories(asked) == dict.fromkeys(asked, "pets")
    assert category_keys(asked) == dict.fromkeys(asked, ("pets",))
    assert best_categories([]) == {}


def test_a_row_as_it_is_stored_says_the_same(cast: Cast) -> None:
    ((handle, seen_at),) = as_stored(Creator.objects.filter(pk=cast.anna.pk).values_list("handle", "seen_at"))
    assert (handle, moment_of(seen_at)) == (cast.anna.handle, cast.anna.seen_at)
    assert as_stored(Creator.objects.filter(pk__in=[]).values_list("pk")) == []
