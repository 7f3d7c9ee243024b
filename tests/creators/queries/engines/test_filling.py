"""Engines are filled from the records and kept up with them, each with a mark of its own."""

from pathlib import Path

import pytest
from django.db import connection
from tests.cast import MEI, NOW, Cast, creator

from rapport.creators.actions.blocking import block_creator
from rapport.creators.actions.changes import note_changed
from rapport.creators.models import Creator
from rapport.creators.queries.engines import on_clickhouse, on_duckdb, on_postgresql
from rapport.creators.queries.engines.engine import LibraryEngine
from rapport.creators.queries.engines.served import Served
from rapport.creators.queries.library_rows import SCHEMA
from rapport.creators.rules.engines import UnknownEngineError, engine_address
from rapport.creators.rules.screens import Screen, whole
from rapport.index.searching import Order

pytestmark = pytest.mark.engines
BY_FOLLOWERS = Order((("followers", 1),))
EVERYBODY = whole(Screen(not_blocked=False), 0)


@pytest.fixture(params=["duckdb", "postgresql", "clickhouse"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> LibraryEngine:
    if request.param == "duckdb":
        return on_duckdb.open_engine(f"duckdb:{tmp_path}/library.duckdb")
    if request.param == "postgresql":
        if connection.vendor != "postgresql":
            pytest.skip("the test database is not PostgreSQL")
        request.getfixturevalue("db")
        return on_postgresql.open_engine("postgresql")
    server = request.getfixturevalue("clickhouse")
    on_clickhouse.create(server, SCHEMA)
    return Served(server, SCHEMA, lambda pk: on_clickhouse.ClickHouseStore(server, SCHEMA, pk, tmp_path))


def ids(engine: LibraryEngine, cast: Cast) -> list[int]:
    return list(engine.page(cast.moonwell.pk, EVERYBODY, BY_FOLLOWERS, start=0, length=50).ids)


def test_whoever_asks_first_fills_it(cast: Cast, engine: LibraryEngine) -> None:
    known = [cast.chai, cast.bao, cast.anna, cast.dara, cast.emma]
    assert ids(engine, cast) == [one.pk for one in known]
    assert engine.count(cast.harbour.pk, EVERYBODY) == 0


def test_what_changed_is_taken_in_and_who_is_gone_goes(cast: Cast, engine: LibraryEngine) -> None:
    for number in range(20):
        creator(cast.moonwell, f"m{number}", "GB", 10 + number)
    assert engine.count(cast.moonwell.pk, EVERYBODY) == 25
    Creator.objects.filter(pk=cast.dara.pk).update(followers=10_000_000)
    note_changed(cast.moonwell.pk, [cast.dara.pk, cast.chai.pk])
    Creator.objects.filter(pk=cast.chai.pk).update(forgotten_at=NOW)
    block_creator(cast.moonwell.pk, cast.bao.pk, "Fake orders", by=MEI, now=NOW)
    assert ids(engine, cast)[:3] == [cast.dara.pk, cast.bao.pk, cast.anna.pk]
    assert engine.count(cast.moonwell.pk, EVERYBODY) == 24
    assert cast.bao.pk not in engine.matching(cast.moonwell.pk, whole(Screen(), 0))


def test_filling_anew_heals_what_was_never_noted(cast: Cast, engine: LibraryEngine) -> None:
    assert ids(engine, cast)[0] == cast.chai.pk
    Creator.objects.filter(pk=cast.chai.pk).update(followers=1)
    assert ids(engine, cast)[0] == cast.chai.pk
    assert engine.bring_up(cast.moonwell.pk, anew=True) == 5
    assert ids(engine, cast)[-1] == cast.chai.pk


def test_two_creators_of_one_figure_come_by_id_everywhere(cast: Cast, engine: LibraryEngine) -> None:
    later = creator(cast.moonwell, "zoe", "GB", 25_000)
    found = ids(engine, cast)
    assert found.index(later.pk) == found.index(cast.anna.pk) + 1


@pytest.mark.parametrize("told", ["", "embedded", "duckdb:/data/a.duckdb", "clickhouse://u:p@host:8123/db"])
def test_an_address_is_taken_as_it_is_told(told: str) -> None:
    assert engine_address(told, on_postgresql=False) == (told or "embedded")


@pytest.mark.parametrize("told", ["elastic", "duckdb", "duckdb:", "clickhouse://", "postgresql", "postgresql://u@h/d"])
def test_an_address_that_names_no_engine_says_what_would(told: str) -> None:
    with pytest.raises(UnknownEngineError, match=r"there are embedded, postgresql|needs a DATABASE_URL"):
        engine_address(told, on_postgresql=False)
