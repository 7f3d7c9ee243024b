"""Notes about creators."""

from datetime import timedelta

import pytest
from tests.cast import MEI, NOW, Cast

from rapport.creators.actions.notes import NoteEmpty, NoteTooLong, remove_note, write_note
from rapport.creators.models import CreatorNote
from rapport.creators.queries.notes import notes_of
from rapport.shared.refusals import NotFound
from rapport.shops.models import AuditLine
from rapport.shops.rules.roles import Actor


def test_a_note_says_who_wrote_it_and_when(cast: Cast) -> None:
    by = Actor("mei", cast.mei.pk)
    made = write_note(cast.moonwell.pk, cast.anna.pk, " Prefers mornings. ", by=by, now=NOW)
    assert (made.text, made.author, made.user_id, made.written_at) == ("Prefers mornings.", "mei", cast.mei.pk, NOW)


def test_the_newest_note_comes_first(cast: Cast) -> None:
    for hours, text in enumerate(("first", "second")):
        write_note(cast.moonwell.pk, cast.anna.pk, text, by=MEI, now=NOW + timedelta(hours=hours))
    assert [one.text for one in notes_of(cast.moonwell.pk, cast.anna.pk)] == ["second", "first"]
    assert notes_of(cast.harbour.pk, cast.anna.pk) == []


def test_the_trail_never_tells_what_was_written(cast: Cast) -> None:
    made = write_note(cast.moonwell.pk, cast.anna.pk, "Divorced lately", by=MEI, now=NOW)
    assert remove_note(cast.moonwell.pk, made.pk, by=MEI, now=NOW) == cast.anna.pk
    lines = AuditLine.objects.filter(action__contains="note").order_by("pk").values_list("action", "subject", "data")
    assert list(lines) == [
        ("creator.note", str(cast.anna.pk), {}),
        ("creator.unnote", str(cast.anna.pk), {"author": "mei"}),
    ]
    assert CreatorNote.objects.count() == 0


@pytest.mark.parametrize(("text", "refusal"), [(" \n", NoteEmpty), ("x" * 4001, NoteTooLong)])
def test_a_note_has_a_word_and_an_end(text: str, refusal: type[Exception], cast: Cast) -> None:
    with pytest.raises(refusal):
        write_note(cast.moonwell.pk, cast.anna.pk, text, by=MEI, now=NOW)
    assert CreatorNote.objects.count() == 0


def test_another_workspace_neither_writes_nor_removes(cast: Cast) -> None:
    made = write_note(cast.moonwell.pk, cast.anna.pk, "Ours", by=MEI, now=NOW)
    with pytest.raises(NotFound):
        write_note(cast.harbour.pk, cast.anna.pk, "Theirs", by=MEI, now=NOW)
    with pytest.raises(NotFound):
        remove_note(cast.harbour.pk, made.pk, by=MEI, now=NOW)
    assert [one.text for one in notes_of(cast.moonwell.pk, cast.anna.pk)] == ["Ours"]
