"""What inviting a creator is worth: chances shrunk toward the shop's own, profit from what they sell elsewhere."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.campaigns.rules.prospects import LEAST_CHANCE, Chances, Prospect, chances, prospect, rank_key
from rapport.creators.rules.metrics import Metrics
from rapport.policies.queries import default_playbook

PLAY = default_playbook().values.planner
MEAN = Chances(reply=1500, agree=6000, post=6500, invited=0)
SELLER = Metrics(followers=20_000, gmv_30d_low=900_000, gmv_30d_high=1_100_000, currency="GBP")


def worth(metrics: Metrics = SELLER, *, match: bool = True, rate: int = 2000, mean: Chances = MEAN) -> Prospect:
    return prospect(metrics, category_match=match, rate=rate, mean=mean, play=PLAY)


def test_a_shop_without_a_past_expects_what_the_playbook_says() -> None:
    assert chances(PLAY, 0, 0, 0) == MEAN


@pytest.mark.parametrize(
    ("counts", "reply", "agree"),
    [((40, 12, 6), 2250, 5769), ((40, 0, 0), 750, 6000), ((4_000, 2_000, 1_000), 4965, 5020)],
    ids=["as much as the prior", "nobody answered", "a long past"],
)
def test_own_outcomes_weigh_more_with_their_number(counts: tuple[int, int, int], reply: int, agree: int) -> None:
    found = chances(PLAY, *counts)
    assert (found.reply, found.agree, found.post, found.invited) == (reply, agree, 6500, counts[0])


def test_after_a_reply_a_creator_must_agree_and_post() -> None:
    assert MEAN.after_reply == pytest.approx(0.39)


def test_profit_is_the_margin_on_a_share_of_what_they_sell_elsewhere() -> None:
    """3 % of 10,000.00 sold elsewhere, at a margin of 35 % less 20 % commission: 45.00."""
    assert worth() == Prospect(reply=1875, profit=4_500, value=329, sales_known=True)


def test_a_rate_above_the_margin_leaves_no_profit() -> None:
    assert (worth(rate=3500).profit, worth(rate=8000).profit) == (0, 0)


def test_unknown_sales_count_as_none_and_it_says_so() -> None:
    assert worth(Metrics(followers=20_000)) == Prospect(reply=1875, profit=0, value=0, sales_known=False)


def test_unknown_followers_are_taken_for_the_usual_number() -> None:
    assert worth(SELLER._replace(followers=None)) == worth()


@pytest.mark.parametrize(("followers", "reply"), [(1_250, 3750), (20_000, 1875), (320_000, 938), (0, 9000)])
def test_larger_creators_answer_less(followers: int, reply: int) -> None:
    mean = replace(MEAN, reply=9_000) if followers == 0 else MEAN
    assert worth(SELLER._replace(followers=followers), mean=mean).reply == reply


def test_who_does_not_fit_the_category_answers_less() -> None:
    assert (worth(match=True).reply, worth(match=False).reply) == (1875, 1125)


def test_no_chance_is_below_the_least() -> None:
    assert worth(mean=replace(MEAN, reply=0)).reply == LEAST_CHANCE


def test_the_numbers_of_the_sentence_are_those_of_the_prospect() -> None:
    assert worth().numbers() == {"reply": 1875, "profit": 4_500, "value": 329}


def test_equal_worth_is_ordered_by_the_size_of_the_audience() -> None:
    found = worth(Metrics(followers=20_000))
    sizes = [rank_key(Metrics(followers=followers), found) for followers in (100_000, 1_000, None)]
    assert sizes == [(0, 5.0), (0, 3.0), (0, 0.0)]
    assert rank_key(Metrics(followers=1), worth()) > sizes[0]


counts = st.integers(0, 5_000)


@given(counts, counts, counts)
def test_chances_stay_between_none_and_all(invited: int, answered: int, accepted: int) -> None:
    found = chances(PLAY, invited, answered, accepted)
    assert 0 <= found.reply <= 10_000
    assert 0 <= found.agree <= 10_000


@given(st.none() | st.integers(0, 10**9), st.none() | st.integers(0, 10**12), st.integers(0, 8000))
def test_a_prospect_is_whole_and_never_negative(followers: int | None, gmv: int | None, rate: int) -> None:
    found = worth(Metrics(followers=followers, gmv_30d_low=gmv, gmv_30d_high=gmv), rate=rate)
    assert LEAST_CHANCE <= found.reply <= 9_000
    assert 0 <= found.value <= found.profit


def test_each_invitation_passed_in_silence_halves_what_is_expected() -> None:
    found = Prospect(reply=1_500, profit=9_000, value=800, sales_known=True)
    assert found.after_silence(0, PLAY) == found
    assert found.after_silence(1, PLAY) == Prospect(reply=750, profit=9_000, value=400, sales_known=True)
    assert found.after_silence(2, PLAY).reply == 375
