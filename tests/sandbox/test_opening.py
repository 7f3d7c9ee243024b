"""A state file: the world goes on where it stopped, and belongs to one seed and its shops."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.sandbox.conftest import Opener
from tests.sandbox.seller import DAY, START, Seller
from tests.sandbox.story import play

from sandbox.opening import StateMismatchError
from sandbox.policy import PolicyGapError


def test_a_world_in_a_file_goes_on_after_a_restart(open_small: Opener, tmp_path: Path) -> None:
    straight = open_small()
    play(Seller(straight, "US"), weeks=2, invitations_a_week=20)
    play_on = Seller(straight, "US")
    play_on.advance(20 * DAY)

    state = tmp_path / "sandbox.db"
    broken = open_small(state)
    play(Seller(broken, "US"), weeks=2, invitations_a_week=20)
    broken.close()
    seller = Seller(open_small(state), "US")
    assert seller.now == int((START + timedelta(days=14)).timestamp())
    seller.advance(20 * DAY)
    query = {"shop_id": seller.shop["id"]}
    for count in ("ledger", "messages", "quota"):
        assert seller.control("GET", count, **query) == play_on.control("GET", count, **query)


def test_the_clock_and_its_speed_survive(open_small: Opener, tmp_path: Path) -> None:
    state = tmp_path / "sandbox.db"
    first = Seller(open_small(state))
    first.control("POST", "clock", {"speed": 2})
    first.control("POST", "clock", {"speed": 0})
    before = first.control("GET", "clock")
    after = Seller(open_small(state)).control("GET", "clock")
    assert (after["shown"], after["speed"], after["version"]) == (before["shown"], 0, 2)


def test_expired_demonstration_tokens_are_renewed_at_the_start(open_small: Opener, tmp_path: Path) -> None:
    state = tmp_path / "sandbox.db"
    first = Seller(open_small(state))
    first.control("POST", "clock", {"advance_seconds": 8 * DAY})
    second = Seller(open_small(state))
    assert second.token != first.token
    assert second.call("get_active_shops") == {"shops": [{"id": first.shop["id"], "region": "GB"}]}


def test_the_same_seed_describes_the_same_sandbox(open_small: Opener) -> None:
    assert open_small().description == open_small().description
    assert open_small().description["app_key"] != open_small(seed=8).description["app_key"]


def test_a_file_of_another_world_is_refused(open_small: Opener, tmp_path: Path) -> None:
    state = tmp_path / "sandbox.db"
    open_small(state).close()
    with pytest.raises(StateMismatchError, match="seed 7, not 8"):
        open_small(state, seed=8)
    with pytest.raises(StateMismatchError, match="TH:guidebook"):
        open_small(state, shops=("GB:guidebook", "US:us-2025"))


def test_a_shop_may_be_added_later(open_small: Opener, tmp_path: Path) -> None:
    state = tmp_path / "sandbox.db"
    open_small(state, shops=("GB:guidebook",)).close()
    assert len(open_small(state, shops=("GB:guidebook", "DE:guidebook")).description["shops"]) == 2


@pytest.mark.parametrize("shop", ["FR:guidebook", "VN:guidebook", "GB:us-2025", "GB:nothing", "GB"])
def test_shops_that_no_pack_covers_are_refused(open_small: Opener, shop: str) -> None:
    with pytest.raises(PolicyGapError):
        open_small(shops=(shop,))
