"""Creators alike, why, and whether likeness is worth anything."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.creators.rules.lookalikes import FEATURES, Proof, Traits, Verdict, lookalikes, proof
from rapport.shared.refusals import Data, Reason


def traits(number: int, categories: str = "", carried: str = "", **figures: int) -> Traits:
    told = tuple(figures.get(name) for name in FEATURES)
    return Traits(number, told, frozenset(categories.split()), frozenset(carried.split()), "GBP")


ANNA = traits(1, "beauty", "p1 p2", followers=20_000, average_views=5_000)
NEAR = traits(2, "beauty", "p2", followers=21_000, average_views=5_200)
FAR = traits(3, "pets", "p9", followers=2_000_000, average_views=90)
CROWD = [traits(number, followers=500 * number, average_views=90_000 // number) for number in range(10, 40)]


def order(*seeds: Traits, pool: list[Traits]) -> list[int]:
    return [one.creator_id for one in lookalikes(seeds, pool)]


def test_the_nearest_come_first_and_the_chosen_is_left_out() -> None:
    assert order(ANNA, pool=[FAR, NEAR, ANNA]) == [2, 3]


def test_each_says_what_makes_it_alike() -> None:
    found = lookalikes([ANNA], [NEAR, FAR, *CROWD])[0]
    figure: Data = {"metric": "followers", "value": 21_000, "like": 20_000, "unit": "count", "currency": "GBP"}
    assert (found.creator_id, found.like_id) == (2, 1)
    assert found.reasons == (
        Reason("lookalikes.carried", {"count": 1}),
        Reason("lookalikes.categories", {"count": 1}),
        Reason("lookalikes.figure", figure),
    )


def test_a_shared_product_counts_where_figures_are_equal() -> None:
    one, other = traits(2, carried="p2", followers=900), traits(3, carried="p8", followers=900)
    assert order(traits(1, carried="p2", followers=900), pool=[other, one, *CROWD])[:2] == [2, 3]


def test_an_unknown_figure_is_never_like_a_known_one() -> None:
    silent, near = traits(2), traits(3, followers=30_000, average_views=4_000)
    found = order(ANNA, pool=[silent, near, *CROWD])
    assert found.index(3) < found.index(2)


def test_of_several_chosen_the_nearest_counts() -> None:
    found = lookalikes([ANNA, traits(9, followers=1_900_000, average_views=100)], [FAR, NEAR, *CROWD])
    assert {one.creator_id: one.like_id for one in found if one.creator_id in (2, 3)} == {2: 1, 3: 9}


def test_nobody_is_like_nobody() -> None:
    assert lookalikes([], [NEAR]) == []
    assert lookalikes([ANNA], [ANNA]) == []


FOLLOWERS = st.lists(st.none() | st.integers(0, 10**7), min_size=2, max_size=12)


@given(FOLLOWERS, st.randoms(use_true_random=False))
def test_the_order_of_the_pool_is_all_one(followers: list[int | None], chance: Random) -> None:
    pool = [
        Traits(place + 2, (count, *[None] * (len(FEATURES) - 1)), frozenset({"beauty"} if place % 2 else ()))
        for place, count in enumerate(followers)
    ]
    shuffled = list(pool)
    chance.shuffle(shuffled)
    assert lookalikes([ANNA], shuffled) == lookalikes([ANNA], pool)


def library(*, alike: bool) -> tuple[list[Traits], frozenset[int]]:
    """Three hundred creators, thirty of them good; `alike` says whether the good are like one another, or sell most."""
    chance = Random(5)
    pool = []
    for number in range(300):
        good = number < 30
        followers = 40_000 + chance.randrange(2_000) if good and alike else chance.randrange(1_000, 1_000_000)
        units = 90_000 + chance.randrange(9_000) if good and not alike else chance.randrange(5_000)
        pool.append(traits(number, followers=followers, average_views=chance.randrange(100, 90_000), units_30d=units))
    return pool, frozenset(range(30))


def test_where_the_good_are_alike_likeness_beats_the_sort() -> None:
    found = proof(*library(alike=True))
    assert (found.good, found.pool, found.verdict) == (30, 300, Verdict.BETTER)


def test_where_the_good_sell_most_the_sort_finds_them_all() -> None:
    found = proof(*library(alike=False))
    assert (found.sort, found.verdict is Verdict.BETTER) == (1500, False)


def test_a_proof_is_the_same_again_and_in_any_order() -> None:
    pool, good = library(alike=True)
    assert proof(pool[::-1], good) == proof(pool, good)


@pytest.mark.parametrize(("good", "creators"), [(19, 300), (30, 199), (0, 0)])
def test_few_creators_prove_nothing(good: int, creators: int) -> None:
    found = proof(library(alike=True)[0][:creators], frozenset(range(good)))
    assert (found, found.verdict) == (Proof(good, creators), Verdict.UNKNOWN)


@pytest.mark.parametrize(
    ("low", "high", "verdict"), [(100, 300, Verdict.BETTER), (-300, -100, Verdict.WORSE), (-100, 100, Verdict.LEVEL)]
)
def test_only_a_whole_interval_above_nothing_is_better(low: int, high: int, verdict: Verdict) -> None:
    assert Proof(30, 300, 500, 400, low, high).verdict is verdict
