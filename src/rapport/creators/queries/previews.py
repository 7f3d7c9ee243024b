"""Looking at a file before it is imported: what would be kept of it, or what its columns may mean."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import BinaryIO

from rapport.creators.queries.imports import category_names, header_words, layouts_for
from rapport.creators.rules.imports.mappings import MappedField
from rapport.creators.rules.imports.previews import (
    ROWS_AT_ONCE,
    ROWS_CHECKED,
    ROWS_SHOWN,
    Preview,
    RefusedLine,
    columns_read,
    likely_header,
    sampled,
)
from rapport.creators.rules.imports.proposals import Column, proposed
from rapport.creators.rules.imports.rows import Reading, read_creator
from rapport.shared.layouts import ROWS_ABOVE, LayoutUnknown, find_header
from rapport.shared.records import sifted, whole_record
from rapport.shared.refusals import Reason
from rapport.shared.tables import FileUnreadable, read_rows
from rapport.shops.rules.regions import region as region_of

TIMEZONE = "UTC"
SAMPLED_ROWS = 50


@dataclass(frozen=True, slots=True)
class FileColumns:
    """The columns of a file, and what each is read as or, where nobody knows them, may be."""

    columns: tuple[Column, ...]
    fields: Mapping[str, MappedField]
    known_as: str
    """The layout that knows them; empty where none does."""

    def field_of(self, column: str) -> str:
        return next((name for name, one in self.fields.items() if one.column == column), "")


def preview(workspace_id: int, file: BinaryIO, *, region: str, now: datetime) -> Preview:
    """What an import of the file would keep. Refuses with FileUnreadable, LayoutUnknown or RegionUnknown."""
    match, rows = find_header(read_rows(file), layouts_for(workspace_id))
    reading = Reading(region_of(region) if region else None, category_names(), now)
    refused: list[RefusedLine] = []
    told = sifted(
        islice(rows, ROWS_CHECKED),
        lambda row: read_creator(whole_record(match, row, TIMEZONE), reading),
        lambda line, reason: refused.append(RefusedLine(line, reason)),
    )
    kept = [facts for _, facts in told]
    further = sum(1 for _ in islice(rows, ROWS_AT_ONCE - ROWS_CHECKED))
    return Preview(
        layout=match.layout.name,
        columns=columns_read(match),
        unused=match.unused,
        rows=tuple(kept[:ROWS_SHOWN]),
        checked=len(kept) + len(refused),
        refused=tuple(refused),
        left_out=sum(bool(facts.left_out) for facts in kept),
        is_large=further == ROWS_AT_ONCE - ROWS_CHECKED,
    )


def file_columns(workspace_id: int, file: BinaryIO) -> FileColumns:
    """The file's columns with samples: as its layout reads them, else as they are likely meant.

    Refuses with FileUnreadable.
    """
    with suppress(LayoutUnknown):
        match, rows = find_header(read_rows(file), layouts_for(workspace_id))
        columns = sampled(match.columns, islice(rows, SAMPLED_ROWS))
        found = {name: MappedField(match.columns[place], "text") for name, place in match.places.items()}
        return FileColumns(columns, found, match.layout.name)
    return _unknown(file)


def _unknown(file: BinaryIO) -> FileColumns:
    first = list(islice(read_rows(file), ROWS_ABOVE + SAMPLED_ROWS))
    whole = [row for row in first if not row.trouble]
    if not whole:
        raise FileUnreadable(why="damaged")
    place = likely_header(whole[: ROWS_ABOVE + 1])
    columns = sampled(whole[place].cells, whole[place + 1 :])
    return FileColumns(columns, proposed(columns, header_words()), "")


def reason_shown(found: Preview) -> dict[str, Reason]:
    """One example of each kind of reason, by code."""
    return {one.reason.code: one.reason for one in reversed(found.refused)}
