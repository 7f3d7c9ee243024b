"""Rows of the library as Arrow tables, and back from them as an index takes them."""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa

from rapport.creators.queries.engines.columns import (
    SET_COLUMNS,
    Column,
    column_name,
    columns,
    library_columns,
    set_rows,
)
from rapport.index.building import RANKS
from rapport.index.schema import UNKNOWN, Batch, Numbers, Schema

TYPES = {Column.ID: pa.int64(), Column.NUMBER: pa.int64(), Column.WORD: pa.string(), Column.TEXT: pa.string()}
AT_ONCE = 50_000


def library_table(schema: Schema, workspace_id: int, batch: Batch) -> pa.Table:
    """A batch as rows of the table of creators."""
    fields = pa.schema([(name, TYPES[kind]) for name, kind in columns(schema).items()])
    return pa.table(library_columns(schema, workspace_id, batch), schema=fields)


def set_table(schema: Schema, workspace_id: int, batch: Batch) -> pa.Table:
    """The values of its sets as rows of their table."""
    rows = list(set_rows(schema, workspace_id, batch))
    kinds = (pa.int64(), pa.int64(), pa.string(), pa.string())
    held = {name: pa.array([row[at] for row in rows], kinds[at]) for at, name in enumerate(SET_COLUMNS)}
    return pa.table(held)


def batches_of(schema: Schema, library: pa.Table, sets: pa.Table) -> Iterator[Batch]:
    """The batches that such tables hold."""
    held: dict[tuple[str, int], list[str]] = {}
    for row in sets.to_pylist():
        held.setdefault((row["field"], row["id"]), []).append(row["word"])
    for start in range(0, library.num_rows, AT_ONCE):
        part = library.slice(start, AT_ONCE)
        ids = part["id"].to_pylist()
        yield Batch(
            ids=np.array(ids, np.int64),
            numbers={name: _numbers(part[column_name(name)]) for name in schema.numbers},
            words={name: _words(part[name]) for name in schema.words},
            ranked={name: _ranked(part, name) for name in schema.ranked},
            sets={name: [held.get((name, pk), []) for pk in ids] for name in schema.sets},
            texts={name: _words(part[name]) for name in schema.texts},
        )


def _numbers(column: pa.ChunkedArray) -> Numbers:
    found: Numbers = column.fill_null(UNKNOWN).to_numpy().astype(np.int64)
    return found


def _words(column: pa.ChunkedArray) -> list[str]:
    return [word or "" for word in column.to_pylist()]


def _ranked(part: pa.Table, name: str) -> list[tuple[str, ...]]:
    ranks = [part[f"{name}_{rank}"].to_pylist() for rank in range(RANKS)]
    return [tuple(word for word in held if word) for held in zip(*ranks, strict=True)]
