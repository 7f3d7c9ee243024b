"""SQLite: one covering index that begins as most screens do, and a trigram index over handles."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from benchmarks.crowd import Crowd
from benchmarks.engines.columns import CATEGORIES, NAMES, rows
from benchmarks.engines.engine import PAGE, Answer, Counts
from benchmarks.questions import POINTS, Question, sql_ranking, sql_where

COVERED = (
    "region, gmv_30d, followers, female_share, videos_30d, interaction_rate, adult_share, language, score, "
    + ", ".join(CATEGORIES)
    + ", "
    + ", ".join(f'"{name}"' for name, _ in POINTS)
)


class SQLite:
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

    def page(self, question: Question, start: int = 0) -> Answer:
        return self._page(sql_where(question), start)

    def facets(self, question: Question) -> Counts:
        where, own = sql_where(question), self._open()
        counts: dict[str, dict[str, int]] = {"category": {}, "language": {}, "score": {}}
        for name, column in (("language", "language"), ("score", "score"), *(("category", one) for one in CATEGORIES)):
            asked = f"SELECT {column}, count(*) FROM creators WHERE {where} AND {column} IS NOT NULL GROUP BY 1"
            for choice, count in own.execute(asked):
                counts[name][str(choice)] = counts[name].get(str(choice), 0) + count
        own.close()
        return counts

    def text(self, needle: str) -> Answer:
        return self._page(f"id IN (SELECT rowid FROM handles WHERE handle MATCH '\"{needle}\"')", 0)

    def change(self, crowd: Crowd) -> None:
        with self.held:
            self._insert(crowd)

    def close(self) -> None:
        self.held.close()

    def _insert(self, part: Crowd) -> None:
        holes = ", ".join("?" * len(NAMES))
        self.held.executemany(f"INSERT OR REPLACE INTO creators VALUES ({holes})", rows(part))

    def _open(self) -> sqlite3.Connection:
        held = sqlite3.connect(self.path, check_same_thread=False)
        held.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -262144; "
            "PRAGMA mmap_size = 8000000000"
        )
        return held

    def _page(self, where: str, start: int) -> Answer:
        found = self.held.execute(
            f"SELECT id FROM creators WHERE {where} ORDER BY {sql_ranking()} DESC, id LIMIT {PAGE} OFFSET {start}"
        ).fetchall()
        total = self.held.execute(f"SELECT count(*) FROM creators WHERE {where}").fetchone()[0]
        return Answer(total, tuple(one for (one,) in found))
