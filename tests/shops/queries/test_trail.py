"""Reading the trail and the imported files back."""

from datetime import timedelta

import pytest
from tests.cast import NOW, Cast

from rapport.shared.refusals import NotFound, Reason
from rapport.shops.actions.trail import ImportReport, RefusedRow, record, record_import
from rapport.shops.models import ImportRun
from rapport.shops.queries.trail import audit_lines, import_runs, refused_rows
from rapport.shops.rules.roles import WORKER


def imported(workspace_id: int, name: str, *lines: int, day: int = 0) -> ImportRun:
    """A file with refused rows on some lines."""
    refused = tuple(RefusedRow(line, Reason("figures.unreadable")) for line in lines)
    report = ImportReport("creators", name, len(lines), 0, refused)
    return record_import(workspace_id, WORKER, report, now=NOW + timedelta(days=day))


def test_the_newest_lines_come_first_and_only_one_workspace_s(cast: Cast) -> None:
    record(cast.moonwell.pk, WORKER, "later", now=NOW + timedelta(days=1))
    record(cast.moonwell.pk, WORKER, "same moment", now=NOW + timedelta(days=1))
    record(cast.harbour.pk, WORKER, "theirs", now=NOW + timedelta(days=2))
    assert [line.action for line in audit_lines(cast.moonwell.pk, limit=3)] == [
        "same moment",
        "later",
        "workspace.seat",
    ]


def test_the_newest_files_come_first_and_only_one_workspace_s(cast: Cast) -> None:
    imported(cast.moonwell.pk, "old.csv")
    imported(cast.moonwell.pk, "new.csv", day=1)
    imported(cast.harbour.pk, "theirs.csv", day=2)
    assert [run.file_name for run in import_runs(cast.moonwell.pk)] == ["new.csv", "old.csv"]


def test_refused_rows_stand_in_the_order_of_the_file(cast: Cast) -> None:
    run = imported(cast.moonwell.pk, "creators.csv", 9, 2, 4)
    found = refused_rows(cast.moonwell.pk, run.pk, limit=2)
    assert found.run == run
    assert [row.line for row in found.rows] == [2, 4]


def test_another_workspace_s_file_is_not_there(cast: Cast) -> None:
    run = imported(cast.harbour.pk, "theirs.csv", 2)
    with pytest.raises(NotFound) as refused:
        refused_rows(cast.moonwell.pk, run.pk)
    assert refused.value.data == {"what": "import_run", "id": run.pk}
