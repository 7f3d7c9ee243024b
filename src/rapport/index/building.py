"""Building a segment from batches: column by column over files beside it, so that memory holds one column at a time."""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from rapport.index.schema import UNKNOWN, Batch, Numbers, Schema, Stored, smallest, unknown_of
from rapport.index.segment import BLOCK, Packing

RANKS = 3
JOINED = 100_000


def build_segment(folder: Path, schema: Schema, batches: Iterable[Batch]) -> int:
    """Write a segment of all rows of the batches; how many. The folder must not be there yet."""
    spool = folder.with_name(f"{folder.name}.spool")
    for one in (folder, spool):
        one.mkdir(parents=True)
    try:
        spooled = _Spooled(spool, schema)
        for batch in batches:
            spooled.take(batch)
        _pack(folder, spooled)
    finally:
        shutil.rmtree(spool)
    return spooled.rows


class _Spooled:
    """Batches on disk, one file a column, words as numbers."""

    def __init__(self, folder: Path, schema: Schema) -> None:
        self.folder, self.schema, self.rows = folder, schema, 0
        self.codes: dict[str, dict[str, int]] = {
            name: {"": 0} for name in (*schema.words, *schema.ranked, *schema.sets)
        }

    def take(self, batch: Batch) -> None:
        schema = self.schema
        self._add("ids", batch.ids)
        for name in schema.numbers:
            self._add(name, np.asarray(batch.numbers[name], np.int64))
        for name in schema.words:
            self._add(name, self._coded(name, batch.words[name]))
        for name in schema.ranked:
            for rank in range(RANKS):
                words = [found[rank] if len(found) > rank else "" for found in batch.ranked[name]]
                self._add(f"{name}.{rank}", self._coded(name, words))
        for name in schema.sets:
            pairs = [(place, word) for place, found in enumerate(batch.sets[name], self.rows) for word in set(found)]
            self._add(f"{name}.rows", np.array([place for place, _ in pairs], np.int64))
            self._add(f"{name}.codes", self._coded(name, [word for _, word in pairs]))
        for name in schema.texts:
            lines = [text.casefold().replace("\n", " ").encode() + b"\n" for text in batch.texts[name]]
            self._append(name, b"".join(lines))
            self._add(f"{name}.sizes", np.array([len(line) for line in lines], np.int64))
        self.rows += len(batch.ids)

    def column(self, name: str) -> Numbers:
        """A whole column in the order it came."""
        path = self.folder / name
        return np.fromfile(path, np.int64) if path.exists() else np.empty(0, np.int64)

    def text(self, name: str) -> bytes:
        path = self.folder / name
        return path.read_bytes() if path.exists() else b""

    def _coded(self, name: str, words: Sequence[str]) -> Numbers:
        codes = self.codes[name]
        return np.array([codes.setdefault(word, len(codes)) for word in words], np.int64)

    def _add(self, name: str, column: Numbers) -> None:
        self._append(name, np.ascontiguousarray(column, np.int64).tobytes())

    def _append(self, name: str, content: bytes) -> None:
        with (self.folder / name).open("ab") as file:
            file.write(content)


def _pack(folder: Path, spooled: _Spooled) -> None:
    schema, packing = spooled.schema, Packing(folder)
    order = _order(spooled)
    ids = spooled.column("ids")[order]
    packing.put("ids", ids.astype(smallest(int(ids.max(initial=0)))))
    packing.put("by_id", np.argsort(ids, kind="stable").astype(smallest(spooled.rows)))
    for name in schema.numbers:
        _put_zoned(packing, name, _narrowed(spooled.column(name)[order]))
    for name in schema.words:
        _put_zoned(packing, name, spooled.column(name)[order].astype(smallest(len(spooled.codes[name]))))
    for name in schema.ranked:
        kind = smallest(len(spooled.codes[name]))
        for rank in range(RANKS):
            packing.put(f"{name}.{rank}", spooled.column(f"{name}.{rank}")[order].astype(kind))
    for name in schema.sets:
        _put_holders(packing, spooled, name, order)
    for name in schema.texts:
        _put_text(packing, spooled, name, order)
    words = {name: list(codes) for name, codes in spooled.codes.items()}
    packing.finish(spooled.rows, words, schema.key)


def _order(spooled: _Spooled) -> Numbers:
    """Rows as they shall lie: by the word, then the largest number first, then by id."""
    word, *numbers = spooled.schema.ordered_by or ("",)
    keys = [spooled.column("ids"), *(-spooled.column(name) for name in reversed(numbers))]
    if word:
        keys.append(spooled.column(word))
    return np.lexsort(keys)


def _narrowed(column: Numbers) -> Stored:
    kind = smallest(int(column.max(initial=0)))
    stored = column.astype(kind)
    stored[column == UNKNOWN] = np.iinfo(kind).max
    return stored


def _put_zoned(packing: Packing, name: str, column: Stored) -> None:
    """A column with the smallest and largest known value of each block, and whether all of the block is known."""
    packing.put(name, column)
    starts = np.arange(0, len(column), BLOCK)
    if not len(starts):
        return
    unknown = unknown_of(column)
    known = np.where(column == unknown, 0, column).astype(column.dtype)
    packing.put(f"{name}.low", np.minimum.reduceat(column, starts))
    packing.put(f"{name}.high", np.maximum.reduceat(known, starts))
    packing.put(f"{name}.whole", np.maximum.reduceat(column, starts) != unknown)


def _put_holders(packing: Packing, spooled: _Spooled, name: str, order: Numbers) -> None:
    """For each value of a set the rows that hold it, in order, and where each value's rows begin."""
    place_of = np.empty(len(order), np.int64)
    place_of[order] = np.arange(len(order))
    rows, codes = place_of[spooled.column(f"{name}.rows")], spooled.column(f"{name}.codes")
    sorted_by = np.lexsort((rows, codes))
    starts = np.searchsorted(codes[sorted_by], np.arange(len(spooled.codes[name]) + 1))
    packing.put(f"{name}.rows", rows[sorted_by].astype(smallest(len(order))))
    packing.put(f"{name}.starts", starts.astype(np.int64))


def _put_text(packing: Packing, spooled: _Spooled, name: str, order: Numbers) -> None:
    """Texts row after row, and where each begins."""
    content, sizes = spooled.text(name), spooled.column(f"{name}.sizes")
    ends = np.cumsum(sizes)
    packing.put_text(name, len(content), _in_order(content, ends - sizes, ends, order))
    begins = np.concatenate(([0], np.cumsum(sizes[order])))
    packing.put(f"{name}.starts", begins.astype(smallest(int(begins[-1]))))


def _in_order(content: bytes, starts: Numbers, ends: Numbers, order: Numbers) -> Iterator[bytes]:
    """The pieces of a text in another order, many joined at a time."""
    for first in range(0, len(order), JOINED):
        rows = order[first : first + JOINED]
        pieces = zip(starts[rows].tolist(), ends[rows].tolist(), strict=True)
        yield b"".join([content[start:end] for start, end in pieces])
