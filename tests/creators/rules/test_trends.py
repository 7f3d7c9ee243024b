"""How figures changed."""

from datetime import date, timedelta

import pytest

from rapport.creators.rules.metrics import Metrics
from rapport.creators.rules.trends import Change, Dated, changes

TODAY = date(2026, 3, 2)


def told(days_ago: int, followers: int | None, source: str = "marketplace", currency: str = "GBP") -> Dated:
    metrics = Metrics(followers=followers, currency=currency)
    return Dated(source, TODAY - timedelta(days=days_ago), metrics)


def test_a_change_is_told_over_both_spans() -> None:
    found = changes("followers", [told(0, 1_200), told(8, 1_000), told(33, 800)])
    assert found == [Change("followers", 7, 1_000, 1_200, 8), Change("followers", 30, 800, 1_200, 33)]
    assert [one.rate for one in found] == [2_000, 5_000]


def test_a_fall_is_a_negative_rate_and_from_zero_there_is_none() -> None:
    fell, rose = (
        changes("followers", [told(0, after), told(7, before)])[0] for before, after in ((1_000, 900), (0, 5))
    )
    assert (fell.rate, rose.rate) == (-1_000, None)


@pytest.mark.parametrize(
    ("days_ago", "spans"), [(6, []), (7, [7]), (14, [7]), (15, []), (30, [30]), (60, [30]), (61, [])]
)
def test_an_older_value_counts_within_its_span_and_not_twice_as_long(days_ago: int, spans: list[int]) -> None:
    found = changes("followers", [told(0, 2), told(days_ago, 1)])
    assert [one.span for one in found] == spans


def test_the_nearest_value_before_the_span_is_taken() -> None:
    assert [one.before for one in changes("followers", [told(0, 9), told(9, 7), told(12, 5)])] == [7]


def test_sources_and_currencies_are_never_held_against_one_another() -> None:
    assert changes("followers", [told(0, 9), told(8, 7, source="file")]) == []
    assert changes("followers", [told(0, 9), told(8, 7, currency="USD")]) == []


def test_unknown_values_are_passed_over() -> None:
    assert changes("followers", [told(0, None), told(1, 8), told(8, 4)]) == [Change("followers", 7, 4, 8, 7)]
    assert changes("followers", [told(0, None)]) == changes("followers", []) == []
