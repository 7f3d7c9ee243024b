"""What is usual among creators of one size: measures from public figures, and their quantiles."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from rapport.creators.rules.metrics import Metrics
from rapport.creators.rules.peers import Peers, measured, peers_of

FULL = Metrics(
    followers=20_000,
    average_views=5_000,
    average_likes=400,
    videos_30d=10,
    interaction_rate=700,
    engagement_rate=900,
    units_30d_low=50,
    units_30d_high=150,
)


def test_each_measure_comes_from_public_figures() -> None:
    assert measured(FULL) == {"likes": 700, "engagement": 900, "reach": 2500, "sales": 2000}


def test_likes_are_taken_from_averages_where_no_rate_is_told() -> None:
    assert measured(Metrics(average_views=5_000, average_likes=400)) == {"likes": 800}


def test_what_is_unknown_is_not_measured() -> None:
    assert measured(Metrics(followers=20_000)) == {}
    assert measured(Metrics(followers=0, average_views=0, average_likes=0, videos_30d=0, units_30d_low=5)) == {}


def test_forty_creators_say_what_is_usual() -> None:
    assert peers_of(range(1, 41)) == Peers(40, 2, 20, 38)
    assert peers_of(range(1, 40)) is None


@given(
    st.lists(st.integers(0, 10**9), min_size=40, max_size=90), st.randoms(use_true_random=False), st.integers(2, 999)
)
def test_quantiles_ask_for_neither_order_nor_unit(values: list[int], chance: Random, times: int) -> None:
    shuffled = list(values)
    chance.shuffle(shuffled)
    usual = peers_of(values)
    assert usual is not None
    assert peers_of(shuffled) == usual
    assert peers_of([value * times for value in values]) == Peers(
        usual.count, usual.low * times, usual.middle * times, usual.high * times
    )
