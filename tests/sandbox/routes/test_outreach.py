"""The quota as the platform tells it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from tests.sandbox.seller import DAY, START, WEEK, Seller, small_sandbox
from tests.sandbox.story import SMALL

from sandbox import shops
from sandbox.policy import Rules, Tier, read_rules


def test_a_guidebook_week(seller: Seller) -> None:
    seller.invite([card["creator_open_id"] for card in seller.creators(3)])
    data = seller.call("get_weekly_creator_outreach_quota")["data"]
    start = int(datetime(2026, 11, 2, tzinfo=UTC).timestamp())
    assert (data["shop_id"], data["unlimited"]) == (seller.shop["id"], False)
    assert (data["quota_sum"], data["quota_use"], data["reached_max_follower_cnt"]) == ("20", "3", "0")
    assert (data["start_time"], data["end_time"]) == (str(start * 1_000), str((start + WEEK) * 1_000))
    assert data["quota_details"] == [
        {
            "creator_levels": [],
            "quota_period_sum": 20,
            "quota_period_use": 3,
            "quota_bonus_sum": 0,
            "quota_bonus_use": 0,
        }
    ]


def test_the_starter_pack_is_used_first_and_lives_on(american: Seller) -> None:
    creators = [card["creator_open_id"] for card in american.creators(3, **SMALL)]
    american.invite(creators[:2])
    data = american.call("get_weekly_creator_outreach_quota")["data"]
    assert (data["quota_sum"], data["quota_use"], data["gmv_tier"]) == ("1000", "2", "0")
    assert data["reached_max_follower_cnt"] == "20000"
    assert (data["quota_details"][0]["quota_bonus_use"], data["quota_details"][0]["quota_period_use"]) == (2, 0)
    american.advance(WEEK)
    assert american.call("get_weekly_creator_outreach_quota")["data"]["quota_sum"] == "998"


def test_the_tiers_are_told(american: Seller) -> None:
    tiers = american.call("get_weekly_creator_outreach_quota")["data"]["gmv_level_rule"]
    assert [(row["left_gmv"]["amount"], row["right_gmv"]["amount"]) for row in tiers] == [
        ("0", "1"),
        ("1", "2000"),
        ("2000", "50000"),
        ("50000", ""),
    ]
    assert [row["quota_details"][0]["quota_period_sum"] for row in tiers] == [0, 2_000, 7_000, 0]


def test_sales_raise_the_tier_when_a_new_week_begins(played: Seller) -> None:
    data = played.call("get_weekly_creator_outreach_quota")["data"]
    assert data["gmv_tier"] in {"1", "2"}
    weeks = played.control("GET", "quota", shop_id=played.shop["id"])
    assert weeks[0]["cap"] == 1_000
    assert weeks[-1]["cap"] > 2_000
    assert all(week["used"] <= week["cap"] for week in weeks)


def test_records_of_the_week(american: Seller) -> None:
    first, second, third = (card["creator_open_id"] for card in american.creators(3, **SMALL))
    american.invite([first])
    american.advance(60)
    american.write(american.conversation(second), "Hello")
    american.write(american.conversation(first), "Hello")
    american.conversation(third)
    data = american.call("get_weekly_creator_outreach_records", {"page_index": 1, "page_size": 2})["data"]
    rows = [
        (row["creator_open_id"], row["has_sent_invitation"], row["has_sent_im_message"], row["is_paired"])
        for row in data["connect_list"]
    ]
    assert (data["total"], rows) == (2, [(first, True, True, False), (second, False, True, False)])
    beyond = american.call("get_weekly_creator_outreach_records", {"page_index": 2, "page_size": 2})["data"]
    assert beyond == {"total": 2, "connect_list": []}


def test_creators_who_wrote_first_are_pairs(american: Seller) -> None:
    american.advance(14 * DAY)
    query = {"page_size": 50, "conversation_status": "UNREPLIED"}
    (row, *_) = american.call("get_conversation_list", query=query)["conversations"]
    american.write(row["id"], "Hello!")
    data = american.call("get_weekly_creator_outreach_quota")["data"]
    assert (data["new_connect_count"], data["pair_connect_count"], data["quota_use"]) == ("0", "1", "0")
    records = american.call("get_weekly_creator_outreach_records", {"page_index": 1, "page_size": 10})["data"]
    assert [item["is_paired"] for item in records["connect_list"]] == [True]


def test_the_american_week_around_the_start(american: Seller) -> None:
    data = american.call("get_weekly_creator_outreach_quota")["data"]
    sunday = datetime(2026, 11, 1, 7, tzinfo=UTC)  # midnight in Los Angeles, in the night the clocks go back
    assert datetime.fromtimestamp(int(data["start_time"]) / 1_000, UTC) == sunday
    assert (int(data["end_time"]) - int(data["start_time"])) / 1_000 == WEEK + 3_600
    assert sunday < START


def with_quota(monkeypatch: pytest.MonkeyPatch, **values: Any) -> Seller:
    """A British seller whose pack has these values of the quota."""

    def changed(pack: str, region: str) -> Rules:
        rules = read_rules(pack, region)
        return replace(rules, quota=replace(rules.quota, **values))

    monkeypatch.setattr(shops, "read_rules", changed)
    return Seller(small_sandbox(shops=("GB:guidebook",)))


def invited(seller: Seller, creators: list[str]) -> int:
    """The code with which an invitation is answered."""
    code: int = seller.send("create_target_collaboration", seller.collaboration(creators, name="Once more"))["code"]
    return code


def test_invitations_with_a_pool_of_their_own_leave_the_messages(monkeypatch: pytest.MonkeyPatch) -> None:
    seller = with_quota(monkeypatch, shared_pool=False, tiers=(Tier(0, 20, None, invitation_cap=2),))
    creators = [card["creator_open_id"] for card in seller.creators(4)]
    seller.invite(creators[:2])
    assert invited(seller, creators[2:3]) == 16024019
    seller.write(seller.conversation(creators[0]), "Hello")
    assert seller.call("get_weekly_creator_outreach_quota")["data"]["quota_use"] == "1"


def test_a_full_day_is_refused_and_the_next_one_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    seller = with_quota(monkeypatch, daily_cap=2)
    creators = [card["creator_open_id"] for card in seller.creators(3)]
    seller.invite(creators[:2])
    assert invited(seller, creators[2:]) == 45101004
    seller.advance(DAY)
    assert invited(seller, creators[2:]) == 0
