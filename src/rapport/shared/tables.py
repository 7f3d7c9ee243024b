"""Rows of a delimited file as it comes: byte-order mark, comma or semicolon or tab, gzip, header found by its names."""

import csv
import gzip
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from rapport.shared.refusals import Refusal

GZIP_MAGIC = b"\x1f\x8b"
DELIMITERS = ",;\t"


class FileUnreadable(Refusal):
    """The file is not text in UTF-8, holds no header, or is cut off."""

    code = "tables.file_unreadable"


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the line of the file on which it ends, and its cells by column name."""

    line: int
    cells: Mapping[str, str]
    complete: bool
    """Whether it holds exactly as many cells as the header."""


@dataclass(frozen=True, slots=True)
class Table:
    """A header and its rows, read as they are asked for."""

    columns: tuple[str, ...]
    rows: Iterator[Row]


def read_table(file: BinaryIO) -> Table:
    """Open a CSV file, plain or gzipped. Refuses with FileUnreadable, also while rows are read."""
    text = io.TextIOWrapper(_plain(file), encoding="utf-8-sig", newline="")
    try:
        first = text.readline()
        if not first.strip():
            raise FileUnreadable(why="empty")
        delimiter = max(DELIMITERS, key=first.count)
        columns = tuple(name.strip() for name in next(csv.reader([first], delimiter=delimiter)))
    except (UnicodeDecodeError, OSError, EOFError) as trouble:
        raise FileUnreadable(why=type(trouble).__name__) from trouble
    return Table(columns, _rows(text, columns, delimiter))


def _plain(file: BinaryIO) -> BinaryIO:
    start = file.read(2)
    file.seek(0)
    return gzip.open(file, "rb") if start == GZIP_MAGIC else file  # type: ignore[return-value]


def _rows(text: io.TextIOWrapper, columns: tuple[str, ...], delimiter: str) -> Iterator[Row]:
    reader = csv.reader(text, delimiter=delimiter)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                named = dict(zip(columns, (cell.strip() for cell in cells), strict=False))
                yield Row(reader.line_num + 1, named, complete=len(cells) == len(columns))
    except (UnicodeDecodeError, OSError, EOFError, csv.Error) as trouble:
        raise FileUnreadable(why=type(trouble).__name__) from trouble
