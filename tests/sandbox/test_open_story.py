"""The law of invariance where products are open to everybody."""

from typing import Any

import pytest
from tests.sandbox.conftest import Opener
from tests.sandbox.open_market import open_product, promoters, sold
from tests.sandbox.seller import DAY, HOUR, WEEK, Seller

PLACES = (0, 3, 5)


def outcome(seller: Seller) -> tuple[Any, ...]:
    """Return the count of the shop and who promotes what."""
    names = [[row["creator_profile"]["username"] for row in promoters(seller, place)] for place in PLACES]
    return seller.control("GET", "ledger", shop_id=seller.shop["id"]), names, sold(seller)


@pytest.fixture
def leap(open_small: Opener) -> Seller:
    seller = Seller(open_small(), "US")
    for place in PLACES:
        open_product(seller, place)
    seller.advance(6 * WEEK)
    return seller


def test_the_steps_of_the_clock_and_reading_do_not_matter(leap: Seller, open_small: Opener) -> None:
    walk = Seller(open_small(), "US")
    for place in reversed(PLACES):
        open_product(walk, place)
    for _ in range(6 * WEEK // (14 * HOUR)):
        walk.advance(14 * HOUR)
        promoters(walk)
    assert outcome(walk) == outcome(leap)
    assert outcome(leap)[0]["paid_orders"] > 0


def test_another_shop_that_opens_products_does_not_matter(leap: Seller, open_small: Opener) -> None:
    sandbox = open_small(shops=("GB:guidebook", "US:us-2025", "US:us-2025"))
    first, second = Seller(sandbox, "US"), Seller(sandbox, "US", shop_turn=1)
    for place in PLACES:
        open_product(second, place, rate=5_000)
        open_product(first, place)
    first.advance(6 * WEEK)
    assert outcome(first) == outcome(leap)


def test_opened_later_it_is_another_story(leap: Seller, open_small: Opener) -> None:
    late = Seller(open_small(), "US")
    late.advance(DAY)
    for place in PLACES:
        open_product(late, place)
    late.advance(6 * WEEK - DAY)
    assert outcome(late) != outcome(leap)
