"""What importing any file is: its header found, each row kept or refused with its reason, the whole reported.

Rows are kept in batches, each in one transaction. Killed at any line, the import is simply done again.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import BinaryIO, Generic, TypeVar

from django.db import transaction

from rapport.shared.layouts import Layout, Match, find_header, in_batches
from rapport.shared.records import Record
from rapport.shared.refusals import Reason
from rapport.shared.tables import Row, read_rows
from rapport.shops.actions.beside import Reader
from rapport.shops.actions.trail import ImportReport, RefusedRow, record_import
from rapport.shops.rules.roles import Actor

Told = TypeVar("Told")
BATCH = 10_000


@dataclass(frozen=True, slots=True)
class Intake(Generic[Told]):
    """How one kind of file is taken in.

    `read` makes of a row what it tells, or refuses it; `keep` keeps a batch of that, in one transaction and so that the
    same rows again change nothing; `left_out` names figures of a kept row that are not kept with it. `beside` says that
    `read`, and what it makes, can be handed to another process.
    """

    layouts: Sequence[Layout]
    timezone: str
    read: Callable[[Record], Told]
    keep: Callable[[Sequence[Told]], None]
    left_out: Callable[[Told], Sequence[Reason]] = lambda _: ()
    beside: bool = False


def unwatched(_: int) -> None:
    """Nobody asks how far an import is."""


@dataclass(slots=True)
class _Tally:
    """What became of the rows so far; `progress` is told now and then how many were read."""

    progress: Callable[[int], None]
    kept: int = 0
    refused: list[RefusedRow] = field(default_factory=list)
    left_out: list[RefusedRow] = field(default_factory=list)

    @property
    def read(self) -> int:
        return self.kept + len(self.refused)

    def refuse(self, line: int, reason: Reason) -> None:
        self.refused.append(RefusedRow(line, reason))
        if len(self.refused) % BATCH == 0:
            self.progress(self.read)

    def sifted(self, outcomes: Iterable[tuple[Row, Told | Reason]]) -> Iterator[tuple[Row, Told]]:
        """What the rows tell, each beside its row; a row that is refused loses only itself."""
        for row, one in outcomes:
            if isinstance(one, Reason):
                self.refuse(row.line, one)
            else:
                yield row, one

    def keep(self, rows: int, left_out: Iterable[RefusedRow]) -> None:
        self.kept += rows
        self.left_out.extend(left_out)
        self.progress(self.read)

    def report(self, match: Match, file_name: str) -> ImportReport:
        return ImportReport(
            kind=match.layout.name,
            file_name=file_name,
            read=self.read,
            kept=self.kept,
            refused=tuple(self.refused),
            left_out=tuple(self.left_out),
            unused=match.unused,
        )


@contextmanager
def cycles_left_alone() -> Iterator[None]:
    """No search for garbage in cycles meanwhile: a batch makes tuples by the ten thousand and hardly a cycle, and every
    search would walk over all of them, a fifth of the time that known rows take.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def import_file(
    workspace_id: int,
    file: BinaryIO,
    file_name: str,
    intake: Intake[Told],
    *,
    by: Actor,
    now: datetime,
    progress: Callable[[int], None] = unwatched,
    recorded: Callable[[int], None] = unwatched,
) -> ImportReport:
    """Take a file in; how many of its rows became what, as the trail keeps it.

    `progress` is told the rows read so far between batches, never inside one's transaction; `recorded` is told the run
    in the transaction that writes it, so that whoever remembers the run remembers it exactly when it is there. Refuses
    with FileUnreadable or LayoutUnknown, before anything is kept.
    """
    match, rows = find_header(read_rows(file), intake.layouts)
    tally = _Tally(progress)
    reader = Reader(match, intake.read, intake.timezone)
    outcomes = reader.beside(rows) if intake.beside else reader.here(rows)
    with cycles_left_alone():
        for batch in in_batches(tally.sifted(outcomes), BATCH):
            intake.keep([one for _, one in batch])
            left_out = [RefusedRow(row.line, reason) for row, one in batch for reason in intake.left_out(one)]
            tally.keep(len(batch), left_out)
            gc.collect(0)
    report = tally.report(match, file_name)
    with transaction.atomic():
        run = record_import(workspace_id, by, report, now=now)
        recorded(run.pk)
    return replace(report, run_id=run.pk)
