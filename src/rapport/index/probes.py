"""Leaves of a condition made ready for one segment: which blocks can hold what is asked for, and which rows do."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np

from rapport.index.building import RANKS
from rapport.index.schema import Mask, Stored, unknown_of
from rapport.index.segment import Segment
from rapport.index.texts import found_in
from rapport.shared.conditions import Contains, Known, Leaf, OneOf, Within

Rows = slice | Stored
"""A stretch of rows, or single rows by place."""
SINGLY = 20_000
"""Up to so many rows a text is looked at row by row, rather than searched as a whole."""
REMEMBERED = 32
"""Texts whose places are kept for who asks for them again."""
COMPARED = 2
"""Up to so many words are compared one by one, more are looked up in a table."""


def count_of(rows: Rows) -> int:
    """How many rows these are."""
    return rows.stop - rows.start if isinstance(rows, slice) else len(rows)


class Probe(Protocol):
    """A leaf ready for one segment. `cost` orders probes: the dearer come later, when fewer rows are left."""

    cost: float

    def at(self, rows: Rows) -> Mask:
        """Which of these rows pass."""

    def blocks(self) -> tuple[Mask, Mask] | None:
        """For each block whether a row of it may pass, and whether all do; None where nothing is known of blocks."""


@dataclass(slots=True)
class NumberProbe:
    """A known number within bounds, or outside of them."""

    column: Stored
    zones: tuple[Stored, Stored, Stored]
    low: int
    high: int
    negated: bool
    cost: float

    def at(self, rows: Rows) -> Mask:
        values = self.column[rows]
        if self.low:
            values = values - values.dtype.type(self.low)  # below the bound it wraps around and is too large
        inside: Mask = values <= values.dtype.type(self.high - self.low)
        if self.negated:
            inside = ~inside & (self.column[rows] != unknown_of(self.column))
        return inside

    def blocks(self) -> tuple[Mask, Mask] | None:
        low, high, whole = self.zones
        if self.negated:
            return (low < self.low) | (high > self.high), whole & ((high < self.low) | (low > self.high))
        return (high >= self.low) & (low <= self.high), whole & (low >= self.low) & (high <= self.high)


@dataclass(slots=True)
class WordProbe:
    """A word among some, or, where `negated`, a known word that is none of them. A ranked set has several columns."""

    columns: tuple[Stored, ...]
    zones: tuple[Stored, Stored] | None
    codes: tuple[int, ...]
    table: Mask
    negated: bool
    cost: float

    def at(self, rows: Rows) -> Mask:
        found = self._any(rows)
        return found if not self.negated else ~found & self._known(rows)

    def blocks(self) -> tuple[Mask, Mask] | None:
        if self.zones is None or self.negated:
            return None
        low, high = self.zones
        may = np.zeros(len(low), np.bool_)
        sure = np.zeros(len(low), np.bool_)
        for code in self.codes:
            may |= (low <= code) & (high >= code)
            sure |= (low == code) & (high == code)
        return may, sure

    def _any(self, rows: Rows) -> Mask:
        found: Mask | None = None
        for column in self.columns:
            values = column[rows]
            if len(self.codes) > COMPARED:
                listed: Mask = self.table[values]
                found = listed if found is None else found | listed
                continue
            for code in self.codes:
                here = values == values.dtype.type(code)
                found = here if found is None else found | here
        return found if found is not None else np.zeros(len(self.columns[0][rows]), np.bool_)

    def _known(self, rows: Rows) -> Mask:
        known: Mask = self.columns[0][rows] != 0
        return known


@dataclass(slots=True)
class KnownProbe:
    """Rows where a column is known, or those where it is not."""

    column: Stored
    unknown: int
    negated: bool
    cost: float

    def at(self, rows: Rows) -> Mask:
        values = self.column[rows]
        known: Mask = values != values.dtype.type(self.unknown)
        return ~known if self.negated else known

    def blocks(self) -> tuple[Mask, Mask] | None:
        return None


@dataclass(slots=True)
class HolderProbe:
    """Rows that hold a value of a set, by their places; or those that do not, for a set is always known."""

    places: Stored
    negated: bool
    cost: float

    def at(self, rows: Rows) -> Mask:
        if isinstance(rows, slice):
            first, last = np.searchsorted(self.places, (rows.start, rows.stop))
            found = np.zeros(rows.stop - rows.start, np.bool_)
            found[self.places[first:last].astype(np.int64) - rows.start] = True
        else:
            found = _among(self.places, rows)
        return ~found if self.negated else found

    def blocks(self) -> tuple[Mask, Mask] | None:
        return None


@dataclass(slots=True)
class TextProbe:
    """Rows whose text holds another: few rows are looked at singly, many by one search through all the text."""

    segment: Segment
    name: str
    wanted: bytes
    negated: bool
    cost: float

    def at(self, rows: Rows) -> Mask:
        found = self._looked_up(rows) if isinstance(rows, slice) or len(rows) > SINGLY else self._singly(rows)
        return ~found if self.negated else found

    def blocks(self) -> tuple[Mask, Mask] | None:
        return None

    def _singly(self, rows: Stored) -> Mask:
        text, starts = self.segment.text(self.name), self.segment.column(f"{self.name}.starts")
        firsts, lasts = starts[rows].tolist(), starts[rows.astype(np.int64) + 1].tolist()
        return np.array(
            [self.wanted in bytes(text[first:last]) for first, last in zip(firsts, lasts, strict=True)], np.bool_
        )

    def _looked_up(self, rows: Rows) -> Mask:
        return HolderProbe(_holding(self.segment, self.name, self.wanted), negated=False, cost=0).at(rows)


@lru_cache(maxsize=REMEMBERED)
def _holding(segment: Segment, name: str, wanted: bytes) -> Stored:
    """The places of the rows whose text holds another; the counts beside a list ask for the same text again."""
    if not wanted:
        return np.arange(segment.rows)
    starts = segment.column(f"{name}.starts")
    at = found_in(segment.column(name), wanted)
    return np.unique(np.searchsorted(starts, at.astype(starts.dtype), side="right") - 1)


@dataclass(slots=True)
class SureProbe:
    """Passes every row, or none."""

    rows: int
    passes: bool
    cost: float = 0

    def at(self, rows: Rows) -> Mask:
        return np.full(count_of(rows), self.passes, np.bool_)

    def blocks(self) -> tuple[Mask, Mask] | None:
        return None


def probe(segment: Segment, leaf: Leaf, *, negated: bool) -> Probe:
    """A leaf made ready. Fields that the segment does not hold are an error of the caller's (KeyError)."""
    match leaf:
        case Within(field, low, high, _):
            return _number(segment, field, low, high, negated=negated)
        case Known(field):
            return _known(segment, field, negated=negated)
        case OneOf(field, values):
            return _word(segment, field, values, negated=negated)
        case Contains(field, text):
            wanted = text.casefold().replace("\n", " ").encode()
            return TextProbe(segment, field, wanted, negated, cost=1000)


