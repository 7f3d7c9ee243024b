"""The filter catalogue, filters that narrow, sorters that order, and groups of figures."""

from typing import Any

import pytest
from tests.sandbox.seller import Seller

CATALOGUE, SEARCH = "get_creator_marketplace_advanced_search_filters", "search_creators_in_creator_marketplace"
ALL = ("OPTION_VERTICAL_PRO", "OPTION_LANGUAGE", "OPTION_CREATOR_LEVEL", "OPTION_BRAND", "OPTION_SORTER")


def catalogue(seller: Seller, *wanted: str) -> dict[str, Any]:
    data: dict[str, Any] = seller.call(CATALOGUE, {"options": [{"option_type": name} for name in wanted]})["data"]
    return data


def options(seller: Seller, kind: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = catalogue(seller, kind)["option_list"][0]["options"]
    return found


def found(seller: Seller, **advanced: Any) -> list[dict[str, Any]]:
    return seller.creators(2_000, advanced_filters=advanced)


def test_only_what_is_asked_for_is_told(seller: Seller) -> None:
    assert catalogue(seller) == {"option_list": [], "sorters": []}
    everything = catalogue(seller, *ALL)
    assert [row["option_type"] for row in everything["option_list"]] == list(ALL[:4])
    assert everything["sorters"][0] == {"algorithm_id": "1", "name": "Recommended"}
    assert options(seller, "OPTION_BRAND") == []
    assert seller.send(CATALOGUE, {"options": [{"option_type": "OPTION_MOOD"}]})["code"] == 36009004


def test_the_languages_are_those_of_the_market(sandbox: Any) -> None:
    malay = Seller(sandbox, "TH")
    assert options(malay, "OPTION_LANGUAGE") == [
        {"id": "th", "name": "Thai", "option_children": []},
        {"id": "en", "name": "English", "option_children": []},
    ]
    assert len(found(malay, option_list=[{"option_type": "OPTION_LANGUAGE", "options": [{"id": "th"}]}])) > 100


def test_a_creator_level_narrows_to_that_level(seller: Seller) -> None:
    (level,) = [row for row in options(seller, "OPTION_CREATOR_LEVEL") if row["name"] == "L4"]
    cards = found(seller, option_list=[{"option_type": "OPTION_CREATOR_LEVEL", "options": [level]}])
    assert {card["creator_profile"]["creator_level"] for card in cards} == {4}


def test_a_vertical_and_its_children_narrow_to_the_strongest_category(seller: Seller) -> None:
    beauty = next(row for row in options(seller, "OPTION_VERTICAL_PRO") if row["id"] == "601450")
    plain = {"id": "601450", "name": beauty["name"]}
    cards = found(seller, option_list=[{"option_type": "OPTION_VERTICAL_PRO", "options": [plain]}])
    assert {card["category_ids"][0] for card in cards} == {"601450"}
    counts = [
        len(
            found(
                seller,
                option_list=[{"option_type": "OPTION_VERTICAL_PRO", "options": [plain | {"option_children": [child]}]}],
            )
        )
        for child in beauty["option_children"]
    ]
    assert sum(counts) == len(cards)
    assert all(counts)


def test_videos_and_lives_divide_the_market(seller: Seller) -> None:
    everyone = {card["username"] for card in seller.creators(2_000)}
    halves = [
        {card["username"] for card in found(seller, content_preference_type=[kind])} for kind in ("VIDEO", "LIVE")
    ]
    assert halves[0] | halves[1] == everyone
    assert not halves[0] & halves[1]
    assert found(seller, eligible_flat_fee=True) == []


def test_a_sorter_orders_without_losing_anybody(seller: Seller) -> None:
    cards = found(seller, sorter_algorithm_id="4")
    followers = [card["follower_count"] for card in cards]
    assert followers == sorted(followers, reverse=True)
    assert len(cards) == len(seller.creators(2_000))
    assert found(seller, sorter_algorithm_id="1") == seller.creators(2_000)
    unknown = seller.send(SEARCH, {"advanced_filters": {"sorter_algorithm_id": "99"}}, query={"page_size": 12})
    assert unknown["code"] == 98001004


@pytest.mark.parametrize(
    ("group", "kept", "left_out"),
    [
        ("CONTENT_PERFORMANCE", "avg_ec_video_view_count", "follower_count"),
        ("FOLLOWER_INFORMATION", "follower_count", "gmv_range"),
        ("SALES_AND_GMV", "gmv_range", "nickname"),
        ("BASIC_CREATOR_INFORMATION", "nickname", "units_sold_range"),
        ("COLLABORATION", "creator_profile", "nickname"),
    ],
)
def test_only_the_groups_asked_for_are_shown(seller: Seller, group: str, kept: str, left_out: str) -> None:
    (card,) = seller.creators(1, data_groups=[group])
    assert kept in card
    assert left_out not in card
    assert card["creator_open_id"] == seller.creators(1)[0]["creator_open_id"]


def test_groups_of_a_page_are_a_list_in_the_query(seller: Seller) -> None:
    name, creator = "get_marketplace_creator_performance", seller.creators(1)[0]["creator_open_id"]
    joined = {"data_groups": "FOLLOWER_INFORMATION,SALES_AND_GMV"}
    page = seller.call(name, query=joined, creator_user_id=creator)["creator"]
    assert {"follower_age", "gmv_range", "gpm_range"} <= page.keys()
    assert not {"bio_description", "ec_video_count", "creator_profile"} & page.keys()
    assert seller.send(name, query={"data_groups": "MOOD"}, creator_user_id=creator)["code"] == 36009004
