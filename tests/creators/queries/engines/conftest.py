"""The same made-up creators in every engine. Each is opened once for the tests of a process."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection
from tests.creators.queries.engines.clickhouse import in_process
from tests.creators.queries.engines.made_up import OTHER, OWN, WORKSPACE, batches
from tests.creators.queries.engines.places import PLACES

from rapport.creators.queries.engines.columns import LIBRARY, MARKS, SETS
from rapport.creators.queries.engines.embedded import Embedded
from rapport.creators.queries.engines.engine import LibraryEngine
from rapport.creators.queries.engines.on_clickhouse import ClickHouse
from rapport.index.building import build_segment
from rapport.index.segment import Segment

Engines = Callable[[str], LibraryEngine]


@pytest.fixture(scope="session")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> LibraryEngine:
    """What every other engine is held to; it is itself held to a plain reading of every row in tests/index."""
    folder = tmp_path_factory.mktemp("engines")
    segments = {}
    for workspace_id, seed in ((WORKSPACE, 4), (OTHER, 5)):
        build_segment(folder / str(workspace_id), OWN, batches(seed=seed))
        segments[workspace_id] = [Segment(folder / str(workspace_id))]
    return Embedded(lambda workspace_id: segments[workspace_id])


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tables")


@pytest.fixture(scope="module", params=sorted(PLACES))
def other(request: pytest.FixtureRequest, folder: Path) -> Iterator[LibraryEngine]:
    """Every engine but the embedded one, filled with the creators of two workspaces."""
    if connection.vendor == "postgresql" and request.param != "postgresql":
        pytest.skip("asked beside SQLite: what is in the record database makes no difference to it")
    with PLACES[request.param](request, folder) as engine:
        yield engine


@pytest.fixture(scope="module")
def clickhouse_server() -> Iterator[ClickHouse]:
    """ClickHouse's engine in this process."""
    with in_process() as server:
        yield server


@pytest.fixture
def clickhouse(clickhouse_server: ClickHouse) -> ClickHouse:
    """The same with no tables yet."""
    for table in (LIBRARY, SETS, MARKS):
        clickhouse_server.do(f"DROP TABLE IF EXISTS {table} SYNC")
    return clickhouse_server
