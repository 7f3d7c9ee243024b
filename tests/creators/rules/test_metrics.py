"""A creator's figures: unknown is never zero, and what belongs together stays together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.creators.models.creator import METRIC_COLUMNS
from rapport.creators.rules.metrics import Metrics, rate_of

FIGURES = [name for name in Metrics._fields if name != "currency"]
some_figures = st.dictionaries(st.sampled_from(FIGURES), st.integers(min_value=0, max_value=10**9))
some_metrics = st.builds(
    lambda figures, currency: Metrics(**figures, currency=currency),
    some_figures,
    st.sampled_from([None, "GBP", "USD"]),
)


@pytest.mark.parametrize(
    ("videos", "lives", "activity"), [(12, 3, 15), (12, None, 12), (None, 3, 3), (None, None, None), (0, 0, 0)]
)
def test_activity_is_short_videos_and_lives(videos: int | None, lives: int | None, activity: int | None) -> None:
    assert Metrics(videos_30d=videos, lives_30d=lives).activity_30d == activity


@pytest.mark.parametrize(
    ("low", "high", "middle"),
    [(100, 300, 200), (100, 301, 200), (100, None, 100), (None, 300, 300), (None, None, None), (0, 0, 0)],
)
def test_a_range_counts_by_its_middle_and_an_open_one_by_its_bound(
    low: int | None, high: int | None, middle: int | None
) -> None:
    assert Metrics(gmv_30d_low=low, gmv_30d_high=high).gmv_30d_mid == middle
    assert Metrics(units_30d_low=low, units_30d_high=high).units_30d_mid == middle


def test_a_snapshot_keeps_what_was_given_and_nothing_else() -> None:
    told = Metrics(followers=25_000, gmv_30d_low=0, currency="GBP")
    assert told.known() == {"followers": 25_000, "gmv_30d_low": 0, "currency": "GBP"}
    assert Metrics.of(told.known()) == told
    assert Metrics().known() == {}


def test_a_figure_that_was_kept_once_and_has_no_place_any_more_is_left_out() -> None:
    assert Metrics.of({"followers": 25_000, "handsomeness": 7}) == Metrics(followers=25_000)


def test_newer_figures_stand_over_older_ones_and_gaps_are_filled() -> None:
    newer, older = Metrics(followers=26_000, average_views=0), Metrics(followers=25_000, average_views=9, videos_30d=4)
    assert newer.over(older) == Metrics(followers=26_000, average_views=0, videos_30d=4)
    assert older.over(newer) == older


def test_an_open_range_is_not_closed_by_an_older_one() -> None:
    newer = Metrics(gmv_30d_low=1_000_000, units_30d_low=500, currency="GBP")
    older = Metrics(gmv_30d_low=50_000, gmv_30d_high=100_000, units_30d_low=20, units_30d_high=50, currency="GBP")
    assert newer.over(older) == newer
    assert newer.over(older).gmv_30d_mid == 1_000_000


def test_an_amount_never_gets_another_telling_s_currency() -> None:
    older = Metrics(followers=9, gmv_30d_low=1, gmv_30d_high=2, video_gpm=3, live_gpm=4, currency="USD")
    newer = Metrics(video_gpm=5, currency="GBP")
    assert newer.over(older) == Metrics(followers=9, video_gpm=5, currency="GBP")
    assert older.over(newer) == older


def test_a_telling_without_money_leaves_money_as_it_is() -> None:
    older = Metrics(gmv_30d_low=1, gmv_30d_high=2, currency="USD")
    assert Metrics(followers=9).over(older) == Metrics(followers=9, gmv_30d_low=1, gmv_30d_high=2, currency="USD")


@given(some_metrics, some_metrics)
def test_what_was_told_last_always_stands(newer: Metrics, older: Metrics) -> None:
    both = newer.over(older).known()
    assert both.items() >= newer.known().items()
    assert both.keys() <= newer.known().keys() | older.known().keys()


@given(some_metrics)
def test_hearing_the_same_again_changes_nothing(metrics: Metrics) -> None:
    assert metrics.over(metrics) == metrics
    assert metrics.over(Metrics()) == Metrics().over(metrics) == metrics


def test_every_figure_has_its_column() -> None:
    assert Metrics._fields == METRIC_COLUMNS


@pytest.mark.parametrize(
    ("part", "whole", "rate"), [(1, 3, 3333), (2, 3, 6667), (1, 20_000, 1), (0, 5, 0), (5, 0, None), (7, 5, 14_000)]
)
def test_a_share_is_rounded_half_up_and_unknown_over_nothing(part: int, whole: int, rate: int | None) -> None:
    assert rate_of(part, whole) == rate
