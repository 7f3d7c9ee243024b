"""Creator marketplace: pages, every filter, what is hidden, performance."""

from collections.abc import Callable
from typing import Any

import pytest
from tests.sandbox.seller import Seller

from sandbox.identifiers import open_id

SEARCH, PERFORMANCE = "search_creators_in_creator_marketplace", "get_marketplace_creator_performance"
Card = dict[str, Any]


def figures(seller: Seller, card: Card) -> dict[str, Any]:
    found: dict[str, Any] = seller.call(PERFORMANCE, creator_user_id=card["creator_open_id"])["creator"]
    return found


def test_pages_follow_each_other_without_gap_or_repeat(seller: Seller) -> None:
    everyone = seller.creators(1_000)
    assert len({card["creator_open_id"] for card in everyone}) == len(everyone)
    assert len(everyone) == sum(
        seller.sandbox.desk.world.population.market(number).region == "GB" for number in range(2_000)
    )
    assert {card["selection_region"] for card in everyone} == {"GB"}


@pytest.mark.parametrize("size", ["11", "50", "x"])
def test_only_two_page_sizes(seller: Seller, size: str) -> None:
    answer = seller.send(SEARCH, {}, query={"page_size": size})
    assert (answer["code"], "PageSize must be one of 12, 20" in answer["message"]) == (36009004, True)


def test_the_search_key_stands_for_the_filters(seller: Seller) -> None:
    first = seller.call(SEARCH, {"keyword": "a"}, query={"page_size": 12})
    query = {"page_size": 12, "page_token": first["next_page_token"]}
    second = seller.call(SEARCH, {"keyword": "a", "search_key": first["search_key"]}, query=query)
    assert second["search_key"] == first["search_key"]
    assert not {card["username"] for card in first["creators"]} & {card["username"] for card in second["creators"]}
    assert seller.call(SEARCH, {}, query={"page_size": 12})["search_key"] != first["search_key"]


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        (
            {"follower_demographics": {"count_range": {"count_ge": 5_000, "count_le": 9_000}}},
            lambda card: 5_000 <= card["follower_count"] <= 9_000,
        ),
        (
            {"follower_demographics": {"count_range": {"count_ge": 300_000, "count_le": -1}}},
            lambda card: card["follower_count"] >= 300_000,
        ),
        (
            {"follower_demographics": {"age_ranges": ["AGE_RANGE_18_24"]}},
            lambda card: card["top_follower_demographics"]["age_ranges"][0] == "AGE_RANGE_18_24",
        ),
        (
            {"follower_demographics": {"gender_distribution": {"gender": "FEMALE", "percentage_ge": 6_000}}},
            lambda card: card["top_follower_demographics"]["major_gender"]["percentage"] >= 6_000,
        ),
        ({"gmv_ranges": ["GMV_RANGE_100_1000"]}, lambda card: card["gmv_range"]["minimum_amount"] == "100"),
        (
            {"gmv_ranges": ["GMV_RANGE_0_100", "GMV_RANGE_10000_AND_ABOVE"]},
            lambda card: card["gmv_range"]["minimum_amount"] in ("0", "10000"),
        ),
        (
            {"units_sold_ranges": ["UNITS_SOLD_RANGE_10_100"]},
            lambda card: card["units_sold_range"]["minimum_amount"] == 10,
        ),
        ({"category": [{"parent_category_id": "601450"}]}, lambda card: "601450" in card["category_ids"]),
        (
            {"content_performance": {"avg_shoppable_video_views": "20000"}},
            lambda card: card["avg_ec_video_view_count"] >= 20_000,
        ),
        (
            {"affiliate_data": {"creator_agency_staus": "AGENCY_MANAGED"}},
            lambda card: card["creator_profile"]["creator_bind_mcn_name"] != "",
        ),
        ({"affiliate_data": {"is_fast_growing": True}}, lambda card: card["creator_profile"]["is_fast_growing"]),
    ],
)
def test_filters(seller: Seller, filters: dict[str, Any], fits: Callable[[Card], bool]) -> None:
    everyone, found = seller.creators(1_000), seller.creators(1_000, **filters)
    assert 0 < len(found) < len(everyone)
    assert all(fits(card) for card in found)
    names = {card["username"] for card in found}
    if "gender_distribution" not in str(filters):  # a card shows the share of the majority only
        assert names == {card["username"] for card in everyone if fits(card)}


