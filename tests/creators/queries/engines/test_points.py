"""The points that a cluster reckons are those of the index, to the last one."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.db import connection
from tests.creators.queries.engines.places import QUICK

from rapport.creators.queries.engines.columns import LIBRARY, SETS, column_name, columns
from rapport.creators.queries.engines.on_spark import Spark, cluster
from rapport.creators.queries.engines.rebuilding import PLAIN, points_sql
from rapport.creators.queries.library_rows import points_of
from rapport.creators.rules.screens.fields import RANKING
from rapport.index.schema import UNKNOWN

pytestmark = [
    pytest.mark.engines,
    pytest.mark.skipif(connection.vendor == "postgresql", reason="no record database is asked"),
    pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"),
    pytest.mark.filterwarnings("ignore:Exception ignored in. <:pytest.PytestUnraisableExceptionWarning"),
]


def test_points_are_those_of_the_index(tmp_path: Path) -> None:
    figures = np.concatenate(([UNKNOWN], np.arange(30_000), 2 ** np.arange(15, 45), 3 ** np.arange(10, 28)))
    known = pa.array([None if one == UNKNOWN else one for one in figures.tolist()], pa.int64())
    nothing = pa.nulls(len(figures), pa.string())
    plain = {name: known if name in PLAIN.numbers or name == "id" else nothing for name in columns(PLAIN)}
    for name in (LIBRARY, SETS):
        tmp_path.joinpath(name).mkdir()
        pq.write_table(pa.table(plain), tmp_path / name / "rows.parquet")
    wanted = points_of({field.name: figures for field in RANKING})
    with cluster("local[1]", QUICK) as session:
        found = Spark.reading(session, tmp_path).rows(points_sql(), {})
    at = {name: place for place, name in enumerate((*columns(PLAIN), *map(column_name, wanted)))}
    for name, points in wanted.items():
        told = [UNKNOWN if row[at[column_name(name)]] is None else row[at[column_name(name)]] for row in found]
        assert told == points.tolist(), name
