"""Rows read in a process beside tell what they tell when they are read here."""

import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from rapport.shared.layouts import Layout, recognise
from rapport.shared.records import Record
from rapport.shared.refusals import Reason
from rapport.shared.tables import Row
from rapport.shops.actions import beside
from rapport.shops.actions.beside import Reader

LAYOUT = Layout.model_validate(
    {
        "name": "names",
        "fields": {
            "handle": {"headers": ["handle"], "reads": "handle", "need": "filled"},
            "followers": {"headers": ["followers"], "reads": "count"},
        },
    }
)
Told = tuple[str, int | None]


def told(record: Record) -> Told:
    return record.handle("handle"), record.count("followers")


def reader(read: Callable[[Record], Told] = told) -> Reader[Told]:
    return Reader(recognise(["handle", "followers"], [LAYOUT]), read, "UTC")


def rows(count: int) -> Iterator[Row]:
    """Every fifth is refused."""
    return (Row(line, (f"anna{line}", "many" if line % 5 == 0 else str(line))) for line in range(2, count + 2))


@pytest.fixture(autouse=True)
def few_rows_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "LARGE", 3)
    monkeypatch.setattr(beside, "AT_ONCE", 2)


@pytest.mark.parametrize("count", [0, 3, 4, 40])
def test_nothing_differs_but_where_it_is_read(count: int) -> None:
    found = list(reader().beside(rows(count)))
    assert found == list(reader().here(rows(count)))
    assert [row for row, _ in found] == list(rows(count))
    assert sum(isinstance(one, Reason) for _, one in found) == sum(row.line % 5 == 0 for row in rows(count))


def test_a_small_file_needs_no_second_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "COMMAND", ("false",))
    monkeypatch.setattr(subprocess, "Popen", None)
    assert len(list(reader().beside(rows(3)))) == 3


@pytest.mark.parametrize("command", ["/nowhere/python", "false"])
def test_where_there_is_no_other_process_the_rows_are_read_here(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "COMMAND", (command,))
    assert list(reader().beside(rows(40))) == list(reader().here(rows(40)))


def test_a_process_that_dies_on_the_way_loses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    started = watched(monkeypatch)
    coming = reader().beside(rows(40))
    first = [next(coming) for _ in range(6)]
    started[0].kill()
    assert [*first, *coming] == list(reader().here(rows(40)))


def test_the_process_ends_with_whoever_asks_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    started = watched(monkeypatch)
    coming = reader().beside(rows(40))
    for _ in range(6):
        next(coming)
    assert started[0].poll() is None
    coming.close()
    assert started[0].poll() is not None


def test_a_mistake_of_ours_is_raised_here(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(KeyError):
        list(reader(mistaken).beside(rows(40)))
    assert "KeyError" in capfd.readouterr().err


def mistaken(record: Record) -> Told:
    """Reads the first rows and no others."""
    return {line: told(record) for line in range(6)}[record.row.line]


def watched(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    """The processes that are started from now on."""
    started: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def remembered(*command: Any, **how: Any) -> subprocess.Popen[bytes]:
        started.append(start(*command, **how))
        return started[-1]

    monkeypatch.setattr(subprocess, "Popen", remembered)
    return started
