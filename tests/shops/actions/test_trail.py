"""The trail: who did what, and what became of a file."""

from tests.cast import NOW, Cast

from rapport.shared.refusals import Reason
from rapport.shops.actions.trail import ImportReport, RefusedRow, record, record_import
from rapport.shops.models import AuditLine
from rapport.shops.rules.roles import WORKER, Actor


def test_a_line_says_who_did_what_to_what_and_when(cast: Cast) -> None:
    record(
        cast.moonwell.pk, Actor("mei", cast.mei.pk), "shop.rules", "Moonwell GB", now=NOW, pack="guidebook", cap=None
    )
    line = AuditLine.objects.get(action="shop.rules")
    assert (line.workspace_id, line.at, line.user_id, line.actor) == (cast.moonwell.pk, NOW, cast.mei.pk, "mei")
    assert (line.subject, line.data) == ("Moonwell GB", {"pack": "guidebook", "cap": None})


def test_a_part_of_the_program_is_an_actor_without_a_user(cast: Cast) -> None:
    record(cast.moonwell.pk, WORKER, "products.keep", now=NOW)
    line = AuditLine.objects.get(action="products.keep")
    assert (line.actor, line.user_id, line.subject, line.data) == ("worker", None, "", {})


def test_long_names_are_cut_and_never_stop_what_they_record(cast: Cast) -> None:
    record(cast.moonwell.pk, Actor("m" * 150 + " (api)"), "import.file", "f" * 300, now=NOW)
    line = AuditLine.objects.get(action="import.file")
    assert (line.actor, line.subject) == ("m" * 80, "f" * 80)


def test_an_imported_file_is_kept_with_its_refused_rows(cast: Cast) -> None:
    refused = (
        RefusedRow(7, Reason("figures.unreadable", {"text": "many"})),
        RefusedRow(3, Reason("imports.no_handle")),
    )
    report = ImportReport("creators", "creators.csv", read=5, kept=3, refused=refused)
    run = record_import(cast.moonwell.pk, Actor("mei"), report, now=NOW)
    assert (run.kind, run.file_name, run.rows_read, run.rows_kept, run.at) == ("creators", "creators.csv", 5, 3, NOW)
    assert list(run.refusals.values_list("line", "code", "data")) == [
        (3, "imports.no_handle", {}),
        (7, "figures.unreadable", {"text": "many"}),
    ]
    assert AuditLine.objects.get(action="import.file").data == {"read": 5, "kept": 3}


def test_a_figure_left_out_stands_beside_the_row_that_was_kept_without_it(cast: Cast) -> None:
    left_out = (RefusedRow(2, Reason("imports.other_currency", {"currency": "USD"})),)
    report = ImportReport("creators", "creators.csv", read=1, kept=1, left_out=left_out)
    run = record_import(cast.moonwell.pk, Actor("mei"), report, now=NOW)
    assert list(run.refusals.values_list("line", "code", "row_kept")) == [(2, "imports.other_currency", True)]


def test_a_file_with_a_very_long_name_is_kept_under_its_beginning(cast: Cast) -> None:
    run = record_import(cast.moonwell.pk, WORKER, ImportReport("creators", "f" * 250, 0, 0), now=NOW)
    assert run.file_name == "f" * 200
