"""SQLite: one covering index that begins as most screens do, and a trigram index over handles."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.crowd import Crowd
from benchmarks.engines.columns import CATEGORIES, NAMES, records
from benchmarks.engines.engine import Answer
from benchmarks.engines.sql import SpeaksSQL
from benchmarks.questions import POINTS

COVERED = (
    "region, gmv_30d, followers, female_share, videos_30d, interaction_rate, adult_share, language, score, "
    + ", ".join(CATEGORIES)
    + ", "
    + ", ".join(f'"{name}"' for name, _ in POINTS)
)


class SQLite(SpeaksSQL):
    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self.path = folder / "creators.sqlite"
        self.held = self._open()

    def load(self, crowd: Iterable[Crowd]) -> None:
        named = ", ".join("id INTEGER PRIMARY KEY" if name == "id" else f'"{name}"' for name in NAMES)
        self.held.execute(f"CREATE TABLE creators ({named})")
        self.held.execute("CREATE VIRTUAL TABLE handles USING fts5(handle, tokenize='trigram', content='')")
        for part in crowd:
            with self.held:
                self._insert(part)
                pairs = zip(part.ids.tolist(), part.handles, strict=True)
                self.held.executemany("INSERT INTO handles (rowid, handle) VALUES (?, ?)", pairs)
        self.held.execute(f"CREATE INDEX covering ON creators ({COVERED})")
        self.held.execute("ANALYZE")

    def text(self, needle: str) -> Answer:
        return self.where(f"id IN (SELECT rowid FROM handles WHERE handle MATCH '\"{needle}\"')")

    def change(self, crowd: Crowd) -> None:
        with self.held:
            self._insert(crowd)

    def close(self) -> None:
        self.held.close()

    def _insert(self, part: Crowd) -> None:
        holes = ", ".join("?" * len(NAMES))
        self.held.executemany(f"INSERT OR REPLACE INTO creators VALUES ({holes})", records(part))

    def _open(self) -> sqlite3.Connection:
        held = sqlite3.connect(self.path, check_same_thread=False)
        held.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -262144; "
            "PRAGMA mmap_size = 8000000000"
        )
        return held

    def rows(self, asked: str) -> list[tuple[Any, ...]]:
        return self.held.execute(asked).fetchall()
