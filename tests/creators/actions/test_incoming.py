"""A file that was sent: looked at, imported once however often the work is begun, discarded, or dropped after a day."""

import io

import pytest
from tests.cast import MEI, NOW, Cast
from tests.creators.actions.test_imports import Killed, kept
from tests.sheets import CREATOR_PRODUCTS, VIDEO, sheet

from rapport.creators.actions import imports, incoming
from rapport.creators.actions.incoming import ask_for_import, discard, drop_old, import_incoming, take_in
from rapport.creators.models import Creator, IncomingFile
from rapport.creators.queries.incoming import opened
from rapport.creators.rules.imports.arrivals import DROP, IMPORT, KEPT, ImportAsked, IncomingGone, incoming_key
from rapport.shared.tables import FileUnreadable
from rapport.shops.actions import imports as intake
from rapport.shops.models import AuditLine, ImportRun
from rapport.work.models import Job

State = IncomingFile.State
CONTENT = sheet(CREATOR_PRODUCTS, [{**VIDEO, "Creator_username": f"maker{number}"} for number in range(5)])


def sent(cast: Cast, content: bytes = CONTENT) -> IncomingFile:
    return take_in(cast.moonwell.pk, io.BytesIO(content), "creators.csv", region="vn", by=MEI, now=NOW, machine_now=NOW)


def asked(cast: Cast, content: bytes = CONTENT) -> IncomingFile:
    made = sent(cast, content)
    ask_for_import(made, region="VN", in_background=True, by=MEI, now=NOW, machine_now=NOW)
    return made


def fresh(one: IncomingFile) -> IncomingFile:
    return IncomingFile.objects.get(pk=one.pk)


def test_a_file_lies_in_the_data_folder_under_a_name_of_its_own(cast: Cast) -> None:
    made = sent(cast)
    assert made.path.read_bytes() == CONTENT
    assert made.path.parent.name == str(cast.moonwell.pk)
    assert (made.region, "creators" in made.path.name, made.path.stat().st_mode & 0o777) == ("VN", False, 0o600)
    assert Job.objects.filter(name=DROP, key=incoming_key(made.pk), run_at=NOW + KEPT).exists()
    assert not Creator.objects.filter(region="VN").exists()


def test_what_nobody_can_read_is_not_put_aside(cast: Cast) -> None:
    with pytest.raises(FileUnreadable):
        sent(cast, b"")
    assert not IncomingFile.objects.exists()


def test_it_is_imported_once_and_its_file_removed(cast: Cast) -> None:
    made = asked(cast)
    import_incoming(made.pk)
    import_incoming(made.pk)
    done = fresh(made)
    assert (done.state, done.run, ImportRun.objects.count()) == (State.DONE, ImportRun.objects.get(), 1)
    assert (ImportRun.objects.get().rows_kept, made.path.exists()) == (5, False)


def test_nobody_asks_twice(cast: Cast) -> None:
    made = asked(cast)
    with pytest.raises(ImportAsked):
        ask_for_import(made, in_background=False, by=MEI, now=NOW, machine_now=NOW)
    assert Job.objects.filter(name=IMPORT).count() == 1


def test_a_file_that_nobody_asked_for_is_not_imported(cast: Cast) -> None:
    import_incoming(sent(cast).pk)
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize("place", ["after a batch", "before the run", "after the run"])
def test_killed_anywhere_it_is_run_again_and_changes_nothing_twice(
    place: str, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake, "BATCH", 2)
    made = asked(cast)

    def killed(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as once:
        if place == "before the run":
            once.setattr(incoming, "_done", killed)
        if place == "after the run":
            once.setattr("pathlib.Path.unlink", killed)
        with pytest.raises(Killed):
            import_incoming(made.pk, hold=killed if place == "after a batch" else lambda: None)
    before = kept()
    import_incoming(made.pk)
    assert (fresh(made).state, ImportRun.objects.count()) == (State.DONE, 1)
    assert ImportRun.objects.get().rows_kept == 5
    assert Creator.objects.filter(handle__startswith="maker").count() == 5
    assert place == "after a batch" or kept() == before


def test_of_two_who_come_to_the_end_together_one_leaves_a_run(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    made = asked(cast)
    whole = imports._keep  # noqa: SLF001 - where the other one passes by

    def passed(*args: object) -> None:
        monkeypatch.setattr(imports, "_keep", whole)
        import_incoming(made.pk)
        whole(*args)  # type: ignore[arg-type] # what was given is handed on

    monkeypatch.setattr(imports, "_keep", passed)
    import_incoming(made.pk)
    assert (fresh(made).state, ImportRun.objects.count()) == (State.DONE, 1)


def test_progress_is_noted_on_the_way(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(intake, "BATCH", 2)
    monkeypatch.setattr(incoming, "TOLD_EVERY", 2)
    made, seen = asked(cast), []
    import_incoming(made.pk, hold=lambda: seen.append(fresh(made).rows_read))
    assert (seen, fresh(made).rows_read) == ([0, 2, 4], 4)


def test_what_cannot_be_imported_is_told_and_may_be_asked_for_again(cast: Cast) -> None:
    made = asked(cast, b"colour,size\nred,7\n")
    import_incoming(made.pk)
    told = fresh(made)
    assert (told.state, told.path.exists()) == (State.FAILED, True)
    assert told.trouble == {"code": "imports.layout_unknown", "data": {"nearest": "handles", "missing": "handle"}}
    ask_for_import(told, in_background=True, by=MEI, now=NOW, machine_now=NOW)
    assert fresh(made).state == State.ASKED


def test_a_file_that_is_gone_is_told(cast: Cast) -> None:
    made = asked(cast)
    made.path.unlink()
    import_incoming(made.pk)
    assert fresh(made).trouble == {"code": "imports.incoming_gone", "data": {"file": "creators.csv"}}
    with pytest.raises(IncomingGone):
        opened(made)


def test_discarded_nothing_is_left_but_a_line_of_the_trail(cast: Cast) -> None:
    made = sent(cast)
    discard(cast.moonwell.pk, made.pk, by=MEI, now=NOW)
    assert (IncomingFile.objects.exists(), made.path.exists()) == (False, False)
    assert AuditLine.objects.filter(action="import.discard", subject="creators.csv").exists()


def test_what_is_being_imported_is_neither_discarded_nor_dropped(cast: Cast) -> None:
    made = asked(cast)
    with pytest.raises(ImportAsked):
        discard(cast.moonwell.pk, made.pk, by=MEI, now=NOW)
    assert drop_old(made.pk) is False
    assert made.path.exists()


def test_a_day_later_it_is_forgotten(cast: Cast) -> None:
    made = sent(cast)
    assert drop_old(made.pk) is True
    assert drop_old(made.pk) is True
    assert (IncomingFile.objects.exists(), made.path.exists()) == (False, False)
