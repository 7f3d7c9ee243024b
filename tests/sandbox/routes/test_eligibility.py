"""Whom the shop could contact, told without a cost."""

from typing import Any

from tests.sandbox.seller import Seller
from tests.sandbox.story import SMALL

CHECK, QUOTA = "check_creator_outreach_eligibility", "get_weekly_creator_outreach_quota"
LARGE = {"follower_demographics": {"count_range": {"count_ge": 30_000, "count_le": -1}}}


def check(seller: Seller, creators: list[str]) -> dict[str, Any]:
    return seller.call(CHECK, {"creator_infos": [{"creator_open_id": one} for one in creators]})


def names(seller: Seller, count: int, **filters: Any) -> list[str]:
    return [card["creator_open_id"] for card in seller.creators(count, **filters)]


def test_strangers_within_the_quota(seller: Seller) -> None:
    first, second = names(seller, 2)
    answer = check(seller, [first, second])
    assert [row["creator_open_id"] for row in answer["creator_eligibility_results"]] == [first, second]
    for row in answer["creator_eligibility_results"]:
        assert (row["is_connected"], row["is_paired"], row["is_blocked"]) == (False, False, False)
        assert row["is_creator_level_quota_available"]
    assert (answer["is_batch_quota_consumable"], answer["ineligible_creator_levels"]) == (True, [])
    assert seller.call(QUOTA)["data"]["quota_use"] == "0"


def test_a_batch_may_be_too_much_where_each_alone_is_not(seller: Seller) -> None:
    answer = check(seller, names(seller, 21))  # 20 a week in Great Britain
    assert all(row["is_creator_level_quota_available"] for row in answer["creator_eligibility_results"])
    assert not answer["is_batch_quota_consumable"]


def test_when_the_quota_is_used_up(seller: Seller) -> None:
    seller.invite(names(seller, 20))
    last = names(seller, 21)[-1]
    answer = check(seller, [last])
    (row,) = answer["creator_eligibility_results"]
    assert (row["is_creator_level_quota_available"], answer["is_batch_quota_consumable"]) == (False, False)
    assert answer["ineligible_creator_levels"] == [row["creator_level"]]


def test_an_invited_creator_is_connected_but_not_paired(american: Seller) -> None:
    (creator,) = names(american, 1, **SMALL)
    american.invite([creator])
    (row,) = check(american, [creator])["creator_eligibility_results"]
    assert (row["is_connected"], row["is_paired"]) == (True, False)


def test_the_follower_ceiling_of_a_low_tier(american: Seller) -> None:
    large, small = names(american, 1, **LARGE)[0], names(american, 1, **SMALL)[0]
    rows = check(american, [large, small])["creator_eligibility_results"]
    assert [row["is_creator_follower_count_threshold_met"] for row in rows] == [False, True]


def test_what_cannot_be_asked(seller: Seller, american: Seller) -> None:
    (mine,), (theirs,) = names(seller, 1), names(american, 1)
    for creators, code in (([], 36009004), ([mine, mine], 36009004), ([theirs], 16032001), (["nobody"], 16032001)):
        body = {"creator_infos": [{"creator_open_id": one} for one in creators]}
        assert seller.send(CHECK, body)["code"] == code
