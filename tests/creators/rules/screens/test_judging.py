"""Screens: which condition a creator meets, misses, or nobody knows of."""

import pytest

from rapport.creators.rules.metrics import Metrics
from rapport.creators.rules.screens import (
    FIELDS,
    Facts,
    Kind,
    Screen,
    ScreenInvalid,
    Verdict,
    follower_band,
    goal_screen,
    outreach_screen,
    read_screen,
    screen_creator,
    whole,
)
from rapport.policies.queries import default_playbook
from rapport.shared.conditions import Every, Not, OneOf, Within

BRIEF = default_playbook().values
BANDS = BRIEF.audience.follower_bands
BEAUTY, PETS = "601450", "602118"
LOOKED_FOR = Screen.of("GB", (BEAUTY,), (Within("followers", 10_000, 50_000),))
ANNA = Metrics(followers=25_000, currency="GBP")
NOTHING: Facts = {
    name: () if one.kind is Kind.SET else "" if one.kind is Kind.TEXT else None for name, one in FIELDS.items()
}


def facts(metrics: Metrics, region: str = "", categories: tuple[str, ...] = ()) -> Facts:
    """What is known of somebody, everything else unknown."""
    figures = {"gmv_30d": metrics.gmv_30d_mid, "units_30d": metrics.units_30d_mid, "blocked": 0}
    return {**NOTHING, **metrics.known(), **figures, "region": region, "category": categories or None}


def test_who_meets_every_condition_passes() -> None:
    screened = screen_creator(
        LOOKED_FOR,
        facts(
            ANNA,
            "GB",
            (
                PETS,
                BEAUTY,
            ),
        ),
    )
    assert screened.passed
    assert [one.code for one in screened.reasons(Verdict.MET)] == [
        "screen.region_met",
        "screen.category_met",
        "screen.between_met",
    ]


def test_each_missed_condition_is_told() -> None:
    screened = screen_creator(LOOKED_FOR, facts(Metrics(followers=50_001), "TH", (PETS,)))
    assert not screened.passed
    assert [(one.code, one.data["value"]) for one in screened.reasons(Verdict.MISSED)] == [
        ("screen.region_missed", "TH"),
        ("screen.category_missed", PETS),
        ("screen.between_missed", 50_001),
    ]


def test_an_unknown_figure_neither_passes_nor_misses() -> None:
    screened = screen_creator(LOOKED_FOR, facts(Metrics(), "GB", (BEAUTY,)))
    assert not screened.passed
    assert screened.reasons(Verdict.MISSED) == []
    assert [one.code for one in screened.reasons(Verdict.UNKNOWN)] == ["screen.between_unknown"]


@pytest.mark.parametrize(
    ("followers", "verdict"), [(9_999, "missed"), (10_000, "met"), (50_000, "met"), (50_001, "missed")]
)
def test_both_bounds_belong_to_a_range(followers: int, verdict: str) -> None:
    screen = Screen.of(ranges=(Within("followers", 10_000, 50_000),))
    (check,) = screen_creator(screen, facts(Metrics(followers=followers))).checks
    assert (check.verdict, check.reason.code) == (verdict, f"screen.between_{verdict}")


@pytest.mark.parametrize(
    ("condition", "met", "missed", "shape"),
    [
        (Within("videos_30d", low=13), 13, 12, "at_least"),
        (Within("videos_30d", high=13), 13, 14, "at_most"),
    ],
)
def test_an_open_side_lets_everything_pass(condition: Within, met: int, missed: int, shape: str) -> None:
    screen = Screen.of(ranges=(condition,))
    codes = [
        screen_creator(screen, facts(Metrics(videos_30d=count))).checks[0].reason.code for count in (met, missed, None)
    ]
    assert codes == [f"screen.{shape}_met", f"screen.{shape}_missed", f"screen.{shape}_unknown"]


