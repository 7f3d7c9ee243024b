"""The hidden truth: its rates and ties, and that only what should matter matters."""

from collections import Counter
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np
import pytest

from sandbox import truth
from sandbox.catalogue import read_categories
from sandbox.chance import Chance
from sandbox.population import grow
from sandbox.replies import Intent
from sandbox.shops import open_shops
from sandbox.truth import Approach, Pair, Reaction

PLAIN = Approach(attempt=1, rate=1_500, match=0, named=False, invited=True, after_no=False)
MONDAY = 1_793_610_000


@pytest.fixture(scope="module")
def pairs() -> list[Pair]:
    chance, categories = Chance(7), read_categories()
    people = grow(chance, 20_000, categories)
    (shop,) = open_shops(chance, ["GB:guidebook"], categories)
    return [Pair(chance, shop.key, people.creator(int(number))) for number in people.ranked["GB"]]


def mean_chance(pairs: list[Pair], **changes: Any) -> float:
    approach = replace(PLAIN, **changes)
    return float(np.mean([truth.reply_chance(pair, approach) for pair in pairs]))


def spearman(left: list[float], right: list[float]) -> float:
    ranks = np.array([np.argsort(np.argsort(column)) for column in (left, right)], dtype=np.float64)
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


def test_what_raises_and_lowers_the_chance_of_a_reply(pairs: list[Pair]) -> None:
    plain = mean_chance(pairs)
    assert 0.10 < plain < 0.16
    assert mean_chance(pairs, rate=2_500) > 1.3 * plain
    assert mean_chance(pairs, match=1.0) > 1.4 * plain
    assert mean_chance(pairs, named=True) > 1.2 * plain
    assert mean_chance(pairs, attempt=2) < 0.7 * plain


def test_large_creators_answer_less(pairs: list[Pair]) -> None:
    small = [pair for pair in pairs if pair.creator.followers < 10_000]
    large = [pair for pair in pairs if pair.creator.followers > 100_000]
    assert mean_chance(small) > 1.7 * mean_chance(large)


def test_a_better_approach_never_leads_to_less(pairs: list[Pair]) -> None:
    better = Approach(attempt=1, rate=2_500, match=1, named=True, invited=True, after_no=False)
    worse = [truth.reaction(pair, PLAIN) for pair in pairs]
    assert Counter(worse)[Reaction.SILENT_ACCEPT] > 10
    assert all(
        truth.reaction(pair, better) is Reaction.REPLY
        for pair, before in zip(pairs, worse, strict=True)
        if before is Reaction.REPLY
    )


def test_replies_take_hours_to_days_and_come_in_daytime(pairs: list[Pair]) -> None:
    moments = [truth.awake(pair, MONDAY + truth.reaction_delay(pair, 1), "respond", 1) for pair in pairs]
    delays = np.array(moments) - MONDAY
    assert 9 * 3_600 < np.median(delays) < 18 * 3_600
    hours = {
        datetime.fromtimestamp(moment, pair.creator.zone).hour for moment, pair in zip(moments, pairs, strict=True)
    }
    assert hours <= set(range(8, 22))


def test_sixty_of_a_hundred_agree_in_the_end(pairs: list[Pair]) -> None:
    words = Counter(truth.first_words(pair, 1) for pair in pairs)
    asked = len(pairs) - words[Intent.AGREES] - words[Intent.DECLINES]
    later = np.mean([truth.agrees_in_the_end(pair, 1) for pair in pairs])
    assert abs((words[Intent.AGREES] + asked * later) / len(pairs) - 0.60) < 0.03
    assert abs(np.mean([truth.answers_needed(pair, 1) for pair in pairs]) - 1.8) < 0.1


def test_twelve_of_a_hundred_lose_patience_each_day(pairs: list[Pair]) -> None:
    days = np.array([truth.patience(pair, 1) // truth.DAY for pair in pairs])
    assert days.min() == 1
    assert abs((days == 1).mean() - 0.12) < 0.02


def test_sales_for_us_are_weakly_tied_to_size_and_more_to_sales_elsewhere(pairs: list[Pair]) -> None:
    scores = [truth.sales_score(pair) for pair in pairs]
    assert 0.04 < spearman(scores, [pair.creator.followers for pair in pairs]) < 0.17
    assert 0.28 < spearman(scores, [pair.creator.gmv_dollars for pair in pairs]) < 0.42


def test_typical_creators_bring_a_few_orders_and_rare_ones_hundreds(pairs: list[Pair]) -> None:
    six_weeks = np.array([sum(truth.weekly_orders(pair, 0.5) * 0.85**week for week in range(6)) for pair in pairs])
    assert 2 < np.median(six_weeks) < 12
    assert 40 < np.percentile(six_weeks, 90) < 150
    assert np.percentile(six_weeks, 99) > 300


def test_orders_fade_within_eight_weeks(pairs: list[Pair]) -> None:
    times = np.array([at for pair in pairs[:400] for at in truth.order_times(pair, 1, MONDAY, 10)]) - MONDAY
    weeks = np.bincount(times // truth.WEEK)
    assert len(weeks) == truth.SALES_WEEKS
    assert abs(weeks[7] / weeks[0] - 0.85**7) < 0.05


def test_refunds(pairs: list[Pair]) -> None:
    fates = [truth.line_fate(pair, 1_990, 1, 1, 0) for pair in pairs]
    refunded = [fate for fate in fates if fate.refunded_amount]
    whole = [fate for fate in refunded if fate.refunded_amount == 1_990 * fate.quantity]
    assert abs(len(refunded) / len(fates) - 0.12) < 0.02
    assert abs(len(whole) / len(refunded) - 0.60) < 0.08
    assert all(truth.DAY <= fate.refund_delay <= 6 * truth.DAY for fate in fates)
    assert all(fate.refunded_units < fate.quantity for fate in refunded if fate not in whole)


def test_content_follows_more_often_after_a_sample(pairs: list[Pair]) -> None:
    with_sample = np.mean([truth.posts(pair, 1, with_sample=True) for pair in pairs])
    without = np.mean([truth.posts(pair, 1, with_sample=False) for pair in pairs])
    assert abs(with_sample - 0.65) < 0.03
    assert abs(without - 0.35) < 0.03
