"""Rows written by prepared statements are the rows that Django's own way would have written."""

from datetime import date

from pytest_django import DjangoAssertNumQueries
from tests.cast import NOW, Cast

from rapport.creators.actions.in_bulk import fresh, insert, update, upsert
from rapport.creators.models import Creator, CreatorCategory, Snapshot

NAMES = {"linh": 7, "minh": None}
SNAPSHOT = ("creator", "source", "taken_on", "figures", "own")


def linh(cast: Cast) -> dict[str, object]:
    return {"workspace_id": cast.moonwell.pk, "handle": "linh", "source": "list", "first_seen_at": NOW, "seen_at": NOW}


def test_a_fresh_row_is_what_the_model_would_make(cast: Cast) -> None:
    ours, theirs = fresh(Creator, linh(cast)), Creator(**linh(cast))
    fields = [field.attname for field in Creator._meta.concrete_fields]  # noqa: SLF001 - every one there is
    assert [getattr(ours, name) for name in fields] == [getattr(theirs, name) for name in fields]
    assert ours._state.adding  # noqa: SLF001 - it is not in the database


def test_rows_come_back_as_they_were_put_in(cast: Cast) -> None:
    shared = {**linh(cast), "open_id": "", "nickname": "", "region": "", "language": "", "bio": "", "avatar_url": ""}
    told = [{**shared, "blocked_why": "", "handle": handle, "followers": count} for handle, count in NAMES.items()]
    insert(Creator, [tuple(one.values()) for one in told], tuple(told[0]))
    found = Creator.objects.filter(handle__in=NAMES).order_by("handle")
    assert [(one.handle, one.followers, one.seen_at, one.bio) for one in found] == [
        ("linh", 7, NOW, ""),
        ("minh", None, NOW, ""),
    ]


def test_nothing_is_written_for_nobody(db: None, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        insert(CreatorCategory, [], ("creator", "key", "rank"))
        update([], ("followers",))


def test_a_row_with_the_same_key_is_written_over(cast: Cast) -> None:
    day = date(2026, 3, 2)
    for figures in ({"followers": 1}, {"followers": 2, "currency": "GBP"}):
        upsert(Snapshot, [(cast.anna.pk, "list", day, figures, {})], SNAPSHOT, key=SNAPSHOT[:3])
    told = Snapshot.objects.filter(creator=cast.anna, source="list").values_list("taken_on", "figures", "own")
    assert list(told) == [(day, {"followers": 2, "currency": "GBP"}, {})]


def test_only_the_named_fields_are_written(cast: Cast) -> None:
    anna = Creator.objects.get(pk=cast.anna.pk)
    anna.followers, anna.nickname = 31, "Somebody else"
    update([anna], ("followers",))
    kept = Creator.objects.get(pk=cast.anna.pk)
    assert (kept.followers, kept.nickname) == (31, "Anna")


def test_plain_rows_are_added(cast: Cast) -> None:
    CreatorCategory.objects.filter(creator=cast.anna).delete()
    insert(CreatorCategory, [(cast.anna.pk, "beauty", 1), (cast.anna.pk, "pets", 2)], ("creator", "key", "rank"))
    assert list(cast.anna.categories.values_list("key", flat=True)) == ["beauty", "pets"]
