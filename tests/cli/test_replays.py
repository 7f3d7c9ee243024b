"""`rapport replay`: a pack held against what was sent."""

from tests.cast import NOW, Cast
from tests.cli.conftest import Terminal

from rapport.outreach.actions.quota import reserve, spend
from rapport.outreach.rules.quota import Kind


def test_a_pack_says_what_it_would_have_allowed(terminal: Terminal, cast: Cast) -> None:
    for number in range(6):
        spend(reserve(cast.us, cast.emma, Kind.MESSAGE, f"hello {number}", now=NOW), now=NOW)
    (week,) = terminal.read("replay", "us-2025", "--shop", "us")
    assert (week["used"], week["messages"], week["allowed"]) == (1, 6, 5)
    assert [one["kind"] for one in week["refused"]] == ["message"]
