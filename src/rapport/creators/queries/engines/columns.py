"""The columns of the library's tables in databases, derived from the schema of the index, and rows for them."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from rapport.creators.queries.engines.shapes import folded
from rapport.index.building import RANKS
from rapport.index.schema import UNKNOWN, Batch, Schema

LIBRARY, SETS, MARKS = "rapport_library", "rapport_library_sets", "rapport_library_marks"
"""The tables: a row a creator, a row for each value of a set, a row a workspace that says how far it was filled."""
SET_COLUMNS = ("workspace_id", "id", "field", "word")


class Column(StrEnum):
    """What a column holds. Numbers and words may be unknown, which is NULL; a text is always there."""

    ID = "id"
    NUMBER = "number"
    WORD = "word"
    TEXT = "text"


def column_name(name: str) -> str:
    """A field's name without the point, which to some engines means a part of a column."""
    return name.replace(".", "__")


def columns(schema: Schema) -> dict[str, Column]:
    """The columns of the table of creators, in order."""
    return {
        "workspace_id": Column.ID,
        "id": Column.ID,
        **{column_name(name): Column.NUMBER for name in schema.numbers},
        **dict.fromkeys(schema.words, Column.WORD),
        **{f"{name}_{rank}": Column.WORD for name in schema.ranked for rank in range(RANKS)},
        **dict.fromkeys(schema.texts, Column.TEXT),
    }


def declared(schema: Schema, types: Mapping[Column, str], quote: str = '"') -> str:
    """The columns as CREATE TABLE takes them."""
    return ", ".join(f"{quote}{name}{quote} {types[kind]}" for name, kind in columns(schema).items())


def library_columns(schema: Schema, workspace_id: int, batch: Batch) -> dict[str, list[int | str | None]]:
    """A batch column by column."""
    found: dict[str, list[int | str | None]] = {"workspace_id": [workspace_id] * len(batch.ids)}
    found["id"] = batch.ids.tolist()
    for name in schema.numbers:
        found[column_name(name)] = [None if one == UNKNOWN else one for one in batch.numbers[name].tolist()]
    for name in schema.words:
        found[name] = [word or None for word in batch.words[name]]
    for name in schema.ranked:
        for rank in range(RANKS):
            found[f"{name}_{rank}"] = [_ranked(held, rank) for held in batch.ranked[name]]
    for name in schema.texts:
        found[name] = [folded(text) for text in batch.texts[name]]
    return found


def library_rows(schema: Schema, workspace_id: int, batch: Batch) -> Iterator[tuple[int | str | None, ...]]:
    """A batch row by row."""
    return zip(*library_columns(schema, workspace_id, batch).values(), strict=True)


def set_rows(schema: Schema, workspace_id: int, batch: Batch) -> Iterator[tuple[int, int, str, str]]:
    """For each value that a creator of a batch holds of a set, one row."""
    for name in schema.sets:
        for pk, held in zip(batch.ids.tolist(), batch.sets[name], strict=True):
            for word in sorted(set(held)):
                yield workspace_id, pk, name, word


def _ranked(held: Sequence[str], rank: int) -> str | None:
    return (held[rank] or None) if len(held) > rank else None
