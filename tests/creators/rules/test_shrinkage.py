"""Shares and times from few cases."""

import random
from math import exp, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.creators.rules.shrinkage import (
    REPLY_PRIOR,
    REPLY_TIME_PRIOR,
    BetaPrior,
    Shrunk,
    Tally,
    TimePrior,
    fit_beta,
    fit_times,
    rate_priors,
    shrunk_rate,
    shrunk_time,
    time_priors,
)

HOUR, DAY = 60, 1440
CASES = st.integers(1, 300)


def creators(prior: BetaPrior, count: int, seed: int = 7) -> list[Tally]:
    """Tallies of creators whose true shares are drawn from a prior."""
    chance = random.Random(seed)
    tallies = []
    for _ in range(count):
        share, cases = chance.betavariate(prior.a, prior.b), chance.randint(2, 13)
        tallies.append((sum(chance.random() < share for _ in range(cases)), cases))
    return tallies


@pytest.mark.parametrize(
    ("hits", "cases", "value", "low", "high"),
    [(1, 2, 2200, 672, 4034), (0, 5, 817, 90, 1861), (6, 10, 4106, 2618, 5642), (100, 200, 4878, 4434, 5323)],
)
def test_few_answers_are_drawn_toward_what_creators_do(hits: int, cases: int, value: int, low: int, high: int) -> None:
    assert shrunk_rate(hits, cases, REPLY_PRIOR) == Shrunk(value, low, high, cases)


def test_without_a_case_a_share_is_unknown() -> None:
    assert shrunk_rate(0, 0, REPLY_PRIOR) is None


@given(CASES, st.data())
def test_one_more_hit_is_never_a_lower_share(cases: int, data: st.DataObject) -> None:
    hits = data.draw(st.integers(0, cases - 1))
    less, more = shrunk_rate(hits, cases, REPLY_PRIOR), shrunk_rate(hits + 1, cases, REPLY_PRIOR)
    assert less
    assert more
    assert (less.value, less.low, less.high) < (more.value, more.low, more.high)
    assert 0 <= less.low <= less.value <= less.high <= 10_000


@given(st.integers(1, 50))
def test_more_cases_of_the_same_share_are_surer(cases: int) -> None:
    few, many = shrunk_rate(cases, 4 * cases, REPLY_PRIOR), shrunk_rate(4 * cases, 16 * cases, REPLY_PRIOR)
    assert few
    assert many
    assert many.high - many.low < few.high - few.low


def test_the_prior_that_shares_came_from_is_found_again() -> None:
    assert fit_beta(creators(BetaPrior(0.98, 6.02), 5_000)) == BetaPrior(0.9, 5.7)


def test_drawn_in_shares_are_nearer_to_the_truth_than_raw_ones() -> None:
    chance, raw, drawn = random.Random(3), 0.0, 0.0
    for _ in range(2_000):
        share, cases = chance.betavariate(0.98, 6.02), chance.randint(2, 13)
        hits = sum(chance.random() < share for _ in range(cases))
        found = shrunk_rate(hits, cases, REPLY_PRIOR)
        assert found
        raw += (hits / cases - share) ** 2
        drawn += (found.value / 10_000 - share) ** 2
    assert drawn < raw / 2.5


@pytest.mark.parametrize(
    "tallies",
    [[], [(1, 5)] * 19, [(0, 50)] * 40, [(9, 9)] * 40, [(1, 1), (0, 1)] * 80, [(2, 4)] * 20],
    ids=["nobody", "few creators", "no hit", "no miss", "one case each", "few cases"],
)
def test_what_tells_nothing_of_creators_is_no_prior(tallies: list[Tally]) -> None:
    assert fit_beta(tallies) is None


def test_creators_all_alike_are_held_close_together() -> None:
    assert fit_beta([(2, 10)] * 50) == BetaPrior(100, 400)


def test_the_narrowest_group_that_speaks_for_itself_holds() -> None:
    told = [("GB", "beauty", one) for one in creators(BetaPrior(4, 4), 300)]
    told += [("GB", "pets", (0, 5)), ("TH", "pets", (1, 5))]
    priors = rate_priors(told, REPLY_PRIOR)
    assert priors.of("GB", "beauty") == fit_beta([one for _, category, one in told if category == "beauty"])
    assert priors.of("GB", "pets") == fit_beta([one for region, _, one in told if region == "GB"])
    assert priors.of("TH", "pets") == priors.of("US", "") == fit_beta([one for _, _, one in told])
    assert rate_priors(told[-2:], REPLY_PRIOR).of("TH", "pets") == REPLY_PRIOR


def test_one_quick_answer_is_drawn_toward_a_day() -> None:
    assert shrunk_time([HOUR], REPLY_TIME_PRIOR) == Shrunk(294, 119, 727, 1)
    assert shrunk_time([HOUR] * 20, REPLY_TIME_PRIOR) == Shrunk(70, 53, 92, 20)
    assert shrunk_time([], REPLY_TIME_PRIOR) is None
    assert shrunk_time([0], REPLY_TIME_PRIOR) == Shrunk(38, 15, 94, 1)


@given(st.lists(st.integers(1, 20_000), min_size=1, max_size=9), st.integers(2, 60))
def test_slower_answers_are_never_a_shorter_time(minutes: list[int], times: int) -> None:
    quick = shrunk_time(minutes, REPLY_TIME_PRIOR)
    slow = shrunk_time([one * times for one in minutes], REPLY_TIME_PRIOR)
    assert quick
    assert slow
    assert quick.value < slow.value
    assert quick.low <= quick.value <= quick.high


def test_the_prior_that_times_came_from_is_found_again() -> None:
    chance = random.Random(7)
    means = [chance.gauss(log(DAY), 1.2) for _ in range(3_000)]
    times = [[round(exp(chance.gauss(mean, 0.6))) for _ in range(chance.randint(1, 6))] for mean in means]
    assert fit_times(times) == TimePrior(7.3, 1.2, 0.61)


@pytest.mark.parametrize("times", [[], [[60]] * 200, [[60] * 30] * 19, [[60, 90]] * 20])
def test_times_that_tell_nothing_of_creators_are_no_prior(times: list[list[int]]) -> None:
    assert fit_times(times) is None
    assert time_priors([("GB", "", one) for one in times], REPLY_TIME_PRIOR).of("GB", "") == REPLY_TIME_PRIOR
