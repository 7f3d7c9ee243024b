"""Pages that are only looked at change nothing, and a played creator changes only what they do themselves."""

from typing import Any

import pytest
from tests.sandbox.pages.person import Person
from tests.sandbox.seller import DAY, Seller, small_sandbox
from tests.sandbox.story import SMALL, answer_all

from sandbox.app import Sandbox

INVITED = 40


def look_around(sandbox: Sandbox, handle: str) -> None:
    person = Person(sandbox, handle)
    for path in ("/creator/", f"/creator/{handle}", "/creator/?q=a", "/control/"):
        person.get(path)


def tell(*, looking: bool = False, playing: bool = False) -> list[tuple[Any, ...]]:
    """Play three weeks of the American shop and return all that is in the store but clock, tokens and who is played."""
    sandbox = small_sandbox(shops=("US:us-2025",))
    seller = Seller(sandbox, "US")
    cards = seller.creators(INVITED + 1, **SMALL)
    if playing:
        Person(sandbox, cards[INVITED]["username"]).take_over()
    for card in cards[:INVITED]:
        seller.invite([card["creator_open_id"]])
    for _ in range(21):
        seller.advance(DAY)
        answer_all(seller)
        if looking:
            look_around(sandbox, cards[0]["username"])
    found = [
        (table, *row)
        for table in ("events", "relations", "messages", "showcase", "terms", "samples", "contents", "order_lines")
        for row in sandbox.desk.world.db.all(f"SELECT * FROM {table}")  # noqa: S608 - names of our own
    ]
    sandbox.close()
    return sorted(found, key=repr)


@pytest.fixture(scope="module")
def told() -> list[tuple[Any, ...]]:
    return tell()


def test_looking_at_pages_changes_nothing(told: list[tuple[Any, ...]]) -> None:
    assert {row[0] for row in told} >= {"events", "messages", "showcase", "contents"}
    assert tell(looking=True) == told


def test_a_played_creator_who_does_nothing_changes_nobody_else(told: list[tuple[Any, ...]]) -> None:
    assert tell(playing=True) == told
