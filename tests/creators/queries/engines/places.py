"""Where the tests let each engine run: files, the test database, ClickHouse within the process, a cluster of two."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
from django.db import connection
from tests.creators.queries.engines.clickhouse import in_process
from tests.creators.queries.engines.made_up import OTHER, OWN, WORKSPACE, batches

from rapport.creators.queries.engines.columns import LIBRARY, MARKS, SETS
from rapport.creators.queries.engines.engine import LibraryEngine
from rapport.creators.queries.engines.on_clickhouse import ClickHouseStore
from rapport.creators.queries.engines.on_clickhouse import create as create_in_clickhouse
from rapport.creators.queries.engines.on_duckdb import DuckFile, DuckStore
from rapport.creators.queries.engines.on_postgresql import Postgres, PostgresStore, create
from rapport.creators.queries.engines.on_spark import Spark, cluster, write_tables
from rapport.creators.queries.engines.served import Served
from rapport.creators.queries.freshness import Held, Kept

Place = Callable[[pytest.FixtureRequest, Path], AbstractContextManager[LibraryEngine]]
MARK = {"through": 0, "gaps": []}
QUICK = {
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.files.openCostInBytes": "0",
}
"""For three hundred rows, planning and compiling cost more than the work."""


def fill(store: Callable[[int], Kept[Held]]) -> None:
    """Both workspaces' creators, through the writer of an engine."""
    for workspace_id, seed in ((WORKSPACE, 4), (OTHER, 5)):
        with store(workspace_id).writing(wait=True):
            store(workspace_id).rebuild(batches(seed=seed), MARK)


@contextmanager
def on_duckdb(_request: pytest.FixtureRequest, folder: Path) -> Iterator[LibraryEngine]:
    file = DuckFile(folder / "library.duckdb", OWN)
    fill(lambda workspace_id: DuckStore(file, workspace_id))
    yield Served(file, OWN, None)


@contextmanager
def on_postgresql(request: pytest.FixtureRequest, _folder: Path) -> Iterator[LibraryEngine]:
    if connection.vendor != "postgresql":
        pytest.skip("the test database is not PostgreSQL")
    request.getfixturevalue("django_db_setup")
    with request.getfixturevalue("django_db_blocker").unblock():
        create(OWN)
        fill(lambda workspace_id: PostgresStore(OWN, workspace_id))
        yield Served(Postgres(), OWN, None)
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {LIBRARY}, {SETS}, {MARKS}")


@contextmanager
def on_clickhouse(_request: pytest.FixtureRequest, folder: Path) -> Iterator[LibraryEngine]:
    with in_process() as server:
        create_in_clickhouse(server, OWN)
        fill(lambda workspace_id: ClickHouseStore(server, OWN, workspace_id, folder))
        yield Served(server, OWN, None)


@contextmanager
def on_spark(_request: pytest.FixtureRequest, folder: Path) -> Iterator[LibraryEngine]:
    tables = folder / "parquet"
    for workspace_id, seed in ((WORKSPACE, 4), (OTHER, 5)):
        write_tables(tables, OWN, workspace_id, batches(seed=seed))
    with cluster("local-cluster[2,1,1024]", QUICK) as session:
        yield Served(Spark.reading(session, tables), OWN, None)


PLACES: dict[str, Place] = {
    "duckdb": on_duckdb,
    "postgresql": on_postgresql,
    "clickhouse": on_clickhouse,
    "spark": on_spark,
}
