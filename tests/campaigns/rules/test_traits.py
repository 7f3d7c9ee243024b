"""Public figures on one scale: the usual creator is zero, the unknown is not the best."""

import numpy as np
import pytest

from rapport.campaigns.rules.traits import ENOUGH, UNKNOWN, Row, Scale, row_of
from rapport.creators.rules.metrics import Metrics

USUAL = Scale.of([])


def test_a_row_holds_what_the_planner_looks_at() -> None:
    metrics = Metrics(followers=9, average_views=8, videos_30d=4, lives_30d=3, gmv_30d_low=2, gmv_30d_high=4)
    assert row_of(metrics, category_match=True) == (9, 8, 7, 3, True)


def test_without_a_library_the_usual_creator_stands_at_zero() -> None:
    assert USUAL.traits([(20_000, 6_000, 12, 80_000, False)]).tolist() == [pytest.approx([0, 0, 0, 0, 0])]
    assert USUAL.usual_sales == pytest.approx(80_000)


def test_a_library_says_itself_what_is_usual() -> None:
    rows: list[Row] = [(10 ** (number % 3 + 3), 5, 5, 100, True) for number in range(ENOUGH)]
    scale = Scale.of(rows)
    assert scale.usual_sales == pytest.approx(100)
    assert np.round(scale.traits(rows[:3])[:, 0], 2).tolist() == [-1.22, 0.0, 1.22]


def test_unknown_figures_are_usual_but_unknown_sales_are_low() -> None:
    assert USUAL.traits([(None, None, None, None, True)]).tolist() == [[*UNKNOWN, 1.0]]


def test_no_figure_counts_without_end() -> None:
    assert USUAL.traits([(10**15, 0, 10**9, 10**18, False)])[0].tolist() == [3.0, -3.0, 3.0, 3.0, 0.0]
