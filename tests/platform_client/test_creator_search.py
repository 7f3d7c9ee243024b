"""The conditions of a search, in the platform's spelling."""

from typing import Any

import pytest

from rapport.platform_client import (
    AgencyStatus,
    AgeRange,
    CategoryChoice,
    ContentFormat,
    CreatorSearch,
    DataGroup,
    FilterChoice,
    FilterKind,
    FilterOptions,
    Gender,
    GmvRange,
    PostRate,
    UnfitRequest,
    UnitsSoldRange,
)


def test_a_search_for_anyone_says_nothing() -> None:
    assert CreatorSearch().body("") == {}


def test_all_conditions_are_spelt_as_the_platform_spells_them() -> None:
    search = CreatorSearch(
        keyword="beauty",
        age_ranges=(AgeRange.FROM_18, AgeRange.FROM_55),
        followers_from=10_000,
        followers_to=50_000,
        gender=Gender.FEMALE,
        gender_share_from=6000,
        gmv_ranges=(GmvRange.FROM_1000, GmvRange.FROM_10000),
        units_sold_ranges=(UnitsSoldRange.FROM_10,),
        categories=(CategoryChoice("601450", ("849160", "849288")),),
        video_views_from=5000,
        engagement_from=3,
        shoppable_engagement_from=2,
        live_viewers_from=50,
        commission_rate_below=2000,
        post_rate=PostRate.GOOD,
        agency=AgencyStatus.INDEPENDENT,
        only_fast_growing=True,
        only_not_invited_in_90_days=True,
    )
    assert search.body("key-1") == {
        "search_key": "key-1",
        "keyword": "beauty",
        "follower_demographics": {
            "age_ranges": ("AGE_RANGE_18_24", "AGE_RANGE_55_AND_ABOVE"),
            "count_range": {"count_ge": 10_000, "count_le": 50_000},
            "gender_distribution": {"gender": "FEMALE", "percentage_ge": 6000},
        },
        "gmv_ranges": ("GMV_RANGE_1000_10000", "GMV_RANGE_10000_AND_ABOVE"),
        "units_sold_ranges": ("UNITS_SOLD_RANGE_10_100",),
        "category": [{"parent_category_id": "601450", "child_category_id_list": ("849160", "849288")}],
        "content_performance": {
            "avg_video_views": "5000",
            "avg_engagement_rate": "3",
            "avg_shopable_engagement_rate": "2",
            "avg_live_avg_viewers_ge": "50",
        },
        "affiliate_data": {
            "avg_commission_rate": "LESS_THAN_20%",
            "post_rate": "GOOD",
            "creator_agency_staus": "INDEPENDENT",
            "is_fast_growing": True,
            "not_invited_l90_days": True,
        },
    }


@pytest.mark.parametrize(
    ("bounds", "count_range"),
    [
        ({"followers_from": 20_000}, {"count_ge": 20_000, "count_le": -1}),
        ({"followers_to": 20_000}, {"count_ge": 0, "count_le": 20_000}),
        ({"followers_to": 0}, {"count_ge": 0, "count_le": 0}),
    ],
)
def test_an_open_end_is_said_the_platforms_way(bounds: dict[str, int], count_range: dict[str, int]) -> None:
    assert CreatorSearch(**bounds).body("") == {"follower_demographics": {"count_range": count_range}}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "conditions"),
    [
        ("gender_share_from", {"gender": Gender.MALE}),
        ("gender_share_from", {"gender_share_from": 6000}),
        ("gender_share_from", {"gender": Gender.MALE, "gender_share_from": 10_001}),
        ("video_views_from", {"video_views_from": 100_001}),
        ("engagement_from", {"engagement_from": 21}),
        ("commission_rate_below", {"commission_rate_below": 1800}),
        ("shoppable_video_views_from", {"video_views_from": 1, "shoppable_video_views_from": 1}),
        ("shoppable_live_viewers_from", {"live_viewers_from": 1, "shoppable_live_viewers_from": 1}),
        ("followers_to", {"followers_from": 10, "followers_to": 9}),
        ("followers_from", {"followers_from": -1}),
        ("categories", {"categories": (CategoryChoice("601450", ()),)}),
    ],
)
def test_what_the_platform_would_not_take_is_refused_when_it_is_made(field: str, conditions: dict[str, Any]) -> None:
    with pytest.raises(UnfitRequest) as raised:
        CreatorSearch(**conditions)
    assert (raised.value.field, raised.value.operation) == (field, "creators.search")


def test_choices_of_the_catalogue_go_back_as_they_came() -> None:
    thai = FilterOptions(kind=FilterKind.LANGUAGE, choices=(FilterChoice(id="th", name="Thai"),))
    cakes = FilterChoice(id="601450", name="Food", children=(FilterChoice(id="849160", name="Cakes"),))
    search = CreatorSearch(
        content_preferences=(ContentFormat.LIVE,),
        only_flat_fee=True,
        options=(thai, FilterOptions(kind=FilterKind.CATEGORY_LEADER, choices=(cakes,))),
        sorter_id="2",
        groups=(DataGroup.SALES, DataGroup.BASIC),
    )
    assert search.body("") == {
        "advanced_filters": {
            "content_preference_type": ("LIVE",),
            "eligible_flat_fee": True,
            "option_list": [
                {"option_type": "OPTION_LANGUAGE", "options": [{"id": "th", "name": "Thai"}]},
                {
                    "option_type": "OPTION_VERTICAL_PRO",
                    "options": [
                        {"id": "601450", "name": "Food", "option_children": [{"id": "849160", "name": "Cakes"}]}
                    ],
                },
            ],
            "sorter_algorithm_id": "2",
        },
        "data_groups": ("SALES_AND_GMV", "BASIC_CREATOR_INFORMATION"),
    }
