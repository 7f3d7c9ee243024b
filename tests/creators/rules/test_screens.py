"""Screens: which condition a creator meets, misses, or nobody knows of."""

import pytest

from rapport.creators.rules.metrics import Metrics
from rapport.creators.rules.screens import (
    RANGED,
    RangeCondition,
    Screen,
    ScreenInvalid,
    Verdict,
    follower_band,
    goal_screen,
    outreach_screen,
    screen_creator,
    unit_of,
)
from rapport.policies.queries import default_playbook

BRIEF = default_playbook().values
BANDS = BRIEF.audience.follower_bands
BEAUTY, PETS = "601450", "602118"
LOOKED_FOR = Screen("GB", (BEAUTY,), (RangeCondition("followers", 10_000, 50_000),))
ANNA = Metrics(followers=25_000, currency="GBP")


def test_who_meets_every_condition_passes() -> None:
    screened = screen_creator(LOOKED_FOR, "GB", [PETS, BEAUTY], ANNA)
    assert screened.passed
    assert [one.code for one in screened.reasons(Verdict.MET)] == [
        "screen.region_met",
        "screen.category_met",
        "screen.between_met",
    ]


def test_each_missed_condition_is_told() -> None:
    screened = screen_creator(LOOKED_FOR, "TH", [PETS], Metrics(followers=50_001))
    assert not screened.passed
    assert [(one.code, one.data["value"]) for one in screened.reasons(Verdict.MISSED)] == [
        ("screen.region_missed", "TH"),
        ("screen.category_missed", PETS),
        ("screen.between_missed", 50_001),
    ]


def test_an_unknown_figure_neither_passes_nor_misses() -> None:
    screened = screen_creator(LOOKED_FOR, "GB", [BEAUTY], Metrics())
    assert not screened.passed
    assert screened.reasons(Verdict.MISSED) == []
    assert [one.code for one in screened.reasons(Verdict.UNKNOWN)] == ["screen.between_unknown"]


@pytest.mark.parametrize(
    ("followers", "verdict"), [(9_999, "missed"), (10_000, "met"), (50_000, "met"), (50_001, "missed")]
)
def test_both_bounds_belong_to_a_range(followers: int, verdict: str) -> None:
    screen = Screen(ranges=(RangeCondition("followers", 10_000, 50_000),))
    (check,) = screen_creator(screen, "", [], Metrics(followers=followers)).checks
    assert (check.verdict, check.reason.code) == (verdict, f"screen.between_{verdict}")


@pytest.mark.parametrize(
    ("condition", "met", "missed", "shape"),
    [
        (RangeCondition("videos_30d", at_least=13), 13, 12, "at_least"),
        (RangeCondition("videos_30d", at_most=13), 13, 14, "at_most"),
    ],
)
def test_an_open_side_lets_everything_pass(condition: RangeCondition, met: int, missed: int, shape: str) -> None:
    screen = Screen(ranges=(condition,))
    codes = [
        screen_creator(screen, "", [], Metrics(videos_30d=count)).checks[0].reason.code for count in (met, missed, None)
    ]
    assert codes == [f"screen.{shape}_met", f"screen.{shape}_missed", f"screen.{shape}_unknown"]


def test_zero_is_a_figure() -> None:
    screen = Screen(ranges=(RangeCondition("gmv_30d", at_least=1),))
    assert screen_creator(screen, "", [], Metrics(gmv_30d_low=0, gmv_30d_high=0)).reasons(Verdict.MISSED) != []
    assert screen_creator(Screen(ranges=(RangeCondition("gmv_30d", 0, 0),)), "", [], Metrics(gmv_30d_low=0)).passed


def test_money_is_held_against_the_middle_of_its_range_and_told_with_its_currency() -> None:
    screen = Screen(ranges=(RangeCondition("gmv_30d", at_least=1_500),))
    (check,) = screen_creator(screen, "", [], Metrics(gmv_30d_low=1_000, gmv_30d_high=2_000, currency="GBP")).checks
    assert check.verdict is Verdict.MET
    assert check.reason.data == {
        "metric": "gmv_30d",
        "value": 1_500,
        "low": 1_500,
        "high": None,
        "unit": "money",
        "currency": "GBP",
    }


def test_every_metric_of_a_screen_is_a_figure_with_a_unit() -> None:
    assert [name for name, attribute in RANGED.items() if not hasattr(Metrics(), attribute)] == []
    assert {unit: [name for name in RANGED if unit_of(name) == unit] for unit in ("money", "count")} == {
        "money": ["gmv_30d"],
        "count": ["followers", "average_views", "videos_30d", "activity_30d", "units_30d", "products_28d"],
    }


def test_an_empty_screen_lets_everyone_pass() -> None:
    assert screen_creator(Screen(), "", [], Metrics()).passed


def test_a_screen_is_the_same_after_being_stored() -> None:
    assert Screen.from_json(LOOKED_FOR.as_json()) == LOOKED_FOR
    assert Screen.from_json({}) == Screen()


@pytest.mark.parametrize(
    ("stored", "field"),
    [
        ({"ranges": "followers"}, "ranges"),
        ({"ranges": [["followers", 1]]}, "ranges"),
        ({"ranges": ["abc"]}, "ranges"),
        ({"ranges": [["handsomeness", 1, None]]}, "handsomeness"),
        ({"ranges": [["followers", "10000", None]]}, "followers"),
        ({"ranges": [["followers", None, 1.5]]}, "followers"),
        ({"ranges": [["followers", True, None]]}, "followers"),
        ({"categories": BEAUTY}, "categories"),
    ],
)
def test_a_screen_that_says_nothing_sensible_is_refused(stored: dict[str, object], field: str) -> None:
    with pytest.raises(ScreenInvalid) as refused:
        Screen.from_json(stored)
    assert refused.value.data == {"field": field}


def test_a_brand_is_looked_for_among_large_creators() -> None:
    screen = goal_screen("brand", "GB", [BEAUTY], BRIEF)
    assert screen == Screen("GB", (BEAUTY,), (RangeCondition("followers", at_least=500_000),))


def test_sales_are_looked_for_among_creators_who_sell() -> None:
    assert goal_screen("sales", "GB", [], BRIEF).ranges == (
        RangeCondition("followers", at_least=20_000),
        RangeCondition("gmv_30d", at_least=1),
    )


def test_three_videos_a_week_are_thirteen_in_thirty_days() -> None:
    assert outreach_screen("GB", [BEAUTY], BRIEF).ranges == (
        RangeCondition("followers", 10_000, 50_000),
        RangeCondition("videos_30d", at_least=13),
        RangeCondition("average_views", at_least=5_000),
    )


@pytest.mark.parametrize(
    ("followers", "band"),
    [
        (None, None),
        (999, None),
        (1_000, 1_000),
        (19_999, 1_000),
        (20_000, 20_000),
        (499_999, 100_000),
        (500_000, 500_000),
        (1_000_000, 1_000_000),
        (90_000_000, 1_000_000),
    ],
)
def test_the_lower_bound_belongs_to_a_band(followers: int | None, band: int | None) -> None:
    assert follower_band(followers, BANDS) == band
