"""The index of a library made over a Spark cluster: rows to Parquet, points on the cluster, Parquet to the index."""

import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import ibis
import pyarrow.parquet as pq
from ibis.backends.sql.compilers import PySparkCompiler

from rapport.creators.queries.engines.arrow import batches_of
from rapport.creators.queries.engines.columns import LIBRARY, SETS, column_name, columns
from rapport.creators.queries.engines.on_spark import Spark, cluster, write_tables
from rapport.creators.queries.engines.served import Served
from rapport.creators.queries.engines.tables import IBIS_TYPE
from rapport.creators.queries.freshness import rebuild_index
from rapport.creators.queries.library_rows import SCHEMA
from rapport.creators.rules.screens.fields import RANKING, Field, Unit
from rapport.creators.rules.screens.ranking import PER_DOUBLING, PER_SCORE, POINTS
from rapport.index.schema import Batch
from rapport.shared.conditions import Condition

PLAIN = replace(SCHEMA, numbers=tuple(name for name in SCHEMA.numbers if not name.endswith(POINTS)))
"""The columns as the records give them, before there are points."""
COUNTED = ("region", "category")


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of it: the creators in the index, and what the cluster found by the screen that was asked."""

    creators: int
    passing: int
    choices: dict[str, dict[str, int]]


@dataclass(slots=True)
class Spread:
    """One rebuilding: a folder that every machine of the cluster sees, and a session."""

    folder: Path
    workspace_id: int
    session: Any

    def write(self, batches: Iterable[Batch]) -> None:
        """The library's rows as Parquet."""
        write_tables(self.folder.joinpath("plain"), PLAIN, self.workspace_id, batches)

    def finished(self) -> Iterator[Batch]:
        """The same rows with the points that the cluster reckoned."""
        Spark.reading(self.session, self.folder.joinpath("plain"))
        done = self.folder.joinpath("finished")
        self.session.sql(points_sql()).write.parquet(done.joinpath(LIBRARY).as_uri())
        shutil.copytree(self.folder.joinpath("plain", SETS), done.joinpath(SETS))
        yield from batches_of(SCHEMA, pq.read_table(done.joinpath(LIBRARY)), pq.read_table(done.joinpath(SETS)))

    def served(self) -> Served:
        """Questions to the finished rows."""
        return Served(Spark.reading(self.session, self.folder.joinpath("finished")), SCHEMA, None)


def rebuild_over(master: str, workspace_id: int, folder: Path, condition: Condition) -> Rebuilt:
    """Build a workspace's index anew over a cluster, by way of a `folder` that is empty, and ask the cluster too."""
    with cluster(master) as session:
        spread = Spread(folder, workspace_id, session)
        creators = rebuild_index(workspace_id, spread.write, spread.finished)
        served = spread.served()
        choices = served.choices(workspace_id, condition, COUNTED, {})
        return Rebuilt(creators, served.count(workspace_id, condition), choices)


def points_sql() -> str:
    """The plain rows with points, in Spark's SQL; the rule is `rapport.creators.rules.screens.ranking.points`."""
    plain = ibis.table({name: IBIS_TYPE[kind] for name, kind in columns(PLAIN).items()}, name=LIBRARY)
    worth = {column_name(f"{field.name}{POINTS}"): _points(plain[field.name], field) for field in RANKING}
    compiler = PySparkCompiler()
    text: str = compiler.to_sqlglot(plain.mutate(**worth)).sql(dialect=compiler.dialect)
    return text


def _points(column: Any, field: Field) -> Any:
    if field.name == "score":
        return column * PER_SCORE
    if field.unit is Unit.RATE:
        return column
    return ((column + 1).log2() * PER_DOUBLING).round().cast("int64")
