"""The library on a Spark cluster, from Parquet files: for work in bulk, as each question takes a second."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pyarrow.parquet as pq
from pyspark.sql import SparkSession

from rapport.creators.queries.engines.arrow import library_table, set_table
from rapport.creators.queries.engines.columns import LIBRARY, SETS
from rapport.creators.queries.engines.served import Bound, Rows
from rapport.index.schema import Batch, Schema

SETTINGS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "8",
    "spark.sql.session.timeZone": "UTC",
    "spark.log.level": "ERROR",
}


@contextmanager
def cluster(master: str, more: Mapping[str, str] | None = None) -> Iterator[Any]:
    """A session on a cluster, such as spark://host:7077 or local[4], with `more` settings; it starts in some twenty
    seconds.
    """
    building = SparkSession.builder.master(master).appName("rapport")
    for name, value in {**SETTINGS, **(more or {})}.items():
        building = building.config(name, value)
    session = building.getOrCreate()
    try:
        yield session
    finally:
        session.stop()


@dataclass(frozen=True, slots=True)
class Spark:
    """A session in which the tables are views."""

    session: Any
    dialect: str = "spark"

    @classmethod
    def reading(cls, session: Any, folder: Path) -> Self:
        """The tables that `write_tables` wrote."""
        for name in (LIBRARY, SETS):
            session.read.parquet(folder.joinpath(name).as_uri()).createOrReplaceTempView(name)
            session.catalog.cacheTable(name)
        return cls(session)

    def rows(self, sql: str, bound: Bound) -> Rows:
        return [tuple(row) for row in self.session.sql(sql, args=dict(bound)).collect()]


def write_tables(folder: Path, schema: Schema, workspace_id: int, batches: Iterable[Batch]) -> None:
    """Add the rows of a workspace as Parquet files, one a batch. Every machine of the cluster must see the folder."""
    for name in (LIBRARY, SETS):
        folder.joinpath(name).mkdir(parents=True, exist_ok=True)
    for number, batch in enumerate(batches):
        file = f"{workspace_id}-{number:06}.parquet"
        pq.write_table(library_table(schema, workspace_id, batch), folder.joinpath(LIBRARY, file))
        pq.write_table(set_table(schema, workspace_id, batch), folder.joinpath(SETS, file))
