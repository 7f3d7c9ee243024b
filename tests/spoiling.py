"""Spoiled exports: the twelve variants with what happens to files on their way, and what becomes of their rows."""

import csv
import gzip
import io
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.cast import NOW
from tests.exports import EXPORTS, Export
from tests.workbooks import workbook

from rapport.creators.queries.imports import category_names, creator_layouts
from rapport.creators.rules.imports.rows import Reading, read_creator
from rapport.sales.queries import order_layouts
from rapport.sales.rules.imports import read_line
from rapport.shared.layouts import Layout, find_header
from rapport.shared.records import Record, sifted, whole_record
from rapport.shared.refusals import Reason, Refusal
from rapport.shared.tables import read_rows
from rapport.shops.rules.regions import REGIONS

CELLS = (
    *("", "-", "--", "######", "5.86E+17", "1E+17", "-12", "-1E5", "9" * 30, "=1+1", '="576000000000000001"', "'576"),
    *("=HYPERLINK(1)", "31/02/2026 10:00:00", "2026-06-22-2026-06-28", "02/13/2026", "13/02/26", "Rp435.212.212"),
    *("15,5 %", "120%", "NaN", "inf", "1e400", "٣٤", "½", "x" * 40_000, "\ud800", "\0", 'a"b', "two\nlines"),
    *("0x10", "1_000", "١٢%", "12:99:99", "00/00/0000", "9999-12-31", "10-100", "1000+", "~", "K", "₫", "$", "万"),
    *("-万", "1.234,56", "\u202eanna", "@", "https://www.tiktok.com/@", "tiktok.com/@anna/video/7459325400000000001"),
)
MARKS = (",", ";", "\t")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030", "cp1252", "utf-16-le")
Table = list[list[str]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: rows kept and rows reported, or the code with which the whole was refused."""

    kept: int
    reported: int
    refused: str = ""


def spoiled(chance: random.Random) -> tuple[bytes, int | None]:
    """A file, and how many rows below its header it has where that can be told before it is read."""
    export = EXPORTS[chance.choice(sorted(EXPORTS))]
    columns = chance.sample(export.columns, len(export.columns))
    table = [list(columns), *([_cell(export, name) for name in columns] for _ in range(chance.randrange(1, 6)))]
    for _ in range(chance.randrange(6)):
        row = chance.choice(table[1:])
        row[chance.randrange(len(row))] = chance.choice(CELLS)
    is_whole = chance.random() < 0.4
    if not is_whole:
        chance.choice(SHIFTS)(table, chance)
    content = _bytes(table, chance)
    told = is_whole and not any("\n" in cell for row in table for cell in row)
    damaged = chance.choice((False, False, True))
    return (_damaged(content, chance), None) if damaged else (content, len(table) - 1 if told else None)


def read(content: bytes) -> list[Outcome]:
    """What the readers of creators and of orders make of it; any error that is no refusal comes through."""
    reading = Reading(REGIONS["US"], category_names(), NOW)
    return [
        _outcome(content, creator_layouts(), lambda one: read_creator(one, reading)),
        _outcome(content, order_layouts(), lambda one: read_line(one, "USD")),
    ]


def fuzz(*, seed: int, count: int) -> Counter[str]:
    """So many files read: how often each was taken or refused. Raises with the seed of a file that loses a row."""
    seen: Counter[str] = Counter()
    for number in range(seed, seed + count):
        content, rows = spoiled(random.Random(number))
        for one in read(content):
            if not one.refused and rows is not None and one.kept + one.reported != rows:
                raise AssertionError(f"file {number}: {rows} rows, {one.kept} kept, {one.reported} reported")
            seen[one.refused or ("some rows reported" if one.reported else "all rows kept")] += 1
    return seen


def _outcome(content: bytes, layouts: Sequence[Layout], make: Callable[[Record], object]) -> Outcome:
    reported: list[tuple[int, Reason]] = []
    try:
        match, rows = find_header(read_rows(io.BytesIO(content)), layouts)
        kept = list(
            sifted(
                rows, lambda row: make(whole_record(match, row, "UTC")), lambda line, why: reported.append((line, why))
            )
        )
    except Refusal as refusal:
        return Outcome(0, 0, f"{refusal.code} {refusal.data.get('why', '')}".strip())
    return Outcome(len(kept), len(reported))


def _cell(export: Export, name: str) -> str:
    return export.row.get(name, "x")


def _drop_column(table: Table, chance: random.Random) -> None:
    place = chance.randrange(len(table[0]))
    for row in table:
        del row[place]


def _shift_row(table: Table, chance: random.Random) -> None:
    chance.choice(table).insert(0, "shifted")


def _drop_cell(table: Table, chance: random.Random) -> None:
    chance.choice(table).pop()


def _title_above(table: Table, chance: random.Random) -> None:
    table.insert(0, ["Ringkasan", chance.choice(CELLS)])


def _spoil_header(table: Table, chance: random.Random) -> None:
    table[0][chance.randrange(len(table[0]))] = chance.choice(CELLS)


def _double_header(table: Table, chance: random.Random) -> None:
    table.insert(chance.randrange(len(table)) + 1, list(table[0]))


SHIFTS: Sequence[Callable[[Table, random.Random], None]] = (
    _drop_column, _shift_row, _drop_cell, _title_above, _spoil_header, _double_header,
)  # fmt: skip


def _bytes(table: Table, chance: random.Random) -> bytes:
    if chance.random() < 0.15:
        return workbook([[_typed(cell, chance) if cell.isprintable() else "x" for cell in row] for row in table])
    text = io.StringIO()
    csv.writer(text, delimiter=chance.choice(MARKS), lineterminator=chance.choice(("\n", "\r\n"))).writerows(table)
    content = text.getvalue().encode(chance.choice(ENCODINGS), errors=chance.choice(("replace", "ignore")))
    return gzip.compress(content, 1, mtime=0) if chance.random() < 0.1 else content


def _typed(cell: str, chance: random.Random) -> str | float:
    """Numbers as spreadsheets hold them, ids too."""
    is_number = cell.isascii() and cell.isdigit() and len(cell) < 25
    return float(cell) if is_number and chance.randrange(10) < 7 else cell[:30_000]


def _damaged(content: bytes, chance: random.Random) -> bytes:
    """Cut short, or with some bytes changed, put in or taken out."""
    if chance.random() < 0.3:
        return content[: chance.randrange(len(content))]
    spoiled = bytearray(content)
    for _ in range(chance.randrange(1, 8)):
        place = chance.randrange(len(spoiled))
        spoiled[place : place + chance.randrange(2)] = chance.randbytes(chance.randrange(3))
    return bytes(spoiled)
