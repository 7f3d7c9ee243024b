"""The creator score from one to five, and why."""

import pytest

from rapport.creators.rules.metrics import Metrics
from rapport.creators.rules.score import creator_score
from rapport.shared.refusals import Reason


def scored(units: int, posts: int | None = 12) -> int | None:
    return creator_score(Metrics(units_30d_low=units, videos_30d=posts)).value


@pytest.mark.parametrize(
    ("units", "score"),
    [(0, 1), (9, 1), (10, 2), (49, 2), (50, 3), (199, 3), (200, 4), (999, 4), (1000, 5), (90_000, 5)],
)
def test_each_bound_of_units_is_a_step(units: int, score: int) -> None:
    assert scored(units) == score


@pytest.mark.parametrize(("posts", "score"), [(0, 3), (3, 3), (4, 4), (None, 4)])
def test_who_hardly_posts_gives_a_step_back(posts: int | None, score: int) -> None:
    assert scored(200, posts) == score


def test_nobody_falls_below_one() -> None:
    assert scored(0, posts=0) == 1


def test_unknown_sales_give_no_score() -> None:
    score = creator_score(Metrics(followers=5_000_000, videos_30d=90))
    assert (score.value, score.reasons) == (None, (Reason("score.units_unknown"),))


def test_a_range_of_units_counts_by_its_middle() -> None:
    assert creator_score(Metrics(units_30d_low=0, units_30d_high=20, lives_30d=4)).value == 2


@pytest.mark.parametrize(
    ("posts", "told"),
    [
        (12, Reason("score.posts", {"posts": 12})),
        (3, Reason("score.few_posts", {"posts": 3})),
        (None, Reason("score.posts_unknown")),
    ],
)
def test_a_score_says_what_made_it(posts: int | None, told: Reason) -> None:
    score = creator_score(Metrics(units_30d_low=60, videos_30d=posts))
    assert score.reasons == (Reason("score.units", {"units": 60, "steps": 2}), told)
