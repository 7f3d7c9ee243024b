"""When answers come."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.campaigns.rules.arrivals import (
    arrives_within,
    bundle_of,
    daily_chance,
    lost_in_silence,
    still_replies,
)


def test_a_shop_without_a_past_takes_the_assumption_and_learns_from_each_answer() -> None:
    assert daily_chance(()) == pytest.approx(0.4)
    assert daily_chance([1] * 20) == pytest.approx(0.7)
    assert daily_chance([5] * 20) == pytest.approx(28 / 120)


@pytest.mark.parametrize(("days", "share"), [(-1, 0.0), (0, 0.0), (1, 0.4), (2, 0.64), (60, 1.0)])
def test_most_answers_come_within_the_first_days(days: int, share: float) -> None:
    assert arrives_within(0.4, days) == pytest.approx(share)


def test_silence_makes_a_reply_less_likely_and_a_reminder_surer() -> None:
    assert [round(still_replies(0.15, 0.4, days), 4) for days in (0, 2, 5)] == [0.15, 0.0597, 0.0135]
    assert lost_in_silence(0.15, 0.4, 2) == pytest.approx(1 - still_replies(0.15, 0.4, 2))


@pytest.mark.parametrize(("answers", "bundle"), [(0.0, 1.0), (1.0, 1.0), (1.8, 2.2444), (0.5, 1.0)])
def test_answers_of_one_talk_come_together(answers: float, bundle: float) -> None:
    assert bundle_of(answers) == pytest.approx(bundle, abs=1e-4)


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 50))
def test_a_chance_stays_one(chance: float, daily: float, waited: int) -> None:
    assert 0 <= still_replies(chance, min(daily, 0.99), waited) <= chance + 1e-9
