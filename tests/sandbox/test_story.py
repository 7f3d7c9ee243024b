"""The law of invariance: the same deeds at the same simulated times make the same world."""

from typing import Any

import pytest
from tests.sandbox.conftest import Opener
from tests.sandbox.seller import DAY, HOUR, Seller, small_sandbox
from tests.sandbox.story import SMALL, play

from sandbox.app import Sandbox


def outcome(sandbox: Sandbox) -> list[dict[str, Any]]:
    sellers = [Seller(sandbox, region) for region in ("GB", "US")]
    return [seller.control("GET", "ledger", shop_id=seller.shop["id"]) for seller in sellers]


def tell(
    *,
    seed: int = 7,
    backwards: bool = False,
    nosy: bool = False,
    heard: bool = False,
    shops: tuple[str, ...] = ("GB:guidebook", "US:us-2025"),
) -> list[dict[str, Any]]:
    sandbox = small_sandbox(seed=seed, shops=shops)
    if heard:
        Seller(sandbox, "US").control("PUT", "webhooks", {str(type_): "http://x.example" for type_ in (1, 12, 33, 56)})
    play(Seller(sandbox, "US"), weeks=4, invitations_a_week=25, backwards=backwards, nosy=nosy)
    found = outcome(sandbox)
    sandbox.close()
    return found


@pytest.fixture(scope="module")
def told() -> list[dict[str, Any]]:
    return tell()


def test_something_happens(told: list[dict[str, Any]]) -> None:
    american = told[1]
    assert american["accepted"] > 5
    assert american["samples_requested"] > 0
    assert american["contents"] > 0
    assert american["paid_orders"] > 0


def test_the_same_story_has_the_same_end(told: list[dict[str, Any]]) -> None:
    assert tell() == told


def test_another_seed_is_another_world(told: list[dict[str, Any]]) -> None:
    assert tell(seed=8) != told


def test_neither_the_order_of_calls_nor_reading_matters(told: list[dict[str, Any]]) -> None:
    assert tell(backwards=True) == told
    assert tell(nosy=True) == told


def test_telling_of_it_does_not_matter(told: list[dict[str, Any]]) -> None:
    assert tell(heard=True) == told


def test_another_shop_beside_it_does_not_matter(told: list[dict[str, Any]]) -> None:
    assert tell(shops=("TH:guidebook", "US:us-2025", "GB:guidebook", "GB:guidebook")) == told


@pytest.mark.parametrize("steps", [[DAY] * 40, [7 * HOUR] * 137 + [HOUR]])
def test_the_steps_of_the_clock_do_not_matter(open_small: Opener, steps: list[int]) -> None:
    leap, walk = (Seller(open_small(), "US") for _ in range(2))
    for seller in (leap, walk):
        for creator in seller.creators(150, **SMALL):
            seller.invite(
                [creator["creator_open_id"]],
                free_sample_rule={"has_free_sample": True, "is_sample_approval_exempt": True},
            )
    leap.control("POST", "clock", {"advance_seconds": 40 * DAY})
    for step in steps:
        walk.control("POST", "clock", {"advance_seconds": step})
    assert outcome(walk.sandbox) == outcome(leap.sandbox)
    assert outcome(leap.sandbox)[1]["contents"] > 0


def test_some_creators_write_first(seller: Seller) -> None:
    seller.advance(14 * DAY)
    waiting = seller.call("get_conversation_list", query={"page_size": 50, "conversation_status": "UNREPLIED"})
    assert 1 <= len(waiting["conversations"]) <= 14
