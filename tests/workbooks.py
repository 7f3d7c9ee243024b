"""Workbooks made for tests: new ones of texts or of typed cells, and the old form, with a stream of any name."""

import io
import struct
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time

import xlsxwriter

Cell = str | int | float | bool | datetime | date | time | None
SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def workbook(*sheets: Sequence[Sequence[Cell]]) -> bytes:
    """A new workbook with a sheet for each list of rows; moments as a spreadsheet holds them."""
    content = io.BytesIO()
    options = {"in_memory": True, "default_date_format": "dd/mm/yyyy hh:mm:ss", "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for place, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, str) and not cell.startswith("="):
                        sheet.write_string(place, column, cell)
                    elif cell is not None:
                        sheet.write(place, column, cell)
    return content.getvalue()


def sheet_of(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """A workbook of one sheet, all texts; cells a row does not name are empty."""
    names = list(columns)
    return workbook([names, *([row.get(name, "") for name in names] for row in rows)])


def old_workbook(rows: Sequence[Sequence[str | float]]) -> bytes:
    """A workbook of the older kind (BIFF 8) with one sheet."""
    cells = b"".join(
        _label(y, x, cell) if isinstance(cell, str) else _record(0x203, struct.pack("<HHHd", y, x, 0, cell))
        for y, row in enumerate(rows)
        for x, cell in enumerate(row)
    )
    name = b"Sheet1"
    begin, end = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)), _record(0x0A, b"")
    place = len(begin) + 4 + 8 + len(name) + len(end)
    listed = _record(0x85, struct.pack("<IBBBB", place, 0, 0, len(name), 0) + name)
    sheet = _record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 0, 0, 0)) + cells + end
    return compound("Workbook", begin + listed + end + sheet)


def compound(name: str, stream: bytes) -> bytes:
    """A compound file with one stream: what old workbooks are, and what a password makes of new ones."""
    stream = stream.ljust(max(4096, -(-len(stream) // SECTOR) * SECTOR), b"\0")
    sectors = len(stream) // SECTOR
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0, 0)
    header += struct.pack("<108I", *[FREE] * 108)
    chain = [FAT, END, *range(3, sectors + 2), END]
    fat = struct.pack("<128I", *chain, *[FREE] * (128 - len(chain)))
    entries = _entry("Root Entry", 5, 1, END, 0) + _entry(name, 2, FREE, 2, len(stream))
    return header + fat + entries.ljust(SECTOR, b"\0") + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBBIII", len(text) + 2, kind, 1, FREE, FREE, child)
    return head + bytes(36) + struct.pack("<IQ", start, size)


def _record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _label(y: int, x: int, text: str) -> bytes:
    wide = text.encode("utf-16-le")
    return _record(0x204, struct.pack("<HHHHB", y, x, 0, len(text), 1) + wide)
