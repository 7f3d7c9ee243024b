"""Mistakes on the command line: exit code 2, a sentence, or JSON where it was asked for."""

import socket

import pytest
from tests.cli.conftest import Terminal


@pytest.mark.parametrize(
    "words",
    [
        ("creators", "lst"),
        ("nothing",),
        ("--bogus",),
        ("creators", "show"),
        ("creators", "import", "not-there.csv"),
        ("creators", "list", "--page", "0"),
        ("threads", "show", "seven"),
        ("quota", "extra"),
    ],
)
def test_a_mistake_is_said_in_the_form_asked_for(terminal: Terminal, words: tuple[str, ...]) -> None:
    refusal = terminal.refused(*words)
    assert (refusal["error"], refusal["data"]) == ("cli.usage", {})
    assert refusal["message"]
    plain = terminal.type(*words)
    assert plain.exit_code == 2
    assert "Usage:" in plain.output


def test_help_is_no_mistake(terminal: Terminal) -> None:
    assert terminal.type("creators", "import", "--help").exit_code == 0


def test_run_says_in_json_that_a_port_is_taken(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        refusal = terminal.refused("run")
    assert refusal["error"] == "cli.port_taken"
    assert refusal["data"] == {"port": port, "variable": "PORT", "example": port + 1}


def test_run_says_in_json_that_a_port_is_none(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "http")
    assert terminal.refused("run")["error"] == "cli.port_unreadable"


def test_a_worker_says_where_it_works(terminal: Terminal) -> None:
    told = terminal.read("worker", "--until-idle")
    assert (told["until_idle"], told["catch_up"]) == (True, False)
