"""Lists of creators put together by hand."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import MEI, NOW, Cast

from rapport.creators.actions.lists import open_list, put_on_list, remove_list, rename_list, take_off_list
from rapport.creators.models import Creator, CreatorList, ListEntry
from rapport.creators.queries.groupings import lists_of_creators
from rapport.creators.queries.lists import creator_list, entries_of, lists_of
from rapport.creators.rules.naming import NameTaken
from rapport.shared.refusals import NotFound
from rapport.shops.models import AuditLine
from rapport.shops.rules.roles import Actor

LATER = NOW + timedelta(hours=1)


def put(cast: Cast, name: str, *ids: int) -> int:
    return put_on_list(cast.moonwell.pk, ids, name, by=MEI, now=NOW)


def trail(cast: Cast) -> list[tuple[str, str, dict[str, object]]]:
    lines = AuditLine.objects.filter(workspace=cast.moonwell, action__contains="list").order_by("pk")
    return list(lines.values_list("action", "subject", "data"))


def test_a_list_is_made_by_its_first_entry_and_says_who_and_when(cast: Cast) -> None:
    assert put(cast, "Spring", cast.anna.pk) == 1
    entry = ListEntry.objects.get()
    assert (entry.list.name, entry.creator, entry.added_by, entry.added_at) == ("Spring", cast.anna, "mei", NOW)
    assert trail(cast) == [("list.open", "Spring", {}), ("creator.list", "Spring", {"creators": 1})]


def test_who_stands_on_it_stays_as_first_put(cast: Cast) -> None:
    put(cast, "Spring", cast.anna.pk)
    again = put_on_list(cast.moonwell.pk, [cast.anna.pk, cast.bao.pk], "spring", by=Actor("li"), now=LATER)
    entry = ListEntry.objects.get(creator=cast.anna)
    assert (again, entry.added_by, entry.added_at) == (1, "mei", NOW)


def test_creators_are_taken_off_once(cast: Cast) -> None:
    put(cast, "Spring", cast.anna.pk, cast.bao.pk)
    off = [take_off_list(cast.moonwell.pk, [cast.anna.pk], "Spring", by=MEI, now=NOW) for _ in range(2)]
    assert (off, lists_of_creators([cast.anna.pk, cast.bao.pk])) == ([1, 0], {cast.bao.pk: ("Spring",)})


def test_another_workspace_s_list_of_the_name_is_another_list(cast: Cast) -> None:
    put(cast, "Spring", cast.anna.pk)
    open_list(cast.harbour.pk, "Spring", by=Actor("harry"), now=NOW)
    assert [(one.name, one.creators) for one in lists_of(cast.harbour.pk)] == [("Spring", 0)]
    with pytest.raises(NotFound):
        creator_list(cast.harbour.pk, CreatorList.objects.get(workspace=cast.moonwell).pk)


def test_two_lists_do_not_share_a_name(cast: Cast) -> None:
    open_list(cast.moonwell.pk, "Spring", by=MEI, now=NOW)
    autumn = open_list(cast.moonwell.pk, "Autumn", by=MEI, now=NOW)
    with pytest.raises(NameTaken):
        open_list(cast.moonwell.pk, "SPRING", by=MEI, now=NOW)
    with pytest.raises(NameTaken):
        rename_list(cast.moonwell.pk, autumn.pk, "spring", by=MEI, now=NOW)


def test_a_removed_list_leaves_its_creators_in_the_library(cast: Cast) -> None:
    put(cast, "Spring", cast.anna.pk)
    before = Creator.objects.count()
    remove_list(cast.moonwell.pk, CreatorList.objects.get().pk, by=MEI, now=NOW)
    assert (CreatorList.objects.count(), ListEntry.objects.count(), Creator.objects.count()) == (0, 0, before)
    assert trail(cast)[-1] == ("list.remove", "Spring", {"creators": 1})


def test_a_page_of_a_list_shows_the_newest_entries_first(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    put(cast, "Spring", cast.anna.pk, cast.bao.pk)
    put_on_list(cast.moonwell.pk, [cast.chai.pk], "Spring", by=MEI, now=LATER)
    found = CreatorList.objects.get()
    with django_assert_num_queries(3):
        page = entries_of(found)
    assert ([one.row.handle for one in page.rows], page.total) == (["chai", "anna", "bao"], 3)
