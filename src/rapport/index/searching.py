"""Searching segments: which rows pass a condition, how many there are, the best of them, and counts beside choices.

Blocks that cannot hold what is asked for are passed over; in the others the cheapest probe goes first and the next ones
look only at the rows that are left.
"""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TypeVar

import numpy as np

from rapport.index.best import Best
from rapport.index.building import RANKS
from rapport.index.probes import Rows, count_of
from rapport.index.schema import Mask, Numbers, Stored, unknown_of
from rapport.index.segment import BLOCK, Segment
from rapport.index.sieve import Sieve
from rapport.shared.conditions import Condition, leaves, parts_of, pushed_down, without_field

Seen = TypeVar("Seen")

LAST = -(2**62)
"""The key of rows whose figure is unknown; it can be turned round without leaving its type."""
SHARED_FROM = 64
"""Blocks from which a search is divided among the processors."""


@dataclass(frozen=True, slots=True)
class Order:
    """By one column times 1 or -1, the largest first and the unknown last; or, where it `sums`, by the sum of columns
    times weights, to which the unknown add nothing. Rows of one key come by id.
    """

    weights: tuple[tuple[str, int], ...]
    sums: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """How many rows pass, and the ids of those asked for, in order."""

    total: int
    ids: tuple[int, ...]


def search(segments: Sequence[Segment], condition: Condition, order: Order, *, start: int, length: int) -> Found:
    """The rows of one page and how many pass in all."""
    best = Best.of(start + length)
    total = 0
    for count, part in _looked(segments, condition, lambda seg, rows: _best_of(seg, rows, order, best)):
        total += count
        if part is not None:
            best.take(part)
    return Found(total, best.ids()[start : start + length])


def count_choices(
    segments: Sequence[Segment],
    condition: Condition,
    names: Sequence[str],
    bands: Mapping[str, Sequence[int]],
) -> dict[str, dict[str, int]]:
    """For each word, ranked set or banded number, how many rows pass with each choice if its own condition were not.

    `bands` names numbers and the lower bounds of their bands; the choices of such a field are those bounds, as text.
    """
    asked_of = {leaf.field for part in parts_of(condition) for leaf in leaves(part)}
    together = [name for name in names if name not in asked_of]
    counts = _counts(segments, condition, together, bands)
    for name in names:
        if name in asked_of:
            counts |= _counts(segments, without_field(condition, name), [name], bands)
    return {name: counts[name] for name in names}


def count_passing(segments: Sequence[Segment], condition: Condition) -> int:
    """How many rows pass."""
    return sum(count for count, _ in _looked(segments, condition, lambda _, __: None))


def matching_ids(segments: Sequence[Segment], condition: Condition) -> Numbers:
    """The ids of all rows that pass, in order."""
    found = _looked(segments, condition, lambda segment, rows: segment.column("ids")[rows])
    parts = [ids.astype(np.int64) for _, ids in found if ids is not None]
    return np.sort(np.concatenate(parts)) if parts else np.empty(0, np.int64)


def _best_of(segment: Segment, rows: Rows, order: Order, so_far: Best) -> Best:
    best = Best.of(so_far.most, so_far.bar)
    best.offer(_keys(segment, rows, order), lambda which: _picked(segment.column("ids"), rows, which).astype(np.int64))
    return best


def _picked(column: Stored, rows: Rows, which: Mask | slice) -> Stored:
    found: Stored = column[rows][which] if isinstance(rows, slice) else column[rows[which]]
    return found


def _keys(segment: Segment, rows: Rows, order: Order) -> Numbers:
    if not order.sums:
        ((name, weight),) = order.weights
        column = segment.column(name)
        values = column[rows]
        keys = values.astype(np.int64)
        if weight < 0:
            np.negative(keys, out=keys)
        keys[values == unknown_of(column)] = LAST
        return keys
    keys = np.zeros(count_of(rows), np.int64)
    for name, weight in order.weights:
        column = segment.column(name)
        values = column[rows]
        keys += np.where(values == unknown_of(column), 0, values).astype(np.int64) * weight
    return keys


def _counts(
    segments: Sequence[Segment], condition: Condition, names: Sequence[str], bands: Mapping[str, Sequence[int]]
) -> dict[str, dict[str, int]]:
    totals: dict[str, dict[str, int]] = {name: {} for name in names}
    if not names:
        return totals

    def counted(segment: Segment, rows: Rows) -> dict[str, dict[str, int]]:
        return {name: _choices(segment, rows, name, bands.get(name)) for name in names}

    for _, part in _looked(segments, condition, counted):
        for name, choices in (part or {}).items():
            for choice, count in choices.items():
                totals[name][choice] = totals[name].get(choice, 0) + count
    return totals


def _choices(segment: Segment, rows: Rows, name: str, bounds: Sequence[int] | None) -> dict[str, int]:
    if bounds is not None:
        return _banded(segment.column(name), rows, bounds)
    words = segment.words[name]
    if segment.holds(f"{name}.starts"):
        return _held(segment, rows, name)
    ranks = [f"{name}.{rank}" for rank in range(RANKS)] if segment.holds(f"{name}.0") else [name]
    counts = np.zeros(len(words), np.int64)
    for rank in ranks:
        counts += np.bincount(segment.column(rank)[rows], minlength=len(words))
    return {words[code]: int(counts[code]) for code in np.flatnonzero(counts).tolist() if code}


def _banded(column: Stored, rows: Rows, bounds: Sequence[int]) -> dict[str, int]:
    """How many lie from each bound up to the next; what is unknown is the largest number and in no band."""
    values, unknown = column[rows], unknown_of(column)
    known = [bound for bound in bounds if bound < unknown]
    above = [int(np.count_nonzero(values >= values.dtype.type(bound))) for bound in (*known, unknown)]
    return {str(bound): more - less for bound, (more, less) in zip(known, pairwise(above), strict=True) if more > less}


def _held(segment: Segment, rows: Rows, name: str) -> dict[str, int]:
    starts, holders = segment.column(f"{name}.starts"), segment.column(f"{name}.rows")
    passing = np.zeros(segment.rows, np.bool_)
    passing[rows] = True
    counts = {}
    for code, word in enumerate(segment.words[name]):
        count = int(np.count_nonzero(passing[holders[starts[code] : starts[code + 1]]]))
        if count:
            counts[word] = count
    return counts


def _looked(
    segments: Sequence[Segment], condition: Condition, look: Callable[[Segment, Rows], Seen]
) -> Iterator[tuple[int, Seen | None]]:
    """How many rows pass in each stretch of blocks, and what is seen of them where any do."""
    asked = pushed_down(condition)
    for segment in (one for one in segments if one.rows):
        sieve = Sieve.of(segment, asked)
        stretches = list(sieve.stretches())

        def one(stretch: tuple[int, int], sieve: Sieve = sieve) -> tuple[int, Seen | None]:
            rows = sieve.passing(*stretch)
            count = count_of(rows)
            return count, look(sieve.segment, rows) if count else None

        if sum(last - first for first, last in stretches) < SHARED_FROM * BLOCK:
            yield from map(one, stretches)
        else:
            yield from _workers().map(one, stretches)


@cache
def _workers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="index")
