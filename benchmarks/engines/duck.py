"""DuckDB: one file, sorted as ours is; page and total as two statements, which it does faster than one."""

from collections.abc import Iterable
from pathlib import Path

import duckdb
from benchmarks.crowd import Crowd
from benchmarks.engines.columns import CATEGORIES, table
from benchmarks.engines.engine import PAGE, Answer, Counts
from benchmarks.questions import Question, sql_ranking, sql_where


class DuckDB:
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

    def page(self, question: Question, start: int = 0) -> Answer:
        return self._page(sql_where(question), start)

    def facets(self, question: Question) -> Counts:
        where = sql_where(question)
        counts: dict[str, dict[str, int]] = {"category": {}, "language": {}, "score": {}}
        for name, column in (("language", "language"), ("score", "score"), *(("category", one) for one in CATEGORIES)):
            asked = f"SELECT {column}, count(*) FROM creators WHERE {where} AND {column} IS NOT NULL GROUP BY 1"
            for choice, count in self.held.execute(asked).fetchall():
                counts[name][str(choice)] = counts[name].get(str(choice), 0) + count
        return counts

    def text(self, needle: str) -> Answer:
        return self._page(f"contains(handle, '{needle}')", 0)

    def change(self, crowd: Crowd) -> None:
        self.held.register("changed", table(crowd))
        self.held.execute("DELETE FROM creators WHERE id IN (SELECT id FROM changed)")
        self.held.execute("INSERT INTO creators SELECT * FROM changed")

    def close(self) -> None:
        self.held.close()

    def _page(self, where: str, start: int) -> Answer:
        own = self.held.cursor()
        found = own.execute(
            f"SELECT id FROM creators WHERE {where} ORDER BY {sql_ranking()} DESC, id LIMIT {PAGE} OFFSET {start}"
        ).fetchall()
        total = own.execute(f"SELECT count(*) FROM creators WHERE {where}").fetchall()[0][0]
        return Answer(total, tuple(one for (one,) in found))
