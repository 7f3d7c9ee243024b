"""PostgreSQL, where `DATABASE_URL` names one: a covering index as SQLite has it, and no trigram index."""

import os
from collections.abc import Iterable
from pathlib import Path

import psycopg
from benchmarks.crowd import Crowd
from benchmarks.engines.columns import CATEGORIES, NAMES, rows
from benchmarks.engines.engine import PAGE, Answer, Counts
from benchmarks.engines.lite import COVERED
from benchmarks.questions import Question, sql_ranking, sql_where

WORDS = ("region", "language", "currency", *CATEGORIES, "handle")


class PostgreSQL:
    name = "postgresql"

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

    def page(self, question: Question, start: int = 0) -> Answer:
        return self._page(sql_where(question), start)

    def facets(self, question: Question) -> Counts:
        where = sql_where(question)
        counts: dict[str, dict[str, int]] = {"category": {}, "language": {}, "score": {}}
        for name, column in (("language", "language"), ("score", "score"), *(("category", one) for one in CATEGORIES)):
            asked = f"SELECT {column}, count(*) FROM found_creators WHERE {where} AND {column} IS NOT NULL GROUP BY 1"
            for choice, count in self.held.execute(asked):
                counts[name][str(choice)] = counts[name].get(str(choice), 0) + count
        return counts

    def text(self, needle: str) -> Answer:
        return self._page(f"handle LIKE '%%{needle}%%'", 0)

    def change(self, crowd: Crowd) -> None:
        with self.held.transaction():
            self.held.execute("DELETE FROM found_creators WHERE id = ANY(%s)", [crowd.ids.tolist()])
            self._insert(crowd)

    def close(self) -> None:
        self.held.execute("DROP TABLE found_creators")
        self.held.close()

    def _insert(self, part: Crowd) -> None:
        with self.held.cursor().copy("COPY found_creators FROM STDIN") as copy:
            for row in rows(part):
                copy.write_row(row)

    def _page(self, where: str, start: int) -> Answer:
        asked = f"SELECT id FROM found_creators WHERE {where} ORDER BY {sql_ranking()} DESC, id"
        found = self.held.execute(f"{asked} LIMIT {PAGE} OFFSET {start}").fetchall()
        (total,) = self.held.execute(f"SELECT count(*) FROM found_creators WHERE {where}").fetchall()[0]
        return Answer(total, tuple(one for (one,) in found))
