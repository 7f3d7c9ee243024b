"""Rows of a file as it comes: byte-order marks, comma or semicolon or tab, gzip, lines that are broken; or a workbook.

A broken line loses only itself: a quote that is never closed does not swallow the lines after it, bytes that are no
text spoil their own row, and where the file breaks off there is one last row that says so.
"""

import csv
import gzip
import io
import zlib
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, cast

from rapport.shared.rows import FileUnreadable, Row, Table, is_text, trimmed
from rapport.shared.workbooks import Workbook, is_workbook, open_workbook

__all__ = ["FileUnreadable", "Row", "Rows", "read_rows"]

GZIP = b"\x1f\x8b"
WIDE = (b"\xff\xfe", b"\xfe\xff")
DELIMITERS = ",;\t"
LOOKED_AT = 65_536
LINE_MOST = 100_000
LINES_MOST = 50
"""A cell may hold line ends, but no row runs over more lines than these."""
CUT = "\0"
"""Stands where the rest of a line that is too long was left out."""
BREAKS = (EOFError, OSError, zlib.error, UnicodeError)


@dataclass(slots=True)
class Rows:
    """The rows of a file that hold anything, one after another.

    Set `width` once the header is known: a row over several lines that is not so wide was never one row.
    """

    text: io.TextIOWrapper
    delimiter: str
    width: int = 0
    _lines: "_Lines" = field(init=False)

    def __post_init__(self) -> None:
        self._lines = _Lines(self.text)

    @property
    def tables(self) -> Sequence[Table]:
        """A delimited file is one table."""
        return (self,)

    def headed(self, width: int, shares: frozenset[int]) -> None:
        """The header is known; a share stands here as it was written, `15.5%`."""
        del shares
        self.width = width

    def __iter__(self) -> Iterator[Row]:
        try:
            reader = csv.reader(self._lines, delimiter=self.delimiter)
            while (row := self._next(reader)) is not None:
                if row.trouble or any(row.cells):
                    yield row
        finally:
            # The file belongs to the caller, and would be closed with its wrapper; they may have closed it before.
            if not self.text.closed:
                self.text.detach()

    def _next(self, reader: "Iterator[list[str]]") -> Row | None:
        lines = self._lines
        lines.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return None
        except csv.Error:
            cells, lines.starved = [], True
        except BREAKS:
            lines.end()
            return Row(lines.number, (), "cut_off")
        torn = lines.starved or any(line[-1] == CUT for line in lines.taken)
        if torn or (len(lines.taken) > 1 and self.width and len(trimmed(cells, self.width)) != self.width):
            first = lines.keep_first()
            cells = next(csv.reader([first], delimiter=self.delimiter), [])
            return Row(lines.number, trimmed(cells, self.width), "long" if first.endswith(CUT) else "quote")
        trouble = "" if all(map(is_text, lines.taken)) else "bytes"
        return Row(lines.number, trimmed(cells, self.width), trouble)


def read_rows(file: BinaryIO) -> Rows | Workbook:
    """Open a workbook, or a delimited file, also gzipped, in UTF-8, UTF-16 or GB 18030. Refuses with FileUnreadable.

    The file must be able to go back to its start; it stays open.
    """
    plain = _plain(file)
    try:
        start = plain.read(LOOKED_AT)
    except BREAKS as trouble:
        raise FileUnreadable(why="damaged") from trouble
    if not start.strip():
        raise FileUnreadable(why="empty")
    if is_workbook(start):
        if plain is not file:
            raise FileUnreadable(why="workbook")
        return open_workbook(file)
    plain.seek(0)
    encoding = _encoding(start)
    text = io.TextIOWrapper(plain, encoding=encoding, errors="surrogateescape", newline="")
    head = start.decode(encoding, errors="replace").splitlines()[:10]
    return Rows(text, max(DELIMITERS, key=lambda mark: max((line.count(mark) for line in head), default=0)))


class _Lines:
    """Lines of a text that can be taken back, so that a row gone wrong costs one line."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self.text = text
        self.back: deque[str] = deque()
        self.taken: list[str] = []
        self.number = 1
        self.starved = False
        """The row wanted more lines than there are, or than a row may have."""
        self.ended = False

    def begin(self) -> None:
        """The next line begins a row."""
        self.number += len(self.taken)
        self.taken, self.starved = [], False

    def end(self) -> None:
        """Nothing more can be read after what was taken."""
        self.number += len(self.taken)
        self.taken, self.ended = [], True

    def keep_first(self) -> str:
        """The row's first line; the others are read again."""
        first, *rest = self.taken
        self.back.extendleft(reversed(rest))
        self.taken = [first]
        return first

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if len(self.taken) >= LINES_MOST:
            self.starved = True
            raise StopIteration
        line = self.back.popleft() if self.back else self._read()
        if not line:
            self.starved = bool(self.taken)
            raise StopIteration
        self.taken.append(line)
        return line

    def _read(self) -> str:
        if self.ended:
            return ""
        line = self.text.readline(LINE_MOST)
        if not _breaks_off(line):
            return line
        while _breaks_off(self.text.readline(LINE_MOST)):
            pass
        return line + CUT


def _breaks_off(line: str) -> bool:
    """Whether the line goes on beyond what is read of one."""
    return len(line) == LINE_MOST and not line.endswith(("\n", "\r"))


def _plain(file: BinaryIO) -> BinaryIO:
    file.seek(0)
    start = file.read(len(GZIP))
    file.seek(0)
    return cast(BinaryIO, gzip.GzipFile(fileobj=file)) if start == GZIP else file


def _encoding(start: bytes) -> str:
    """By the byte-order mark; without one UTF-8, or what Chinese spreadsheets write where the header is no UTF-8."""
    if start.startswith(WIDE):
        return "utf-16"
    header = next(line for line in start.splitlines() if line.strip())
    try:
        header.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "gb18030" if _decodes(header, "gb18030") else "utf-8-sig"
    return "utf-8-sig"


def _decodes(header: bytes, encoding: str) -> bool:
    try:
        header.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
