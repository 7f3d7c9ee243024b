"""The audit trail and the imported files."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapport.shared.paging import Cut, Page
from rapport.shared.refusals import NotFound
from rapport.shops.models import AuditLine, ImportRefusal, ImportRun

PAGE = 100
ROWS_SHOWN = 500
ROWS_AT_ONCE = 1000


def audit_lines(workspace_id: int, limit: int = PAGE) -> list[AuditLine]:
    """The newest lines first."""
    return list(AuditLine.objects.filter(workspace_id=workspace_id).order_by("-at", "-pk")[:limit])


def audit_page(workspace_id: int, page: int = 1) -> Page[AuditLine]:
    """One page of the trail, the newest lines first."""
    rows = AuditLine.objects.filter(workspace_id=workspace_id).order_by("-at", "-pk")
    cut = Cut.of(rows.count(), page, PAGE)
    return cut.holding(list(rows[cut.part]))


def import_runs(workspace_id: int, limit: int = PAGE) -> list[ImportRun]:
    """The newest runs first."""
    return list(ImportRun.objects.filter(workspace_id=workspace_id).order_by("-at", "-pk")[:limit])


@dataclass(frozen=True, slots=True)
class RefusedRows:
    """An imported file with the first of its refused rows and left-out figures, each in the order of the file."""

    run: ImportRun
    rows: list[ImportRefusal]
    left_out: list[ImportRefusal]


def import_run(workspace_id: int, run_id: int) -> ImportRun:
    """Refuses with NotFound."""
    run = ImportRun.objects.filter(workspace_id=workspace_id, pk=run_id).first()
    if run is None:
        raise NotFound(what="import_run", id=run_id)
    return run


def rows_told(run: ImportRun) -> Iterator[ImportRefusal]:
    """Every refused row and left-out figure of a file in its order, read a part at a time."""
    return run.refusals.order_by("line", "pk").iterator(chunk_size=ROWS_AT_ONCE)


def refused_rows(workspace_id: int, run_id: int, limit: int = ROWS_SHOWN) -> RefusedRows:
    """Refuses with NotFound."""
    run = import_run(workspace_id, run_id)
    told = list(run.refusals.order_by("row_kept", "line", "pk")[:limit])
    return RefusedRows(run, [row for row in told if not row.row_kept], [row for row in told if row.row_kept])
