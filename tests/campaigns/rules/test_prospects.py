"""What inviting a creator is worth, with the range of what is not known for sure."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.campaigns.rules.learning import Outcomes, learn
from rapport.campaigns.rules.prospects import (
    LEAST_CHANCE,
    MOST_CHANCE,
    Chances,
    Prospect,
    UnitCosts,
    Worths,
    best_first,
    chances,
    house_prior,
    price_of_unit,
    worths,
)
from rapport.campaigns.rules.traits import Row, Scale
from rapport.policies.queries import default_playbook

PLAY = default_playbook().values.planner
MEAN = Chances(reply=1500, agree=6000, post=6500, invited=0)
SCALE = Scale.of([])
NOTHING_LEARNED = learn([house_prior(PLAY, SCALE)], Outcomes.none())
USUAL: Row = (20_000, 6_000, 12, 80_000, True)
BY_MESSAGE = UnitCosts(invitation=2, reminder=1, after_reply=1.8)


def found(*rows: Row, rate: int = 2000, mean: Chances = MEAN) -> Worths:
    return worths(rows, SCALE, NOTHING_LEARNED, rate=rate, mean=mean, play=PLAY)


def worth(row: Row = USUAL, rate: int = 2000) -> Prospect:
    return found(row, rate=rate).one(0)


def test_a_shop_without_a_past_expects_what_the_playbook_says() -> None:
    assert chances(PLAY, 0, 0, 0) == MEAN


@pytest.mark.parametrize(
    ("counts", "reply", "agree"),
    [((40, 12, 6), 2250, 5769), ((40, 0, 0), 750, 6000), ((4_000, 2_000, 1_000), 4965, 5020)],
    ids=["as much as the prior", "nobody answered", "a long past"],
)
def test_own_outcomes_weigh_more_with_their_number(counts: tuple[int, int, int], reply: int, agree: int) -> None:
    told = chances(PLAY, *counts)
    assert (told.reply, told.agree, told.post, told.invited) == (reply, agree, 6500, counts[0])


def test_after_a_reply_a_creator_must_agree_and_post() -> None:
    assert MEAN.after_reply == pytest.approx(0.39)


def test_the_usual_creator_sells_the_playbook_s_share_of_what_they_sell_elsewhere() -> None:
    """3 % of 800.00 at a margin of 35 % less 20 % commission are 3.60; a fitting one answers more often."""
    assert worth() == Prospect(
        reply=1848,
        profit=377,
        value=27,
        sales_known=True,
        reply_low=679,
        reply_high=3389,
        profit_low=16,
        profit_high=830,
    )
    assert worth((20_000, 6_000, 12, 80_000, False)).reply == 1231


def test_a_rate_above_the_margin_leaves_no_profit() -> None:
    assert (worth(rate=3500).profit, worth(rate=8000).profit) == (0, 0)


def test_unknown_sales_are_taken_for_low_ones_and_it_says_so() -> None:
    unknown = worth((20_000, 6_000, 12, None, True))
    assert (unknown.sales_known, unknown.profit < worth().profit) == (False, True)


def test_sales_elsewhere_count_though_not_one_for_one() -> None:
    ten_times = worth((20_000, 6_000, 12, 800_000, True))
    assert 2 < ten_times.profit / worth().profit < 3


def test_larger_creators_answer_less() -> None:
    replies = [worth((followers, 6_000, 12, 80_000, True)).reply for followers in (1_250, 20_000, 320_000)]
    assert replies == sorted(replies, reverse=True)


def test_the_numbers_of_the_sentence_are_those_of_the_prospect() -> None:
    assert worth().numbers() == {"reply": 1848, "reply_low": 679, "reply_high": 3389, "profit": 377, "value": 27}


def test_each_invitation_passed_in_silence_halves_what_is_expected() -> None:
    once = Prospect(reply=1_500, profit=9_000, value=800, sales_known=True, reply_low=1_000, reply_high=2_000)
    half = Prospect(reply=750, profit=9_000, value=400, sales_known=True, reply_low=500, reply_high=1_000)
    assert (once.after_silence(0, PLAY), once.after_silence(1, PLAY)) == (once, half)
    assert once.after_silence(2, PLAY).reply == 375


def test_the_best_come_first_by_what_each_unit_earns() -> None:
    rows: list[Row] = [USUAL, (20_000, 6_000, 12, 8_000_000, True), (20_000, 6_000, 12, None, True)]
    assert best_first(found(*rows), BY_MESSAGE).tolist() == [1, 0, 2]


def test_a_unit_earns_later_what_the_last_act_does_that_the_quota_pays_for() -> None:
    many = found(*[(20_000, 6_000, 12, 1_000 * number, True) for number in range(1, 101)])
    prices = [price_of_unit(many, BY_MESSAGE, units_ahead=ahead, reminder=0.4, again=0.5) for ahead in (1, 100, 10**6)]
    assert prices[0] == pytest.approx(float((many.value / (2 + many.reply / 10_000 * 1.8)).max()))
    assert prices[0] > prices[1] > prices[2] == 0.0


amounts = st.none() | st.integers(0, 10**12)


@given(st.tuples(amounts, amounts, amounts, amounts, st.booleans()), st.integers(0, 8000))
def test_a_prospect_is_whole_and_within_its_range(row: Row, rate: int) -> None:
    one = worth(row, rate)
    assert LEAST_CHANCE <= one.reply_low <= one.reply <= one.reply_high <= MOST_CHANCE
    assert 0 <= one.profit_low <= one.profit <= one.profit_high
    assert 0 <= one.value <= one.profit


@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=20))
def test_who_sells_more_elsewhere_is_never_worth_less(sales: list[int]) -> None:
    values = found(*[(20_000, 6_000, 12, each, True) for each in sorted(sales)]).value
    assert (np.diff(values) >= 0).all()
