"""`rapport creators publish` and `rebuild`: the library put into another engine, and the index made on a cluster."""

from pathlib import Path

import duckdb
import pytest
from tests.cast import Cast
from tests.cli.conftest import Terminal


def test_a_library_is_published_into_a_file(terminal: Terminal, cast: Cast, tmp_path: Path) -> None:
    told = terminal.read("creators", "publish", "--engine", f"duckdb:{tmp_path}/library.duckdb")
    assert told == {"engine": "duckdb", "creators": 5}
    with duckdb.connect(str(max(tmp_path.glob("library.duckdb.v*"))), read_only=True) as file:
        found = file.execute("SELECT handle FROM rapport_library ORDER BY followers DESC").fetchall()
    assert found == [("chai",), ("bao",), ("anna",), ("dara",), ("emma",)]


def test_without_an_address_the_index_is_brought_up(terminal: Terminal, cast: Cast) -> None:
    assert terminal.type("creators", "publish", "--anew").output == "5 creators are in embedded.\n"


def test_an_unknown_engine_is_refused_with_those_there_are(terminal: Terminal, cast: Cast) -> None:
    told = terminal.refused("creators", "publish", "--engine", "elastic")
    assert told["error"] == "cli.engine"
    assert "there is no engine 'elastic'; there are embedded" in str(told["message"])


@pytest.mark.engines
@pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning")
@pytest.mark.filterwarnings("ignore:Exception ignored in. <:pytest.PytestUnraisableExceptionWarning")
def test_an_index_is_rebuilt_over_a_cluster(terminal: Terminal, cast: Cast, tmp_path: Path) -> None:
    words = ("creators", "rebuild", "--spark", "local[1]", "--folder", str(tmp_path))
    told = terminal.read(*words, "--screen", "followers >= 20k")
    assert (told["creators"], told["passing"]) == (5, 3)
    assert told["choices"] == {"region": {"GB": 3}, "category": {"601450": 3}}
    weighed = terminal.read("creators", "list", "--screen", "rank by followers")
    assert [row["handle"] for row in weighed["creators"]] == ["chai", "bao", "anna", "dara", "emma"]
    assert list(tmp_path.glob("rapport-spark-*")) == []
