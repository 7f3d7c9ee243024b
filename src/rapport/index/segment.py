"""A segment: the rows of one build, never changed. Its columns lie in one file that is mapped, not read."""

import json
import mmap
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import numpy as np

from rapport.index.schema import Mask, Stored

BLOCK = 4096
"""Rows for which the smallest and largest value of each column is known."""
HEAD, COLUMNS = "head.json", "columns.bin"
ALIGNED = 64


@dataclass(frozen=True, slots=True)
class Place:
    """Where a column lies in the file."""

    kind: str
    start: int
    count: int


@dataclass(slots=True, eq=False)
class Packing:
    """Writes columns one after another."""

    folder: Path
    places: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    end: int = 0

    def put(self, name: str, column: Stored) -> None:
        """Add one column."""
        self._write(name, column.dtype.str, len(column), [np.ascontiguousarray(column).data])

    def put_text(self, name: str, size: int, parts: Iterable[bytes]) -> None:
        """Add the bytes of a text column, `size` in all."""
        self._write(name, np.dtype(np.uint8).str, size, parts)

    def _write(self, name: str, kind: str, count: int, parts: Iterable[bytes | memoryview]) -> None:
        with (self.folder / COLUMNS).open("ab") as file:
            file.write(b"\0" * (-self.end % ALIGNED))
            self.places[name] = (kind, file.tell(), count)
            for part in parts:
                file.write(part)
            self.end = file.tell()

    def finish(self, rows: int, words: dict[str, list[str]], schema_key: str) -> None:
        """Write the head; without it the folder is no segment."""
        if not self.end:
            (self.folder / COLUMNS).write_bytes(b"\0")  # nothing can be mapped of an empty file
        head = {"rows": rows, "words": words, "places": self.places, "schema": schema_key}
        (self.folder / HEAD).write_text(json.dumps(head), encoding="utf-8")


class Segment:
    """An opened segment. `alive` leaves out rows that a newer segment holds; None when all are."""

    def __init__(self, folder: Path, alive: Mask | None = None) -> None:
        head: dict[str, Any] = json.loads((folder / HEAD).read_text(encoding="utf-8"))
        self.folder = folder
        self.rows: int = head["rows"]
        self.schema_key: str = head["schema"]
        self.alive = alive
        self.words: dict[str, list[str]] = head["words"]
        self._places = {name: Place(*place) for name, place in head["places"].items()}
        with (folder / COLUMNS).open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._columns = {name: self._column(place) for name, place in self._places.items()}

    def with_alive(self, alive: Mask | None) -> Self:
        """The same segment with other rows left out."""
        other = object.__new__(type(self))
        other.__dict__.update(self.__dict__)
        other.alive = alive
        return other

    def column(self, name: str) -> Stored:
        """A column as it is stored."""
        return self._columns[name]

    def holds(self, name: str) -> bool:
        return name in self._columns

    def text(self, name: str) -> memoryview:
        """The bytes of a text column, row after row, each ended by a line end."""
        place = self._places[name]
        return memoryview(self._map)[place.start : place.start + place.count]

    def span(self, name: str) -> tuple[int, int]:
        """Where the bytes of a text column begin and end in `buffer`."""
        place = self._places[name]
        return place.start, place.start + place.count

    @property
    def buffer(self) -> mmap.mmap:
        return self._map

    @cached_property
    def codes(self) -> dict[str, dict[str, int]]:
        """For each word column, the number that stands for each word."""
        return {name: {word: code for code, word in enumerate(words)} for name, words in self.words.items()}

    @property
    def living(self) -> int:
        """How many rows no newer segment holds."""
        return self.rows if self.alive is None else int(np.count_nonzero(self.alive))

    def living_ids(self) -> Stored:
        ids: Stored = self.column("ids")
        return ids if self.alive is None else ids[self.alive]

    def positions_of(self, ids: Stored) -> Stored:
        """Where these ids lie; those that are not here are left out."""
        own, by_id = self.column("ids"), self.column("by_id")
        if not len(own):
            return np.empty(0, np.int64)
        found = np.minimum(np.searchsorted(own, ids, sorter=by_id), len(own) - 1)
        places: Stored = by_id[found]
        here: Stored = places[own[places] == ids]
        return here

    def _column(self, place: Place) -> Stored:
        kind = np.dtype(place.kind)
        if not place.count:
            return np.empty(0, kind)
        return np.frombuffer(self._map, kind, place.count, place.start)
