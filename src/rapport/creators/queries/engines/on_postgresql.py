"""The library in tables of the record database, where that is PostgreSQL: for several machines that share one."""

import json
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection

from rapport.creators.queries.engines.columns import (
    LIBRARY,
    MARKS,
    SETS,
    Column,
    columns,
    declared,
    library_rows,
    set_rows,
)
from rapport.creators.queries.engines.engine import LibraryEngine
from rapport.creators.queries.engines.served import Bound, Rows, Served
from rapport.creators.queries.freshness import Held
from rapport.creators.queries.library_rows import SCHEMA
from rapport.index.schema import Batch, Schema
from rapport.index.store import Load

TYPES = {Column.ID: "bigint NOT NULL", Column.NUMBER: "bigint", Column.WORD: "text", Column.TEXT: "text NOT NULL"}
LOCK = 0x5EA7C4
"""The first half of the key of our advisory locks; the second is the workspace."""
DEFINITIONS = 0
"""In place of a workspace: the right to make the tables."""


def open_engine(_address: str) -> LibraryEngine:
    """The engine; its address is DATABASE_URL's."""
    create(SCHEMA)
    return Served(Postgres(), SCHEMA, lambda workspace_id: PostgresStore(SCHEMA, workspace_id))


@dataclass(frozen=True, slots=True)
class Postgres:
    """The record database, asked over the connection the product has."""

    dialect: str = "postgresql"

    def rows(self, sql: str, bound: Bound) -> Rows:
        with connection.cursor() as cursor:
            cursor.execute(sql, dict(bound))
            found: Rows = cursor.fetchall()
            return found


@dataclass(frozen=True, slots=True)
class PostgresStore:
    """One workspace's rows. What is written is seen when the transaction around it is committed, mark and all."""

    schema: Schema
    workspace_id: int

    def version(self) -> Held | None:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT mark, rows FROM {MARKS} WHERE workspace_id = %s", [self.workspace_id])  # noqa: S608
            row = cursor.fetchone()
        return Held(json.loads(row[0]), row[1]) if row else None

    def writing(self, *, wait: bool = False) -> AbstractContextManager[bool]:
        return _locked(self.workspace_id, wait=wait)

    def rebuild(self, batches: Iterable[Batch], mark: dict[str, Any]) -> None:
        with connection.cursor() as cursor:
            for table in (LIBRARY, SETS):
                cursor.execute(f"DELETE FROM {table} WHERE workspace_id = %s", [self.workspace_id])  # noqa: S608
            self._fill(cursor, batches, mark)

    def change(self, ids: Iterable[int], load: Load, mark: dict[str, Any]) -> None:
        wanted = sorted(ids)
        with connection.cursor() as cursor:
            for table in (LIBRARY, SETS):
                cursor.execute(
                    f"DELETE FROM {table} WHERE workspace_id = %s AND id = ANY(%s)",  # noqa: S608
                    [self.workspace_id, wanted],
                )
            self._fill(cursor, load(np.array(wanted, np.int64)), mark)

    def _fill(self, cursor: Any, batches: Iterable[Batch], mark: dict[str, Any]) -> None:
        for batch in batches:
            _copy(cursor, LIBRARY, library_rows(self.schema, self.workspace_id, batch))
            _copy(cursor, SETS, set_rows(self.schema, self.workspace_id, batch))
        cursor.execute(f"DELETE FROM {MARKS} WHERE workspace_id = %s", [self.workspace_id])  # noqa: S608
        cursor.execute(
            f"INSERT INTO {MARKS} SELECT %s, %s, count(*) FROM {LIBRARY} WHERE workspace_id = %s",  # noqa: S608
            [self.workspace_id, json.dumps(mark), self.workspace_id],
        )


def create(schema: Schema) -> None:
    """The tables; those of other columns go, and with them the marks, so that all is filled again."""
    wanted = f"{LIBRARY} ({declared(schema, TYPES)}, PRIMARY KEY (workspace_id, id))"
    with _locked(DEFINITIONS, wait=True), connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regclass(%s))", [LIBRARY])
        if cursor.fetchone() == (wanted,):
            return
        cursor.execute(f"DROP TABLE IF EXISTS {LIBRARY}, {SETS}, {MARKS}")
        cursor.execute(f"CREATE TABLE {wanted}")
        held = "workspace_id bigint NOT NULL, id bigint NOT NULL, field text NOT NULL, word text NOT NULL"
        cursor.execute(f"CREATE TABLE {SETS} ({held}, PRIMARY KEY (workspace_id, field, word, id))")
        cursor.execute(f"CREATE INDEX ON {SETS} (workspace_id, id)")
        cursor.execute(f"CREATE TABLE {MARKS} (workspace_id bigint PRIMARY KEY, mark text NOT NULL, rows bigint)")
        first = [name for name in ("region", "gmv_30d") if name in columns(schema)]
        cursor.execute(f"CREATE INDEX ON {LIBRARY} ({', '.join(['workspace_id', *first])})")
        cursor.execute(f"COMMENT ON TABLE {LIBRARY} IS '{wanted}'")


@contextmanager
def _locked(key: int, *, wait: bool) -> Iterator[bool]:
    """Hold an advisory lock; False where somebody else has it and we do not wait for it. It ends with the connection
    at the latest.
    """
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK, key])
        else:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, key])
            if cursor.fetchone() != (True,):
                yield False
                return
    try:
        yield True
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, key])


def _copy(cursor: Any, table: str, rows: Iterable[tuple[object, ...]]) -> None:
    with cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