@pytest.mark.parametrize(
    ("filters", "fits"),
    [
        (
            {"content_performance": {"avg_engagement_rate": "8"}},
            lambda row: int(row["ec_video_engagement_rate"]) >= 800,
        ),
        ({"affiliate_data": {"avg_commission_rate": "LESS_THAN_10%"}}, lambda row: row["avg_commission_rate"] < 1_000),
        ({"affiliate_data": {"post_rate": "BETTER"}}, lambda row: int(row["post_rate"]) >= 6_000),
    ],
)
def test_filters_on_figures_of_the_performance(
    seller: Seller, filters: dict[str, Any], fits: Callable[[Card], bool]
) -> None:
    found = seller.creators(20, **filters)
    assert found
    assert all(fits(figures(seller, card)) for card in found)


def test_keywords_find_handles_and_nicknames(seller: Seller) -> None:
    everyone = seller.creators(1_000)
    wanted = everyone[5]
    assert wanted in seller.creators(100, keyword=wanted["username"])
    by_nickname = seller.creators(1_000, keyword=wanted["nickname"].upper())
    assert wanted in by_nickname
    assert all(wanted["nickname"].casefold() in card["nickname"].casefold() for card in by_nickname)


def test_child_categories_narrow_their_parent(seller: Seller) -> None:
    whole = {card["username"] for card in seller.creators(1_000, category=[{"parent_category_id": "601450"}])}
    parts = [
        {
            card["username"]
            for card in seller.creators(
                1_000, category=[{"parent_category_id": "601450", "child_category_id_list": [f"601450{turn}"]}]
            )
        }
        for turn in (1, 2, 3)
    ]
    assert all(parts)
    assert set.union(*parts) == whole
    assert sum(map(len, parts)) == len(whole)


def test_recently_invited_creators_can_be_left_out(seller: Seller) -> None:
    first = seller.creators(1)[0]
    seller.invite([first["creator_open_id"]])
    left = seller.creators(20, affiliate_data={"not_invited_l90_days": True})
    assert first["username"] not in {card["username"] for card in left}
    assert seller.creators(1)[0]["creator_profile"]["has_invited_90d"] is True


def test_fields_that_exclude_each_other(seller: Seller) -> None:
    body = {"content_performance": {"avg_video_views": "1", "avg_shoppable_video_views": "1"}}
    assert seller.send(SEARCH, body, query={"page_size": 12})["code"] == 98001004


def test_exact_sales_only_of_those_who_share_them(seller: Seller) -> None:
    everyone = seller.creators(200)
    exact = [card for card in everyone if "gmv" in card]
    assert 0.2 < len(exact) / len(everyone) < 0.5
    assert all("gmv_range" in card for card in everyone)
    hidden = next(card for card in everyone if "gmv" not in card)
    assert not {"gmv", "units_sold", "gpm"} & figures(seller, hidden).keys()
    shown = figures(seller, exact[0])
    assert shown["gmv"] == exact[0]["gmv"]
    assert int(shown["units_sold"]) >= shown["units_sold_range"]["minimum_amount"]


def test_performance_belongs_to_the_card(seller: Seller) -> None:
    card = seller.creators(1)[0]
    row = figures(seller, card)
    shared = ("username", "nickname", "follower_count", "category_ids", "gmv_range", "units_sold_range")
    assert {name: row[name] for name in shared} == {name: card[name] for name in shared}
    assert row["avg_ec_video_play_count"] == card["avg_ec_video_view_count"]
    assert abs(sum(float(part["value"]) for part in row["follower_age"]) - 1) < 0.001
    assert abs(sum(float(part["value"]) for part in row["content_gmv_distribution"]) - 1) < 0.001
    assert row["creator_profile"]["creator_connect_info"] == {
        "is_paired": False,
        "is_connect": False,
        "is_blocked": False,
    }


def test_creators_who_are_unknown_or_of_another_region(seller: Seller, american: Seller) -> None:
    foreign = american.creators(1)[0]["creator_open_id"]
    nobody = open_id(seller.sandbox.desk.world.chance, 5_000)
    assert seller.send(PERFORMANCE, creator_user_id=foreign)["code"] == 16901006
    assert seller.send(PERFORMANCE, creator_user_id=nobody)["code"] == 98001004
    assert seller.send(PERFORMANCE, creator_user_id="7300000000000000000")["code"] == 98001004
