"""`rapport creators search`: saved, listed, asked for, paused, forgotten."""

from tests.cast import Cast
from tests.cli.conftest import Terminal

from rapport.work.models import Job

SEARCH = ("creators", "search")


def test_a_search_goes_its_way(terminal: Terminal, cast: Cast) -> None:
    words = (
        *SEARCH,
        "save",
        "Beauty",
        "--shop",
        "uk",
        "--every",
        "7",
        "--gmv",
        "from_1000",
        "--followers-from",
        "20000",
    )
    made = terminal.read(*words)
    assert (made["shop"], made["every_days"]) == ("Moonwell GB", 7)
    assert made["conditions"] == {"followers_from": 20_000, "gmv_bands": ["from_1000"]}
    assert terminal.read(*SEARCH, "run", "Beauty")["asked"] is True
    assert terminal.read(*SEARCH, "pause", str(made["number"]))["paused"] is True
    assert terminal.read(*SEARCH, "resume", "Beauty")["paused"] is False
    assert [one["name"] for one in terminal.read(*SEARCH, "list")] == ["Beauty"]
    assert "Beauty" in terminal.type(*SEARCH, "list").output
    assert terminal.read(*SEARCH, "delete", "Beauty") == {"deleted": "Beauty"}
    assert terminal.type(*SEARCH, "list").output == "No search is saved.\n"
    assert Job.objects.get().name == "creators.saved_searches"


def test_what_cannot_be_is_refused(terminal: Terminal, cast: Cast) -> None:
    assert terminal.refused(*SEARCH, "run", "Tea")["error"] == "cli.no_such_search"
    assert terminal.refused(*SEARCH, "save", "Tea", "--shop", "Mars")["error"] == "cli.no_such_shop"
    views = ("--shop", "uk", "--views-from", "100001")
    assert terminal.refused(*SEARCH, "save", "Tea", *views)["data"] == {"field": "views_from"}
    assert terminal.refused(*SEARCH, "save", "Tea", "--shop", "uk", "--every", "91")["error"] == "search.invalid"
