"""Questions as SQL, for the engines that speak it: a page and its total as two statements, a count for each facet."""

from abc import ABC, abstractmethod
from typing import Any

from benchmarks.engines.columns import CATEGORIES
from benchmarks.engines.engine import PAGE, Answer, Counts
from benchmarks.questions import Question, sql_ranking, sql_where

COUNTED = (("language", "language"), ("score", "score"), *(("category", one) for one in CATEGORIES))


class SpeaksSQL(ABC):
    """Asks its table `creators`, or another that it names."""

    table = "creators"

    @abstractmethod
    def rows(self, asked: str) -> list[tuple[Any, ...]]:
        """What a statement finds."""

    def page(self, question: Question, start: int = 0) -> Answer:
        return self.where(sql_where(question), start)

    def facets(self, question: Question) -> Counts:
        where = sql_where(question)
        counts: dict[str, dict[str, int]] = {"category": {}, "language": {}, "score": {}}
        for name, column in COUNTED:
            found = f"SELECT {column}, count(*) FROM {self.table} WHERE {where} AND {column} IS NOT NULL GROUP BY 1"
            for choice, count in self.rows(found):
                counts[name][str(choice)] = counts[name].get(str(choice), 0) + count
        return counts

    def where(self, where: str, start: int = 0) -> Answer:
        """A page of those who pass a condition."""
        ranked = f"SELECT id FROM {self.table} WHERE {where} ORDER BY {sql_ranking()} DESC, id"
        found = self.rows(f"{ranked} LIMIT {PAGE} OFFSET {start}")
        ((total,),) = self.rows(f"SELECT count(*) FROM {self.table} WHERE {where}")
        return Answer(total, tuple(one for (one,) in found))
