"""Polars: one frame in memory, sorted as ours is."""

from collections.abc import Iterable
from pathlib import Path

import polars as pl
from benchmarks.crowd import Crowd
from benchmarks.engines.columns import CATEGORIES, table
from benchmarks.engines.engine import PAGE, Answer, Counts
from benchmarks.questions import POINTS, Question


class Polars:
    name = "polars"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.frame = pl.DataFrame()

    def load(self, crowd: Iterable[Crowd]) -> None:
        parts = [pl.from_arrow(table(part)) for part in crowd]
        self.frame = pl.concat([part for part in parts if isinstance(part, pl.DataFrame)]).sort(
            ["region", "gmv_30d"], descending=[False, True], nulls_last=True
        )

    def page(self, question: Question, start: int = 0) -> Answer:
        return self._page(_where(question), start)

    def facets(self, question: Question) -> Counts:
        passing = self.frame.lazy().filter(_where(question)).select("language", "score", *CATEGORIES).collect()
        counts: dict[str, dict[str, int]] = {"category": {}, "language": {}, "score": {}}
        for name, column in (("language", "language"), ("score", "score"), *(("category", one) for one in CATEGORIES)):
            for choice, count in passing[column].drop_nulls().value_counts().iter_rows():
                counts[name][str(choice)] = counts[name].get(str(choice), 0) + count
        return counts

    def text(self, needle: str) -> Answer:
        return self._page(pl.col("handle").str.contains(needle, literal=True), 0)

    def change(self, crowd: Crowd) -> None:
        changed = pl.from_arrow(table(crowd))
        assert isinstance(changed, pl.DataFrame)  # noqa: S101 - a table is never a series
        kept = self.frame.join(changed.select("id"), on="id", how="anti")
        self.frame = pl.concat([kept, changed])

    def close(self) -> None:
        self.frame = pl.DataFrame()

    def _page(self, where: pl.Expr, start: int) -> Answer:
        passing = self.frame.lazy().filter(where).select("id", key=_RANKING).collect()
        best = passing.sort(["key", "id"], descending=[True, False]) if len(passing) <= _FEW else _top(passing, start)
        return Answer(len(passing), tuple(best["id"].slice(start, PAGE).to_list()))


_FEW = 20_000
_RANKING = pl.sum_horizontal(pl.col(name).fill_null(0) * weight for name, weight in POINTS)


def _top(passing: pl.DataFrame, start: int) -> pl.DataFrame:
    """The best of many before they are put in order."""
    bar = passing["key"].top_k(start + PAGE).min()
    return passing.filter(pl.col("key") >= bar).sort(["key", "id"], descending=[True, False])


def _where(question: Question) -> pl.Expr:
    found = [pl.col("region") == question.region] if question.region else []
    for one in question.bounds:
        found += [pl.col(one.field) >= one.low] if one.low is not None else []
        found += [pl.col(one.field) <= one.high] if one.high is not None else []
    return pl.all_horizontal(found)
