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
    """Where a page begins and ends; a page that does not exist is the nearest that does."""

    page: int
    pages: int
    start: int
    stop: int

    @classmethod
    def of(cls, total: int, wanted: int, size: int) -> "Cut":
        pages = max(1, -(-total // size))
        page = min(max(1, wanted), pages)
        return cls(page, pages, (page - 1) * size, page * size)
