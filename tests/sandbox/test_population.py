"""The population: the promised shape, unique handles, the same creator in every size."""

import numpy as np
import pytest

from sandbox.catalogue import read_categories
from sandbox.chance import Chance
from sandbox.population import FOLLOWERS_LEAST, FOLLOWERS_MOST, Population, grow

CATEGORIES = read_categories()


@pytest.fixture(scope="module")
def people() -> Population:
    return grow(Chance(7), 20_000, CATEGORIES)


def test_followers_are_log_normal_within_bounds(people: Population) -> None:
    followers = people["followers"]
    assert followers.min() == FOLLOWERS_LEAST
    assert followers.max() <= FOLLOWERS_MOST
    assert 13_000 < np.median(followers) < 17_000


@pytest.mark.parametrize("seed", [7, 8, 9])
def test_sales_elsewhere_are_heavy_tailed(seed: int) -> None:
    dollars = np.sort(grow(Chance(seed), 20_000, CATEGORIES)["gmv_dollars"])[::-1]
    assert 0.40 < (dollars > 0).mean() < 0.44
    assert 0.60 < dollars[:200].sum() / dollars.sum() < 0.85


def test_every_handle_is_the_only_one(people: Population) -> None:
    assert len(set(people["handle"].tolist())) == 20_000


def test_three_different_categories_each(people: Population) -> None:
    chosen = np.sort(people["categories"], axis=1)
    assert (np.diff(chosen, axis=1) > 0).all()
    assert chosen.max() < len(CATEGORIES)


def test_every_region_has_creators_and_is_ranked_once(people: Population) -> None:
    assert min(map(len, people.ranked.values())) > 1_000
    assert sum(map(len, people.ranked.values())) == 20_000


def test_a_creator_is_the_same_in_every_size(people: Population) -> None:
    small = grow(Chance(7), 50, CATEGORIES)
    assert [small.creator(number) for number in range(50)] == [people.creator(number) for number in range(50)]


def test_nicknames_are_in_the_language_of_the_market(people: Population) -> None:
    thai = int(people.ranked["TH"][0])
    assert people.language(thai) == "th"
    assert any("\u0e00" <= letter <= "\u0e7f" for letter in people.nickname(thai))


def test_there_are_no_more_creators_than_handles() -> None:
    with pytest.raises(ValueError, match="1 to 1679616"):
        grow(Chance(7), 2_000_000, CATEGORIES)
