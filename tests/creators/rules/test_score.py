"""The creator score from one to five of one creator, and why."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.creators.made_up import library

from rapport.creators.rules.metrics import Metrics
from rapport.creators.rules.score import Score, creator_score
from rapport.creators.rules.scoring import library_of, library_scores, library_standings
from rapport.creators.rules.shrinkage import Shrunk
from rapport.creators.rules.standings import WRITTEN, Standings, drawn_in
from rapport.shared.refusals import Reason

GB = library_standings(library(4_000)).group("GB", "beauty")
SELLER = Metrics(units_30d_low=60, gmv_30d_low=90_000, currency="GBP", videos_30d=12, lives_30d=2)
COUNTS = st.integers(0, 5_000)
FIGURES = ("units_30d_low", "gmv_30d_low", "videos_30d", "lives_30d")


def scored(metrics: Metrics) -> Score:
    return creator_score(metrics, GB)


@pytest.mark.parametrize(
    ("units", "score"), [(0, 2), (40, 2), (60, 3), (90, 3), (200, 4), (500, 4), (1_000, 5), (90_000, 5)]
)
def test_a_small_library_is_held_against_the_written_steps(units: int, score: int) -> None:
    assert creator_score(Metrics(units_30d_low=units, videos_30d=10, lives_30d=1), WRITTEN).value == score


def test_a_score_shows_what_made_it() -> None:
    score = scored(SELLER)
    assert (score.value, score.place, score.group.size) == (4, 89, 456)
    assert [(one.part, one.place, one.points) for one in score.contributions] == [
        ("units", 77, 108),
        ("gmv", 75, 75),
        ("videos", 71, 42),
    ]
    assert score.reasons[0] == Reason("score.by_units", {"value": 60, "share": 7700, "currency": "GBP"})
    assert score.estimate == Shrunk(54, 39, 70, 14)


def test_what_few_posts_sold_is_drawn_toward_the_typical() -> None:
    few, many = scored(SELLER._replace(videos_30d=1, lives_30d=0)), scored(SELLER._replace(videos_30d=60))
    assert few.estimate == Shrunk(23, 12, 35, 1)
    assert many.estimate == Shrunk(64, 54, 75, 62)


def test_the_typical_seller_is_drawn_nowhere() -> None:
    assert drawn_in(1.0, 9.0, 9) == 1


def test_unknown_sales_give_no_score() -> None:
    score = scored(Metrics(followers=5_000_000, videos_30d=90))
    assert (score.value, score.place, score.estimate) == (None, None, None)
    assert score.reasons == (Reason("score.sales_unknown"),)


def test_known_sales_without_anybody_alike_give_no_score_either() -> None:
    score = creator_score(Metrics(gmv_30d_low=90_000, currency="GBP"), WRITTEN)
    assert (score.value, score.reasons) == (None, (Reason("score.nobody_alike"),))


def test_one_of_units_and_gmv_is_enough() -> None:
    score = scored(SELLER._replace(units_30d_low=None))
    assert (score.value, score.estimate) == (4, None)
    assert "units" not in {one.part for one in score.contributions}


def test_money_of_another_currency_says_nothing_here() -> None:
    assert scored(SELLER._replace(units_30d_low=None, currency="THB")).value is None


def test_who_posts_unknown_much_counts_as_typical_there() -> None:
    unknown = scored(SELLER._replace(videos_30d=None, lives_30d=None))
    typical = scored(SELLER._replace(videos_30d=GB.typical_posts, lives_30d=0))
    assert unknown.reasons[-1] == Reason("score.posts_unknown")
    assert unknown.estimate
    assert typical.estimate
    assert unknown.estimate == replace(typical.estimate, n=0)


@given(st.tuples(COUNTS, COUNTS, COUNTS, COUNTS), st.sampled_from(FIGURES), st.integers(1, 5_000))
def test_more_of_anything_is_never_a_lower_score(figures: tuple[int, ...], more: str, added: int) -> None:
    before = Metrics(currency="GBP", **dict(zip(FIGURES, figures, strict=True)))
    after = before._replace(**{more: getattr(before, more) + added})
    for group in (GB, WRITTEN):
        low, high = creator_score(before, group), creator_score(after, group)
        assert low.value
        assert high.value
        assert (low.value, low.place) <= (high.value, high.place)
        assert low.estimate
        assert high.estimate
        assert low.estimate.value <= high.estimate.value


@given(units=st.none() | COUNTS, videos=st.none() | st.integers(0, 60))
def test_a_file_s_scores_are_those_with_reasons(units: int | None, videos: int | None) -> None:
    metrics = Metrics(units_30d_low=units, videos_30d=videos)
    (made,) = library_scores(
        library_of([("beauty", "GB", None, units, None, videos, None)]), Standings.of([GB])
    ).tolist()
    assert (made or None) == creator_score(metrics, GB).value
