"""What a shop's own outcomes teach: priors held against what happened."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.campaigns.rules.learning import Learned, Outcomes, Prior, Weights, learn
from rapport.campaigns.rules.traits import COLUMNS, Floats

FLAT = (0.0,) * len(COLUMNS)
PRIOR = Prior(1.0, Weights(-1.0, 0.5, FLAT, 0.3), Weights(8.0, 1.0, (0.0, 0.0, 0.0, 0.7, 0.0), 0.3), 2.0)
USUAL = np.zeros((1, len(COLUMNS)))
SALES = COLUMNS.index("sales")


def asked(times: int, replied: int, traits: Floats = USUAL) -> Outcomes:
    rows = np.repeat(traits, times, axis=0)
    answers = np.array([1.0] * replied + [0.0] * (times - replied))
    return replace(Outcomes.none(), asked=rows, ease=np.ones(times), replied=answers)


def sold(amounts: list[int], traits: Floats) -> Outcomes:
    return replace(Outcomes.none(), sold=traits, amounts=np.array(amounts, dtype=np.float64))


def chance(learned: Learned, traits: Floats = USUAL) -> tuple[float, float, float]:
    found = learned.chances(traits)
    return round(float(found.mean[0]), 4), round(float(found.low[0]), 4), round(float(found.high[0]), 4)


def test_before_any_outcome_the_prior_speaks_with_its_range() -> None:
    assert chance(learn([PRIOR], Outcomes.none())) == (0.278, 0.1624, 0.4112)


def test_silence_lowers_the_chance_and_narrows_the_range() -> None:
    assert chance(learn([PRIOR], asked(100, 5))) == (0.1015, 0.0711, 0.1351)
    assert chance(learn([PRIOR], asked(100, 80)))[0] > 0.6


def test_a_reminder_s_silence_teaches_less_than_an_invitation_s() -> None:
    hard = replace(asked(20, 0), ease=np.full(20, 0.4))
    assert chance(learn([PRIOR], hard))[0] > chance(learn([PRIOR], asked(20, 0)))[0]


def test_who_sells_elsewhere_is_expected_to_sell_here() -> None:
    strong = USUAL.copy()
    strong[0, SALES] = 2.0
    amounts = learn([PRIOR], Outcomes.none()).amounts(np.vstack([USUAL, strong])).mean
    assert amounts[1] / amounts[0] == pytest.approx(np.exp(1.4 + 0.3**2 * 4 / 2))


def test_what_was_sold_turns_a_weight_and_nothing_sold_is_not_without_end() -> None:
    rows = np.repeat(USUAL, 60, axis=0)
    rows[:30, SALES] = 2.0
    backwards = learn([PRIOR], sold([0] * 30 + [50_000] * 30, rows))
    amounts = backwards.amounts(rows[[0, -1]]).mean
    assert amounts[0] < amounts[1]
    assert np.isfinite(amounts).all()


def test_the_prior_that_foretold_better_counts_more() -> None:
    wrong = replace(PRIOR, reply=replace(PRIOR.reply, level=2.0))
    shares = [one.share for one in learn([PRIOR, wrong], asked(30, 6)).reply]
    assert shares[0] > 0.99
    assert sum(shares) == pytest.approx(1.0)
    assert [one.share for one in learn([PRIOR, wrong], Outcomes.none()).reply] == [0.5, 0.5]


def test_the_same_outcomes_teach_the_same_in_any_order() -> None:
    one = asked(40, 9)
    turned = replace(one, asked=one.asked[::-1], replied=one.replied[::-1])
    assert chance(learn([PRIOR], one)) == chance(learn([PRIOR], turned))


@given(st.integers(0, 60), st.integers(0, 60))
def test_one_more_reply_never_lowers_the_chance(times: int, replied: int) -> None:
    replied = min(replied, times)
    before, after = (chance(learn([PRIOR], asked(times + 1, count))) for count in (replied, replied + 1))
    assert before[1] <= before[0] <= before[2]
    assert after[0] > before[0]
