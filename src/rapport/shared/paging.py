"""Pages of long lists: which rows a page holds, and where it stands among the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list, and how many there are in all."""

    rows: Sequence[Row]
    total: int
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class Cut:
    """Which part of a list is a page; a page that does not exist is the nearest that does."""

    total: int
    page: int
    pages: int
    part: slice

    @classmethod
    def of(cls, total: int, wanted: int, size: int) -> "Cut":
        pages = max(1, -(-total // size))
        page = min(max(1, wanted), pages)
        return cls(total, page, pages, slice((page - 1) * size, page * size))

    def holding(self, rows: Sequence[Row]) -> Page[Row]:
        """The page, with the rows that were found there."""
        return Page(rows, self.total, self.page, self.pages)
