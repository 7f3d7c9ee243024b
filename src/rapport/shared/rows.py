"""One record of a file, whatever kind of file it stands in."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from rapport.shared.refusals import Refusal


class FileUnreadable(Refusal):
    """Nothing can be read: `why` is `empty`, `damaged`, `locked` by a password, `too_large`, or a `workbook` of a kind
    that is not read.
    """

    code = "tables.file_unreadable"


class Row(NamedTuple):
    """One record: the line of the file on which it begins, and its cells as they stand.

    `trouble` says why the cells cannot be trusted: `bytes`, `quote`, `long` or `cut_off`; it is empty when all is well.
    """

    line: int
    cells: tuple[str, ...]
    trouble: str = ""


class Table(Protocol):
    """Rows under one header: a delimited file, or one sheet of a workbook."""

    def __iter__(self) -> Iterator[Row]: ...

    def headed(self, width: int, shares: frozenset[int]) -> None:
        """The header is known: how many columns it has, and in which of them shares of a whole stand."""


def is_text(cell: str) -> bool:
    """Whether it holds neither a byte that could not be decoded nor the one character that no database takes."""
    if "\0" in cell:
        return False
    try:
        return cell.isascii() or bool(cell.encode())
    except UnicodeEncodeError:
        return False


def trimmed(cells: list[str], width: int) -> tuple[str, ...]:
    """The cells without the blanks around them and without empty ones beyond the header's last."""
    bare = list(map(str.strip, cells))
    while len(bare) > width and width and not bare[-1]:
        bare.pop()
    return tuple(bare)