def test_zero_is_a_figure() -> None:
    screen = Screen.of(ranges=(Within("gmv_30d", low=1),))
    assert screen_creator(screen, facts(Metrics(gmv_30d_low=0, gmv_30d_high=0))).reasons(Verdict.MISSED) != []
    assert screen_creator(Screen.of(ranges=(Within("gmv_30d", 0, 0),)), facts(Metrics(gmv_30d_low=0))).passed


def test_money_is_held_against_the_middle_of_its_range_and_told_with_its_currency() -> None:
    screen = Screen.of(ranges=(Within("gmv_30d", low=1_500),))
    (check,) = screen_creator(screen, facts(Metrics(gmv_30d_low=1_000, gmv_30d_high=2_000, currency="GBP"))).checks
    assert check.verdict is Verdict.MET
    assert check.reason.data == {
        "metric": "gmv_30d",
        "value": 1_500,
        "low": 1_500,
        "high": None,
        "unit": "money",
        "currency": "GBP",
    }


def test_an_empty_screen_lets_everyone_pass() -> None:
    assert screen_creator(Screen(), facts(Metrics())).passed


def test_a_screen_is_the_same_after_being_stored() -> None:
    assert Screen.from_json(LOOKED_FOR.as_json()) == LOOKED_FOR
    assert Screen.from_json({}) == Screen()


@pytest.mark.parametrize("text", ["handsomeness >= 1", "followers >= many", "followers", 5])
def test_a_screen_that_says_nothing_sensible_is_refused(text: object) -> None:
    with pytest.raises(ScreenInvalid):
        Screen.from_json({"text": text})


def test_a_screen_of_a_field_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ScreenInvalid) as refused:
        Screen(Within("handsomeness", 1))
    assert refused.value.data == {"field": "handsomeness"}


def test_money_in_another_currency_is_not_known() -> None:
    screen = Screen(read_screen("gmv >= 10 GBP").where)
    rich = Metrics(gmv_30d_low=5_000, gmv_30d_high=5_000, currency="USD")
    assert screen_creator(screen, facts(rich)).checks[0].verdict is Verdict.MISSED
    assert screen_creator(screen, facts(rich._replace(currency="GBP"))).passed


def test_parts_joined_freely_are_told_as_they_are_written() -> None:
    screen = Screen(read_screen("followers >= 1m or videos >= 10 and not blocked").where)
    (check,) = screen_creator(screen, facts(Metrics(followers=5, videos_30d=12))).checks
    assert (check.verdict, check.reason.code) == (Verdict.MET, "screen.part_met")
    assert check.reason.data == {"text": "followers >= 1000000 or (videos_30d >= 10 and not blocked)"}


def test_the_blocklist_shuts_out_unless_it_is_asked_for() -> None:
    blocked = {**facts(ANNA), "blocked": 1}
    assert [one.code for one in screen_creator(Screen(), blocked).reasons(Verdict.MISSED)] == ["screen.blocked_missed"]
    assert screen_creator(Screen(not_blocked=False), blocked).passed


def test_an_engine_is_asked_for_days_and_currencies_plainly() -> None:
    screen = Screen(read_screen("days_since_seen <= 7 and not gmv >= 10 GBP").where)
    assert whole(screen, today=100) == Every(
        (
            Within("seen_day", 93, None),
            Every((OneOf("currency", ("GBP",)), Not(Within("gmv_30d", 1_000)))),
            Not(Within("blocked", 1, 1)),
        )
    )


def test_a_brand_is_looked_for_among_large_creators() -> None:
    screen = goal_screen("brand", "GB", [BEAUTY], BRIEF)
    assert screen == Screen.of("GB", (BEAUTY,), (Within("followers", low=500_000),))


def test_sales_are_looked_for_among_creators_who_sell() -> None:
    assert goal_screen("sales", "GB", [], BRIEF).ranges == (
        Within("followers", low=20_000),
        Within("gmv_30d", low=1),
    )


def test_three_videos_a_week_are_thirteen_in_thirty_days() -> None:
    assert outreach_screen("GB", [BEAUTY], BRIEF).ranges == (
        Within("followers", 10_000, 50_000),
        Within("videos_30d", low=13),
        Within("average_views", low=5_000),
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
