"""What tells an index of the library that creators changed."""

from tests.cast import MEI, NOW, Cast

from rapport.creators.actions.changes import MOST, note_changed
from rapport.creators.actions.keep import block_creator
from rapport.creators.models import LibraryChange


def noted(cast: Cast) -> list[list[int]]:
    rows = LibraryChange.objects.filter(workspace=cast.moonwell).order_by("pk")
    return list(rows.values_list("creator_ids", flat=True))


def test_each_creator_is_noted_once(cast: Cast) -> None:
    before = noted(cast)
    note_changed(cast.moonwell.pk, [cast.bao.pk, cast.anna.pk, cast.bao.pk])
    assert noted(cast) == [*before, [cast.anna.pk, cast.bao.pk]]


def test_many_creators_take_several_rows(cast: Cast) -> None:
    before = noted(cast)
    note_changed(cast.moonwell.pk, range(MOST + 1))
    assert [len(ids) for ids in noted(cast)[len(before) :]] == [MOST, 1]


def test_nobody_changed_is_no_row(cast: Cast) -> None:
    before = noted(cast)
    note_changed(cast.moonwell.pk, [])
    assert noted(cast) == before


def test_who_is_blocked_changed(cast: Cast) -> None:
    block_creator(cast.moonwell.pk, cast.anna.pk, "rude", by=MEI, now=NOW)
    assert noted(cast)[-1] == [cast.anna.pk]
