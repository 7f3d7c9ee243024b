"""DuckDB: one file, sorted as ours is."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb
from benchmarks.crowd import Crowd
from benchmarks.engines.columns import table
from benchmarks.engines.engine import Answer
from benchmarks.engines.sql import SpeaksSQL


class DuckDB(SpeaksSQL):
    name = "duckdb"

    def __init__(self, folder: Path) -> None:
        self.held = duckdb.connect(str(folder / "creators.duckdb"))
        self.held.execute("SET memory_limit = '4GB'")

    def load(self, crowd: Iterable[Crowd]) -> None:
        for number, part in enumerate(map(table, crowd)):
            self.held.register("part", part)
            verb = "INSERT INTO loaded" if number else "CREATE TABLE loaded AS"
            self.held.execute(f"{verb} SELECT * FROM part")
        self.held.execute("CREATE TABLE creators AS SELECT * FROM loaded ORDER BY region, gmv_30d DESC NULLS LAST")
        self.held.execute("DROP TABLE loaded")
        self.held.execute("CHECKPOINT")

    def text(self, needle: str) -> Answer:
        return self.where(f"contains(handle, '{needle}')")

    def change(self, crowd: Crowd) -> None:
        self.held.register("changed", table(crowd))
        self.held.execute("DELETE FROM creators WHERE id IN (SELECT id FROM changed)")
        self.held.execute("INSERT INTO creators SELECT * FROM changed")

    def close(self) -> None:
        self.held.close()

    def rows(self, asked: str) -> list[tuple[Any, ...]]:
        return list(self.held.cursor().execute(asked).fetchall())
