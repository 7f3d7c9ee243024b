"""PostgreSQL, where `DATABASE_URL` names one: a covering index as SQLite has it, and no trigram index."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import psycopg
from benchmarks.crowd import Crowd
from benchmarks.engines.columns import CATEGORIES, NAMES, records
from benchmarks.engines.engine import Answer
from benchmarks.engines.lite import COVERED
from benchmarks.engines.sql import SpeaksSQL

WORDS = ("region", "language", "currency", *CATEGORIES, "handle")


class PostgreSQL(SpeaksSQL):
    name = "postgresql"
    table = "found_creators"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.held = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
        self.held.execute("SET jit = off")

    def load(self, crowd: Iterable[Crowd]) -> None:
        self.held.execute("DROP TABLE IF EXISTS found_creators")
        named = ", ".join(f'"{name}" {"text" if name in WORDS else "bigint"}' for name in NAMES)
        self.held.execute(f"CREATE UNLOGGED TABLE found_creators ({named}, PRIMARY KEY (id))")
        for part in crowd:
            self._insert(part)
        first, second, *rest = COVERED.split(", ")
        self.held.execute(f"CREATE INDEX ON found_creators ({first}, {second}) INCLUDE (id, {', '.join(rest)})")
        self.held.execute("VACUUM ANALYZE found_creators")

    def text(self, needle: str) -> Answer:
        return self.where(f"handle LIKE '%{needle}%'")

    def change(self, crowd: Crowd) -> None:
        with self.held.transaction():
            self.held.execute("DELETE FROM found_creators WHERE id = ANY(%s)", [crowd.ids.tolist()])
            self._insert(crowd)

    def close(self) -> None:
        self.held.execute("DROP TABLE found_creators")
        self.held.close()

    def _insert(self, part: Crowd) -> None:
        with self.held.cursor().copy("COPY found_creators FROM STDIN") as copy:
            for row in records(part):
                copy.write_row(row)

    def rows(self, asked: str) -> list[tuple[Any, ...]]:
        return self.held.execute(asked).fetchall()
