"""The library in a DuckDB file: each writing makes a new version of it, read by any number of processes.

Versions have names of their own, for DuckDB would take a file of a known name for the one it has open.
"""

import json
import shutil
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from rapport.creators.queries.engines.arrow import library_table, set_table
from rapport.creators.queries.engines.columns import LIBRARY, MARKS, SETS, Column, declared
from rapport.creators.queries.engines.engine import LibraryEngine
from rapport.creators.queries.engines.served import Bound, Rows, Served
from rapport.creators.queries.freshness import Held
from rapport.creators.queries.library_rows import SCHEMA
from rapport.index.schema import Batch, Schema
from rapport.index.store import Load
from rapport.index.turns import one_at_a_time

TYPES = {Column.ID: "BIGINT", Column.NUMBER: "BIGINT", Column.WORD: "VARCHAR", Column.TEXT: "VARCHAR"}


def open_engine(address: str) -> LibraryEngine:
    """The engine at `duckdb:FILE`; the file need not be there yet."""
    file = DuckFile(Path(address.partition(":")[2]), SCHEMA)
    return Served(file, SCHEMA, lambda workspace_id: DuckStore(file, workspace_id))


@dataclass(slots=True)
class DuckFile:
    """The file. Whoever has an older version open may read on in it."""

    path: Path
    schema: Schema
    dialect: str = "duckdb"
    _seen: Path | None = None
    _reader: Any = None
    _marks: dict[int, Held] = field(default_factory=dict)

    def rows(self, sql: str, bound: Bound) -> Rows:
        found: Rows = self.reader().execute(sql, dict(bound)).fetchall()
        return found

    def held(self, workspace_id: int) -> Held | None:
        """How far a workspace is in the file."""
        self.reader()
        return self._marks.get(workspace_id)

    def reader(self) -> Any:
        """A connection to the newest version."""
        if self._newest() is None:
            with self.locked(wait=True), self.replaced():
                pass
        while (newest := self._newest()) != self._seen:
            try:
                self._reader = duckdb.connect(str(newest), read_only=True)
            except duckdb.IOException:
                # The writer took it away, for a newer one, while we opened it.
                continue
            self._seen = newest
            marks = self._reader.execute(f"SELECT workspace_id, mark, rows FROM {MARKS}").fetchall()  # noqa: S608
            self._marks = {workspace_id: Held(json.loads(mark), rows) for workspace_id, mark, rows in marks}
        return self._reader.cursor()

    def _newest(self) -> Path | None:
        return max(self.path.parent.glob(f"{self.path.name}.v*"), default=None)

    def locked(self, *, wait: bool) -> AbstractContextManager[bool]:
        """Hold the right to replace the file; False where another has it and we do not wait."""
        return one_at_a_time(self.path.with_name(f"{self.path.name}.lock"), wait=wait)

    @contextmanager
    def replaced(self) -> Iterator[Any]:
        """A connection to a copy, which becomes the newest version if nothing goes wrong."""
        part, newest = self.path.with_name(f"{self.path.name}.part"), self._newest()
        part.unlink(missing_ok=True)
        if newest:
            shutil.copyfile(newest, part)
        with duckdb.connect(str(part)) as connection:
            _create(connection, self.schema)
            yield connection
        number = int(newest.suffix.removeprefix(".v")) + 1 if newest else 1
        part.replace(self.path.with_name(f"{self.path.name}.v{number:09}"))
        if newest:
            newest.unlink()


@dataclass(frozen=True, slots=True)
class DuckStore:
    """One workspace's rows in a file."""

    file: DuckFile
    workspace_id: int

    def version(self) -> Held | None:
        return self.file.held(self.workspace_id)

    def writing(self, *, wait: bool = False) -> AbstractContextManager[bool]:
        return self.file.locked(wait=wait)

    def rebuild(self, batches: Iterable[Batch], mark: dict[str, Any]) -> None:
        with self.file.replaced() as connection:
            for table in (LIBRARY, SETS):
                connection.execute(f"DELETE FROM {table} WHERE workspace_id = ?", [self.workspace_id])  # noqa: S608
            self._fill(connection, batches, mark)

    def change(self, ids: Iterable[int], load: Load, mark: dict[str, Any]) -> None:
        wanted = pa.array(sorted(ids), pa.int64())
        with self.file.replaced() as connection:
            connection.register("wanted", pa.table({"id": wanted}))
            for table in (LIBRARY, SETS):
                connection.execute(
                    f"DELETE FROM {table} WHERE workspace_id = ? AND id IN (SELECT id FROM wanted)",  # noqa: S608
                    [self.workspace_id],
                )
            self._fill(connection, load(wanted.to_numpy()), mark)

    def _fill(self, connection: Any, batches: Iterable[Batch], mark: dict[str, Any]) -> None:
        put = partial(_put, connection)
        for batch in batches:
            put(LIBRARY, library_table(self.file.schema, self.workspace_id, batch))
            put(SETS, set_table(self.file.schema, self.workspace_id, batch))
        connection.execute(f"DELETE FROM {MARKS} WHERE workspace_id = ?", [self.workspace_id])  # noqa: S608
        connection.execute(
            f"INSERT INTO {MARKS} SELECT $1, $2, count(*) FROM {LIBRARY} WHERE workspace_id = $1",  # noqa: S608
            [self.workspace_id, json.dumps(mark)],
        )


def _put(connection: Any, table: str, rows: pa.Table) -> None:
    if rows.num_rows:
        connection.register("incoming", rows)
        connection.execute(f"INSERT INTO {table} SELECT * FROM incoming")  # noqa: S608
        connection.unregister("incoming")


def _create(connection: Any, schema: Schema) -> None:
    """The tables; those of other columns go, and with them the marks, so that all is filled again."""
    wanted = f"CREATE TABLE {LIBRARY} ({declared(schema, TYPES)})"
    connection.execute("CREATE TABLE IF NOT EXISTS rapport_definition (told VARCHAR)")
    if connection.execute("SELECT told FROM rapport_definition").fetchall() == [(wanted,)]:
        return
    for table in (LIBRARY, SETS, MARKS):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    connection.execute(wanted)
    connection.execute(f"CREATE TABLE {SETS} (workspace_id BIGINT, id BIGINT, field VARCHAR, word VARCHAR)")
    connection.execute(f"CREATE TABLE {MARKS} (workspace_id BIGINT, mark VARCHAR, rows BIGINT)")
    connection.execute("DELETE FROM rapport_definition")
    connection.execute("INSERT INTO rapport_definition VALUES (?)", [wanted])
