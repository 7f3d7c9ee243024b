"""The shop's own plan and the rules for samples of open collaborations."""

from typing import Any

import pytest
from tests.sandbox.open_market import open_product
from tests.sandbox.seller import DAY, WEEK, Seller

SETTINGS, EDIT = "get_open_collaboration_settings", "edit_open_collaboration_settings"
RULES, RULE = "get_open_collaboration_sample_rules", "edit_open_collaboration_sample_rule"


def rule(seller: Seller, **changes: Any) -> dict[str, Any]:
    wanted = {"activate_status": "ACTIVATE", "sample_quota": 3, "is_sample_time_unlimited": True} | changes
    return {"product_id": seller.products()[0]["id"], "sample_rule": wanted}


def rules(seller: Seller) -> list[dict[str, Any]]:
    products = ",".join(item["id"] for item in seller.products())
    found: list[dict[str, Any]] = seller.call(RULES, query={"product_ids": products})["sample_rules"]
    return found


def asked(seller: Seller) -> list[dict[str, Any]]:
    rows = seller.call("search_sample_applications", {}, query={"page_size": 50})
    found: list[dict[str, Any]] = rows["sample_applications"]
    return found


def test_the_plan_is_off_at_first_and_reads_back_as_edited(seller: Seller) -> None:
    for enable, rate in ((False, 0), (True, 700)):
        plan = {"auto_add_product": {"enable": enable, "commission_rate": rate}}
        seller.call(EDIT, plan)
        assert seller.call(SETTINGS) == {"open_collaboration_settings": plan}
    wrong = {"auto_add_product": {"enable": True, "commission_rate": 9_000}}
    assert seller.send(EDIT, wrong)["code"] == 16003033


def test_a_rule_reads_back_and_the_last_one_counts(seller: Seller) -> None:
    open_product(seller)
    assert rules(seller) == []
    seller.call(RULE, rule(seller, sample_quota=9))
    seller.call(RULE, rule(seller, thresholds={"minimum_follower_count": 5_000}))
    (row,) = rules(seller)
    assert (row["sample_quota"], row["available_quantity"], row["status"]) == (3, 3, "ONGOING")
    assert row["thresholds"] == {"minimum_follower_count": 5_000}
    assert row["is_sample_time_unlimited"]


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"activate_status": "DEACTIVATE"}, "EXPIRED"),
        ({"sample_quota": 0}, "NO_LEFT_COUNT"),
        ({"is_sample_time_unlimited": False, "start_time": 2 * DAY, "end_time": 9 * DAY}, "NOT_STARTED"),
        ({"is_sample_time_unlimited": False, "start_time": -2 * DAY, "end_time": -DAY}, "EXPIRED"),
    ],
)
def test_how_a_rule_stands(seller: Seller, changes: dict[str, Any], status: str) -> None:
    open_product(seller)
    moved = {name: seller.now + value if name.endswith("_time") else value for name, value in changes.items()}
    seller.call(RULE, rule(seller, **moved))
    assert rules(seller)[0]["status"] == status


def test_a_rule_without_a_collaboration_is_an_exception(seller: Seller) -> None:
    seller.call(RULE, rule(seller))
    assert rules(seller)[0]["status"] == "PLAN_EXCEPTION"


def test_a_span_needs_both_ends_in_order(seller: Seller) -> None:
    for span in ({"start_time": 1}, {"start_time": 5, "end_time": 5}):
        assert seller.send(RULE, rule(seller, is_sample_time_unlimited=False, **span))["code"] == 98001004


def test_creators_ask_for_samples_until_the_quota_is_gone(american: Seller) -> None:
    found = open_product(american, rate=3_000)
    american.call(RULE, rule(american))
    american.advance(4 * WEEK)
    waiting = [row for row in asked(american) if row["status"] == "PENDING"]
    assert 0 < len(waiting) <= 3
    assert {(row["product"]["id"], row["commission_rate"]) for row in asked(american)} == {
        (found["product_id"], "0.30")
    }
    left = 3 - len(waiting)
    assert rules(american)[0]["available_quantity"] == left
    assert {row["available_quantity"] for row in waiting} == {left}


def test_a_sample_leads_to_content_and_the_end_of_the_collaboration_to_none(american: Seller) -> None:
    open_product(american, rate=4_000)
    american.call(RULE, rule(american, sample_quota=50))
    for _ in range(12):
        american.advance(WEEK)
        for row in asked(american):
            if row["status"] == "PENDING":
                american.call("review_a_sample_application", {"review_result": "APPROVE"}, application_id=row["id"])
    assert "COMPLETED" in {row["status"] for row in asked(american)}
    american.advance(WEEK)
    pending = {row["id"] for row in asked(american) if row["status"] == "PENDING"}
    american.call("remove_open_collaboration", product_id=american.products()[0]["id"])
    gone = {row["id"] for row in asked(american) if row["status"] == "DEL_OPEN_COLLAB"}
    assert gone == pending != set()


@pytest.mark.parametrize(
    "thresholds",
    [
        {"minimum_follower_count": 10**9},
        {"minimum_gmv": 10**9},
        {"avg_ec_video_views": 10**9},
        {"category_ids": ["1"]},
    ],
)
def test_whoever_misses_a_threshold_does_not_ask(american: Seller, thresholds: dict[str, Any]) -> None:
    open_product(american, rate=4_000)
    american.call(RULE, rule(american, sample_quota=50, thresholds=thresholds))
    american.advance(4 * WEEK)
    assert asked(american) == []


def test_a_predicted_rank_lets_only_the_better_ask(american: Seller) -> None:
    open_product(american, rate=4_000)
    american.call(RULE, rule(american, sample_quota=50, thresholds={"predicted_fulfillment_rank": "HIGH"}))
    american.advance(8 * WEEK)
    shares = [float(row["creator"]["fulfillment_percentage"] or 100) for row in asked(american)]
    assert shares
    assert min(shares) >= 60
