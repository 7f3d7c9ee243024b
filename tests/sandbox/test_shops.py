"""Demonstration shops: grown from region and turn alone, priced for their market."""

import pytest

from sandbox.catalogue import read_categories
from sandbox.chance import Chance
from sandbox.shops import Shop, open_shops

CATEGORIES = read_categories()


def opened(*wanted: str, seed: int = 7) -> tuple[Shop, ...]:
    return open_shops(Chance(seed), wanted, CATEGORIES)


def test_a_shop_does_not_depend_on_those_beside_it() -> None:
    assert opened("TH:guidebook", "GB:guidebook")[1] == opened("GB:guidebook", "GB:guidebook")[0]


def test_two_shops_of_a_region_are_different() -> None:
    first, second = opened("GB:guidebook", "GB:guidebook")
    assert first.id != second.id
    assert first.name != second.name
    assert not {item.id for item in first.products} & {item.id for item in second.products}


@pytest.mark.parametrize(("wanted", "start"), [("US:us-2025", "TTP_"), ("GB:guidebook", "ROW_")])
def test_ciphers_look_like_the_platforms(wanted: str, start: str) -> None:
    (shop,) = opened(wanted)
    assert shop.cipher.startswith(start)
    assert len(shop.cipher) == len(start) + 32


@pytest.mark.parametrize(("wanted", "low", "high"), [("GB:guidebook", 5, 60), ("TH:guidebook", 150, 1_800)])
def test_prices_follow_the_market(wanted: str, low: int, high: int) -> None:
    (shop,) = opened(wanted)
    assert len(shop.products) == 8
    assert all(low * 100 < item.price < high * 100 and item.price % 100 == 90 for item in shop.products)
