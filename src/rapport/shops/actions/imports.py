"""What importing any file is: its header found, each row kept or refused with its reason, the whole reported.

Rows are kept in batches, each in one transaction. Killed at any line, the import is simply done again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO, Generic, TypeVar

from rapport.shared.layouts import Layout, find_header, in_batches
from rapport.shared.records import Record, sifted, whole_record
from rapport.shared.refusals import Reason
from rapport.shared.tables import read_rows
from rapport.shops.actions.trail import ImportReport, RefusedRow, record_import
from rapport.shops.rules.roles import Actor

Told = TypeVar("Told")
BATCH = 4_000


@dataclass(frozen=True, slots=True)
class Intake(Generic[Told]):
    """How one kind of file is taken in.

    `read` makes of a row what it tells, or refuses it; `keep` keeps a batch of that, in one transaction and so that the
    same rows again change nothing; `left_out` names figures of a kept row that are not kept with it.
    """

    layouts: Sequence[Layout]
    timezone: str
    read: Callable[[Record], Told]
    keep: Callable[[Sequence[Told]], None]
    left_out: Callable[[Told], Sequence[Reason]] = lambda _: ()


def import_file(
    workspace_id: int, file: BinaryIO, file_name: str, intake: Intake[Told], *, by: Actor, now: datetime
) -> ImportReport:
    """Take a file in; how many of its rows became what, as the trail keeps it.

    Refuses with FileUnreadable or LayoutUnknown, before anything is kept.
    """
    match, rows = find_header(read_rows(file), intake.layouts)
    refused: list[RefusedRow] = []
    left_out: list[RefusedRow] = []
    kept = 0
    told = sifted(
        rows,
        lambda row: intake.read(whole_record(match, row, intake.timezone)),
        lambda line, reason: refused.append(RefusedRow(line, reason)),
    )
    for batch in in_batches(told, BATCH):
        left_out.extend(RefusedRow(row.line, reason) for row, one in batch for reason in intake.left_out(one))
        intake.keep([one for _, one in batch])
        kept += len(batch)
    report = ImportReport(
        kind=match.layout.name,
        file_name=file_name,
        read=kept + len(refused),
        kept=kept,
        refused=tuple(refused),
        left_out=tuple(left_out),
        unused=match.unused,
    )
    return replace(report, run_id=record_import(workspace_id, by, report, now=now).pk)
