"""Signs of bought followers: several independent ones, each with its reason; unknown figures are none."""

from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.creators.rules.metrics import Metrics
from rapport.creators.rules.peers import Peers
from rapport.creators.rules.suspicion import Dated, Suspicion, suspicion
from rapport.shared.refusals import Data, Reason

DAY = timedelta(days=1)
FIRST = date(2026, 2, 1)
USUAL = {
    "likes": Peers(80, 200, 600, 1500),
    "engagement": Peers(80, 250, 700, 1700),
    "reach": Peers(80, 500, 2500, 9000),
    "sales": Peers(80, 10, 300, 4000),
}
QUIET = Metrics(followers=100_000, average_views=2_000, interaction_rate=100, engagement_rate=120)


def codes(found: Suspicion) -> list[str]:
    return [sign.code for sign in found.signs]


def told(day: int, followers: int | None, views: int | None, source: str = "marketplace") -> Dated:
    return Dated(source, FIRST + day * DAY, followers, views)


def jumped(*history: Dated) -> list[str]:
    return codes(suspicion(Metrics(), {}, history))


def test_two_independent_signs_ask_for_a_look() -> None:
    found = suspicion(QUIET, USUAL, [])
    assert found.signs == (
        Reason("suspicion.likes_low", {"value": 100, "low": 200, "middle": 600, "peers": 80}),
        Reason("suspicion.reach_low", {"value": 200, "low": 500, "middle": 2500, "peers": 80}),
    )
    assert (found.count, found.looked_at, found.is_worth_a_look) == (2, 2, True)


def test_low_likes_and_low_engagement_are_one_sign() -> None:
    found = suspicion(Metrics(interaction_rate=100, engagement_rate=120), USUAL, [])
    assert (codes(found), found.count, found.is_worth_a_look) == (["suspicion.likes_low"], 1, False)


def test_low_engagement_is_a_sign_where_likes_are_usual() -> None:
    assert codes(suspicion(Metrics(interaction_rate=300, engagement_rate=120), USUAL, [])) == [
        "suspicion.engagement_low"
    ]


def test_views_that_sell_next_to_nothing_are_a_sign() -> None:
    found = suspicion(Metrics(average_views=100_000, videos_30d=10, units_30d_low=9), USUAL, [])
    assert (codes(found), found.looked_at) == (["suspicion.sales_low"], 1)


def test_the_bound_itself_is_no_sign() -> None:
    assert suspicion(Metrics(interaction_rate=200), USUAL, []).count == 0


def test_unknown_figures_give_no_suspicion_and_no_innocence() -> None:
    found = suspicion(Metrics(followers=100_000), USUAL, [])
    assert (found.signs, found.count, found.is_worth_a_look) == ((), None, False)


def test_without_peers_nothing_is_compared() -> None:
    assert suspicion(QUIET, {}, []).count is None


def test_where_many_sell_nothing_it_is_no_sign_to_sell_nothing() -> None:
    idle = {"sales": Peers(80, 0, 0, 900)}
    assert suspicion(Metrics(average_views=9_000, videos_30d=9, units_30d_low=0), idle, []).count == 0


def test_followers_that_come_overnight_without_views_are_a_sign() -> None:
    found = suspicion(Metrics(), {}, [told(0, 20_000, 3_000), told(7, 30_000, 3_100)])
    data: Data = {
        "before": 20_000,
        "after": 30_000,
        "percent": 5000,
        "days": 7,
        "views_before": 3_000,
        "views_after": 3_100,
    }
    assert found == Suspicion((Reason("suspicion.followers_jump", data),), 1)


@pytest.mark.parametrize(
    "later",
    [
        told(7, 24_999, 3_000),
        told(15, 60_000, 3_000),
        told(7, 30_000, 3_750),
        told(7, 30_000, 3_000, "file"),
        told(7, 30_000, None),
        told(7, None, 3_000),
        told(0, 30_000, 3_000),
        told(7, 10_000, 3_000),
    ],
    ids=["small", "slow", "watched", "another source", "no views", "no followers", "the same day", "lost"],
)
def test_growth_that_has_another_reason_or_none_known_is_no_sign(later: Dated) -> None:
    assert jumped(told(0, 20_000, 3_000), later) == []


def test_a_small_audience_that_doubles_is_no_sign() -> None:
    assert jumped(told(0, 1_000, 300), told(7, 2_999, 300)) == []


def test_a_jump_is_found_between_any_two_days() -> None:
    assert jumped(told(0, 20_000, 3_000), told(6, 22_000, 3_000), told(12, 26_000, 3_000)) == [
        "suspicion.followers_jump"
    ]


MAYBE = st.none() | st.integers(1, 10**6)
HISTORY = st.lists(
    st.builds(told, st.integers(0, 30), MAYBE, MAYBE, st.sampled_from(["file", "marketplace"])), max_size=6
)


@given(HISTORY, st.randoms(use_true_random=False))
def test_the_order_of_snapshots_is_all_one(history: list[Dated], chance: Random) -> None:
    shuffled = list(history)
    chance.shuffle(shuffled)
    assert suspicion(QUIET, USUAL, shuffled) == suspicion(QUIET, USUAL, history)


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_more_likes_never_add_a_sign(likes: int, more: int) -> None:
    one, other = (suspicion(Metrics(interaction_rate=rate), USUAL, []).signs for rate in (likes, likes + more))
    assert len(other) <= len(one)
