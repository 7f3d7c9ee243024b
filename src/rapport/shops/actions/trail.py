"""Adding to the trail; called inside the transaction of what it records."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from rapport.shared.refusals import Plain, Reason
from rapport.shops.models import AuditLine, ImportRefusal, ImportRun
from rapport.shops.rules.roles import Actor

NAME_CHARS = 80
"""How much of a name a line keeps."""


def record(workspace_id: int, by: Actor, action: str, subject: str = "", *, now: datetime, **data: Plain) -> None:
    """Write one audit line: who did what to what, when. `data` must hold no secret."""
    AuditLine.objects.create(
        workspace_id=workspace_id,
        at=now,
        user_id=by.user_id,
        actor=by.label[:NAME_CHARS],
        action=action,
        subject=subject[:NAME_CHARS],
        data=data,
    )


def forget_in_trail(workspace_id: int, names: Collection[str], ids: Collection[str], instead: str) -> None:
    """Take a person's names out of the trail, and the reasons given for blocking them; that it was done stays."""
    lines = AuditLine.objects.filter(workspace_id=workspace_id)
    lines.filter(subject__in=names).update(subject=instead)
    for line in lines.filter(subject__in=ids, action__startswith="creator.", data__has_key="why"):
        AuditLine.objects.filter(pk=line.pk).update(data={**line.data, "why": ""})


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """A row of a file that was not kept, or not in full, and why."""

    line: int
    reason: Reason


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of a file: `read` = `kept` + the number of `refused`.

    `left_out` are figures of kept rows that could not be kept with them, `unused` columns that nothing is made of;
    `run_id` is the run as which the trail keeps it.
    """

    kind: str
    file_name: str
    read: int
    kept: int
    refused: tuple[RefusedRow, ...] = field(default=())
    left_out: tuple[RefusedRow, ...] = field(default=())
    unused: tuple[str, ...] = field(default=())
    run_id: int | None = field(default=None, compare=False)


@transaction.atomic
def record_import(workspace_id: int, by: Actor, report: ImportReport, *, now: datetime) -> ImportRun:
    """Keep an import's report with its refused rows and left-out figures."""
    run = ImportRun.objects.create(
        workspace_id=workspace_id,
        at=now,
        kind=report.kind,
        file_name=report.file_name[:200],
        rows_read=report.read,
        rows_kept=report.kept,
    )
    refusals = [*_refusals(run, report.refused), *_refusals(run, report.left_out, row_kept=True)]
    ImportRefusal.objects.bulk_create(refusals, batch_size=1000)
    record(workspace_id, by, "import.file", report.file_name, now=now, read=report.read, kept=report.kept)
    return run


def _refusals(run: ImportRun, rows: Iterable[RefusedRow], *, row_kept: bool = False) -> list[ImportRefusal]:
    return [
        ImportRefusal(run=run, line=row.line, code=row.reason.code, data=row.reason.data, row_kept=row_kept)
        for row in rows
    ]
