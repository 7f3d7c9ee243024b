"""The library in ClickHouse, spoken to over its HTTP interface: for libraries of tens of millions.

Rows are never changed in place: the newest version of a row counts (`final`), and one that is gone is a version too.
"""

import json
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import httpx
import numpy as np
from django.conf import settings

from rapport.creators.queries.engines.columns import (
    LIBRARY,
    MARKS,
    SET_COLUMNS,
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
from rapport.index.turns import one_at_a_time

TYPES = {Column.ID: "Int64", Column.NUMBER: "Nullable(Int64)", Column.WORD: "Nullable(String)", Column.TEXT: "String"}
SETTINGS = {"final": 1, "do_not_merge_across_partitions_select_final": 1, "output_format_json_quote_64bit_integers": 0}
AT_ONCE = 5_000
WORKING, WAITING = 600, 10
"""Seconds that an answer and a connection may take."""
Row = tuple[object, ...]


def open_engine(address: str) -> LibraryEngine:
    """The engine at `clickhouse://user:password@host:port/database`, or `clickhouses://` over TLS."""
    server = ClickHouse(client_of(address))
    create(server, SCHEMA)
    lock = Path(settings.SEARCH_FOLDER)
    return Served(server, SCHEMA, lambda workspace_id: ClickHouseStore(server, SCHEMA, workspace_id, lock))


def client_of(address: str, transport: httpx.BaseTransport | None = None) -> httpx.Client:
    """A client of the server at an address; tests bring their own transport."""
    found = urlsplit(address)
    scheme, port = ("https", 8443) if found.scheme == "clickhouses" else ("http", 8123)
    return httpx.Client(
        base_url=f"{scheme}://{found.hostname}:{found.port or port}",
        auth=(unquote(found.username or "default"), unquote(found.password or "")),
        params={"database": found.path.strip("/") or "default"},
        timeout=httpx.Timeout(WORKING, connect=WAITING),
        transport=transport,
    )


@dataclass(frozen=True, slots=True)
class ClickHouse:
    """A server."""

    client: httpx.Client
    dialect: str = "clickhouse"

    def rows(self, sql: str, bound: Bound) -> Rows:
        answer = self._post(f"{sql} FORMAT JSONCompact", {f"param_{name}": _told(one) for name, one in bound.items()})
        return [tuple(row) for row in json.loads(answer)["data"]]

    def do(self, sql: str) -> None:
        """Carry out what has no answer."""
        self._post(sql, {})

    def insert(self, table: str, rows: Iterable[Row]) -> None:
        """Put rows into a table, all or none."""
        lines = "\n".join(json.dumps(row) for row in rows)
        if lines:
            self._post(lines, {"query": f"INSERT INTO {table} FORMAT JSONCompactEachRow"})

    def _post(self, content: str, parameters: Mapping[str, str]) -> bytes:
        answer = self.client.post("/", content=content.encode(), params={**SETTINGS, **parameters})
        if answer.is_error:
            raise RuntimeError(f"ClickHouse refused: {answer.text[:500]}")
        return answer.content


@dataclass(frozen=True, slots=True)
class ClickHouseStore:
    """One workspace's rows. The mark is written last: what a killed writer left out is written again."""

    server: ClickHouse
    schema: Schema
    workspace_id: int
    folder: Path
    """Of the lock that lets one process of this machine write; two machines that write do the same twice."""

    def version(self) -> Held | None:
        found = self.server.rows(
            f"SELECT mark, rows FROM {MARKS} WHERE workspace_id = {{workspace:Int64}}",  # noqa: S608
            {"workspace": self.workspace_id},
        )
        return Held(json.loads(found[0][0]), found[0][1]) if found else None

    def writing(self, *, wait: bool = False) -> AbstractContextManager[bool]:
        return one_at_a_time(self.folder.joinpath(f"clickhouse-{self.workspace_id}.lock"), wait=wait)

    def rebuild(self, batches: Iterable[Batch], mark: dict[str, Any]) -> None:
        """Newer versions of all rows, then an end of those that have none."""
        number = self._next()
        for batch in batches:
            self._put(batch, number)
        for table in (LIBRARY, SETS):
            self._end(table, f"version < {number}", number)
        self._mark(mark, number)

    def change(self, ids: Iterable[int], load: Load, mark: dict[str, Any]) -> None:
        wanted = sorted(ids)
        number = self._next()
        for batch in load(np.array(wanted, np.int64)):
            self._put(batch, number)
        for start in range(0, len(wanted), AT_ONCE):
            among = ", ".join(map(str, wanted[start : start + AT_ONCE]))
            for table in (LIBRARY, SETS):
                self._end(table, f"version < {number} AND id IN ({among})", number)
        self._mark(mark, number)

    def _put(self, batch: Batch, number: int) -> None:
        alive = (number, 0)
        self.server.insert(LIBRARY, (row + alive for row in library_rows(self.schema, self.workspace_id, batch)))
        self.server.insert(SETS, (row + alive for row in set_rows(self.schema, self.workspace_id, batch)))

    def _end(self, table: str, which: str, number: int) -> None:
        """The present rows that `which` names are gone from this version on."""
        kept = ", ".join(f"`{name}`" for name in (columns(self.schema) if table == LIBRARY else SET_COLUMNS))
        self.server.do(
            f"INSERT INTO {table} SELECT {kept}, {number}, 1 FROM {table} "  # noqa: S608
            f"WHERE workspace_id = {self.workspace_id} AND {which}"
        )

    def _next(self) -> int:
        found = self.server.rows(
            f"SELECT max(version) FROM {LIBRARY} WHERE workspace_id = {{workspace:Int64}}",  # noqa: S608
            {"workspace": self.workspace_id},
        )
        return int(found[0][0] or 0) + 1

    def _mark(self, mark: dict[str, Any], number: int) -> None:
        counted = self.server.rows(
            f"SELECT count() FROM {LIBRARY} WHERE workspace_id = {{workspace:Int64}}",  # noqa: S608
            {"workspace": self.workspace_id},
        )
        self.server.insert(MARKS, [(self.workspace_id, json.dumps(mark), counted[0][0], number)])


def create(server: ClickHouse, schema: Schema) -> None:
    """The tables; those of other columns go, and with them the marks, so that all is filled again."""
    wanted = declared(schema, TYPES, "`")
    told = server.rows(
        "SELECT comment FROM system.tables WHERE database = currentDatabase() AND name = {name:String}",
        {"name": LIBRARY},
    )
    if told == [(_plain(wanted),)]:
        return
    for table in (LIBRARY, SETS, MARKS):
        server.do(f"DROP TABLE IF EXISTS {table} SYNC")
    newest = "version Int64, gone UInt8) ENGINE = ReplacingMergeTree(version, gone) PARTITION BY workspace_id ORDER BY"
    held = "workspace_id Int64, id Int64, field String, word String"
    server.do(f"CREATE TABLE {SETS} ({held}, {newest} (workspace_id, field, word, id)")
    server.do(
        f"CREATE TABLE {MARKS} (workspace_id Int64, mark String, rows Int64, version Int64) "
        "ENGINE = ReplacingMergeTree(version) ORDER BY workspace_id"
    )
    server.do(f"CREATE TABLE {LIBRARY} ({wanted}, {newest} (workspace_id, id) COMMENT '{_plain(wanted)}'")


def _plain(wanted: str) -> str:
    return wanted.replace("`", "")


def _told(value: int | str) -> str:
    """A value as the HTTP interface takes parameters: as in a file of values between tabs."""
    return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