def _number(segment: Segment, field: str, low: int | None, high: int | None, *, negated: bool) -> Probe:
    column = segment.column(field)
    most = unknown_of(column) - 1
    bounds = max(low or 0, 0), most if high is None else min(high, most)
    if bounds[0] > bounds[1]:
        return _known(segment, field, negated=False) if negated else SureProbe(segment.rows, passes=False)
    return NumberProbe(column, _zones(segment, field), *bounds, negated, cost=column.itemsize)


def _zones(segment: Segment, field: str) -> tuple[Stored, Stored, Stored]:
    return segment.column(f"{field}.low"), segment.column(f"{field}.high"), segment.column(f"{field}.whole")


def _known(segment: Segment, field: str, *, negated: bool) -> Probe:
    """Known, or not; a set always is, a text where more stands in its line than the line's end."""
    if segment.holds(f"{field}.starts"):
        if field in segment.codes:
            return SureProbe(segment.rows, passes=not negated)
        sizes = np.diff(segment.column(f"{field}.starts"))
        return KnownProbe(sizes, 1, negated, cost=sizes.itemsize)
    column = segment.column(f"{field}.0" if segment.holds(f"{field}.0") else field)
    return KnownProbe(column, 0 if field in segment.codes else unknown_of(column), negated, cost=column.itemsize)


def _word(segment: Segment, field: str, values: tuple[str, ...], *, negated: bool) -> Probe:
    codes = segment.codes[field]
    wanted = tuple(codes[value] for value in dict.fromkeys(values) if value and value in codes)
    if segment.holds(f"{field}.starts"):
        starts, rows = segment.column(f"{field}.starts"), segment.column(f"{field}.rows")
        held = [rows[starts[code] : starts[code + 1]] for code in wanted]
        places = np.unique(np.concatenate(held)) if held else rows[:0]
        return HolderProbe(places, negated, cost=0.1)
    ranks = [f"{field}.{rank}" for rank in range(RANKS)] if segment.holds(f"{field}.0") else [field]
    columns = tuple(segment.column(name) for name in ranks)
    zones = None
    if segment.holds(f"{field}.low"):
        zones = segment.column(f"{field}.low"), segment.column(f"{field}.high")
    table = np.zeros(len(codes), np.bool_)
    table[list(wanted)] = True
    cost = columns[0].itemsize * len(columns) * max(min(len(wanted), COMPARED + 1), 1)
    return WordProbe(columns, zones, wanted, table, negated, cost=cost)


def _among(places: Stored, rows: Stored) -> Mask:
    if not len(places):
        return np.zeros(len(rows), np.bool_)
    found = np.minimum(np.searchsorted(places, rows), len(places) - 1)
    among: Mask = places[found] == rows
    return among
