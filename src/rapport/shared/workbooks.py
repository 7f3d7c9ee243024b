"""Rows of a spreadsheet program's own file, `.xlsx` or the older `.xls`: every cell as it would stand in a CSV.

A number keeps fifteen digits, as in every spreadsheet: a longer one comes out as `5.86E+17`, which no reader takes for
an id. What a file would unpack to is reckoned before it is opened, so that a small one cannot fill the memory.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import IO, BinaryIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from rapport.shared.rows import FileUnreadable, Row, Table, is_text, trimmed

ZIPPED, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
UNPACKED_MOST = 2**30
"""Bytes: a sheet of a million rows and twelve columns takes about a third of it."""
OLD_MOST = 2**26
CELLS_MOST = 32_000_000
"""Of one sheet, from its first to its last corner: they are all held at once, the empty ones too."""
TEXT_MOST = 32_767
"""What one cell may hold, in every spreadsheet program."""
PIECE = 2**20
PLACE_MOST = 20
"""Letters of the longest cell's place, as a sheet writes it."""
SHEETS_MOST = 50
LOCKED = "EncryptedPackage".encode("utf-16-le")
BOOK = "xl/workbook.xml"
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_BREAKS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, KeyError)
"""What Python's own reader of zip files raises over one that is damaged, or packed as spreadsheets never are."""
Cell = int | float | str | bool | time | date | datetime | timedelta


@dataclass(slots=True)
class Sheet:
    """One sheet's rows that hold anything. `width` as for `tables.Rows`; `shares` names the columns read as rates,
    whose numbers a spreadsheet holds as parts of one and shows as percents.
    """

    sheet: CalamineSheet
    width: int = 0
    shares: frozenset[int] = frozenset()

    def headed(self, width: int, shares: frozenset[int]) -> None:
        """The header is known: how wide it is, and which columns are read as rates."""
        self.width, self.shares = width, shares

    def __iter__(self) -> Iterator[Row]:
        for line, cells in enumerate(self.sheet.iter_rows(), start=1):
            texts = trimmed([self._text(place, cell) for place, cell in enumerate(cells)], self.width)
            while texts and not texts[-1] and not self.width:
                texts = texts[:-1]
            if any(texts):
                yield Row(line, texts, _trouble(texts))

    def _text(self, place: int, cell: Cell) -> str:
        if place in self.shares and isinstance(cell, int | float) and 0 <= cell <= 1:
            return f"{(Decimal(written(cell)) * 100).normalize():f}%"
        return written(cell)


@dataclass(frozen=True, slots=True)
class Workbook:
    """Several tables in one file; its rows are those of the first."""

    tables: Sequence[Table]

    def __iter__(self) -> Iterator[Row]:
        return iter(self.tables[0])


def is_workbook(start: bytes) -> bool:
    """Whether a file that begins so is a spreadsheet program's own, new or old."""
    return start.startswith((ZIPPED, COMPOUND))


def open_workbook(file: BinaryIO) -> Workbook:
    """The sheets of a workbook that hold anything, in its order; the file stays open.

    Refuses with FileUnreadable: `locked`, `too_large`, `damaged`, `empty`, or a `workbook` of another kind.
    """
    file.seek(0)
    start = file.read(len(ZIPPED))
    if start == ZIPPED:
        _fits(file)
    else:
        _is_open(file)
    file.seek(0)
    found = list(_opened(file))
    if not found:
        raise FileUnreadable(why="empty")
    return Workbook(found)


def written(cell: Cell) -> str:
    """A cell as text: numbers with fifteen digits at most, moments year first, durations as hours, minutes, seconds."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, timedelta):
        minutes, seconds = divmod(int(cell.total_seconds()), 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"
    if isinstance(cell, int | float):
        return f"{cell:.15g}".upper()
    return cell.isoformat(sep=" ", timespec="seconds") if isinstance(cell, datetime) else cell.isoformat()


def _opened(file: BinaryIO) -> Iterator[Sheet]:
    try:
        book = CalamineWorkbook.from_filelike(file)
        for one in book.sheets_metadata[:SHEETS_MOST]:
            if one.typ == SheetTypeEnum.WorkSheet:
                sheet = book.get_sheet_by_name(one.name)
                if sheet.total_height:
                    yield Sheet(sheet)
    except PasswordError as trouble:
        raise FileUnreadable(why="locked") from trouble
    except (CalamineError, OSError, ValueError) as trouble:
        raise FileUnreadable(why="damaged") from trouble


def _is_open(file: BinaryIO) -> None:
    """An old workbook, and not a new one that a password wraps into the old form."""
    content = file.read(OLD_MOST + 1)
    if len(content) > OLD_MOST:
        raise FileUnreadable(why="too_large")
    if LOCKED in content:
        raise FileUnreadable(why="locked")


def _fits(file: BinaryIO) -> None:
    """Unpacks every part once, piece by piece, holding none: whether it is whole, and what it would come to."""
    left = UNPACKED_MOST
    try:
        with zipfile.ZipFile(file) as packed:
            if BOOK not in packed.namelist():
                raise FileUnreadable(why="workbook")
            for part in packed.infolist():
                with packed.open(part) as content:
                    left -= _measured(content, part.filename, left)
    except _BREAKS as trouble:
        raise FileUnreadable(why="damaged") from trouble


def _measured(content: IO[bytes], name: str, left: int) -> int:
    """How many bytes a part unpacks to. Refuses what is beyond `left`, or spreads its cells too far apart."""
    size, high, wide, tail = 0, 1, 1, b""
    is_sheet = name.startswith("xl/worksheets/")
    while piece := content.read(PIECE):
        size += len(piece)
        if is_sheet:
            places = _PLACE.findall(tail + piece)
            tail = piece[-PLACE_MOST:]
            high = max([high, *map(int, {row for _, row in places})])
            wide = max([wide, *map(_number, {column for column, _ in places})])
        if size > left or high * wide > CELLS_MOST:
            raise FileUnreadable(why="too_large")
    return size


def _number(letters: bytes) -> int:
    """The number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _trouble(texts: tuple[str, ...]) -> str:
    if any(len(text) > TEXT_MOST for text in texts):
        return "long"
    return "" if all(map(is_text, texts)) else "bytes"
