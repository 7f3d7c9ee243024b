"""Whose terms pay for an order: target before open before the shop's own plan."""

from typing import Any

import pytest
from tests.sandbox.behaviour.stage import who
from tests.sandbox.behaviour.test_acceptance import says_yes
from tests.sandbox.open_market import open_product, promoters, sold
from tests.sandbox.seller import DAY, WEEK, Seller

SETTINGS = "edit_open_collaboration_settings"


def kinds(lines: list[dict[str, Any]]) -> set[tuple[bool, bool, str]]:
    """Return (names a target, names an open one, rate) of every line."""
    return {
        (bool(row["target_collaboration_id"]), bool(row["open_collaboration_id"]), row["commission_rate"])
        for row in lines
    }


@pytest.fixture
def selling(american: Seller) -> Seller:
    """The American shop, whose first product sells openly at 20 %."""
    open_product(american)
    american.advance(8 * WEEK)
    assert sold(american)
    return american


def test_an_order_names_the_open_collaboration_and_its_rate(selling: Seller) -> None:
    lines = sold(selling)
    assert kinds(lines) == {(False, True, "2000")}
    names = {row["creator_profile"]["username"] for row in promoters(selling)}
    assert {row["creator_username"] for row in lines} <= names
    identifier = lines[0]["open_collaboration_id"]
    assert sold(selling, program_id=identifier) == lines
    assert sold(selling, program_id="1") == []


def test_without_an_open_collaboration_nobody_comes(american: Seller) -> None:
    american.advance(8 * WEEK)
    assert sold(american) == []


def test_after_the_end_nothing_is_paid(selling: Seller) -> None:
    selling.call("remove_open_collaboration", product_id=selling.products()[0]["id"])
    selling.advance(DAY)
    before = len(sold(selling))
    selling.advance(2 * WEEK)
    assert len(sold(selling)) == before


def test_after_the_end_the_shops_own_plan_pays_where_it_is_on(selling: Seller) -> None:
    selling.call(SETTINGS, {"auto_add_product": {"enable": True, "commission_rate": 500}})
    selling.call("remove_open_collaboration", product_id=selling.products()[0]["id"])
    selling.advance(DAY)
    since = selling.now
    selling.advance(2 * WEEK)
    assert kinds(sold(selling, create_time_ge=since)) == {(False, False, "500")}
    selling.call(SETTINGS, {"auto_add_product": {"enable": False, "commission_rate": 500}})
    since = selling.now
    selling.advance(WEEK)
    assert sold(selling, create_time_ge=since) == []


def test_the_target_collaboration_goes_before_the_open_one(selling: Seller) -> None:
    creators = [row["creator_profile"]["creator_open_id"] for row in promoters(selling)]
    offered = [{"id": selling.products()[0]["id"], "target_commission_rate": 3_000}]
    selling.invite(creators, products=offered)
    selling.advance(WEEK)
    since = selling.now
    selling.advance(3 * WEEK)
    assert (True, False, "3000") in kinds(sold(selling, create_time_ge=since))
    taken = {row["creator_username"] for row in sold(selling) if row["target_collaboration_id"]}
    later = [row for row in sold(selling, create_time_ge=since) if row["creator_username"] in taken]
    assert {row["open_collaboration_id"] for row in later} == {""}


def test_the_open_collaboration_takes_over_where_a_target_one_ends(american: Seller) -> None:
    creators = list(who(american, says_yes))[:12]
    offered = [{"id": item["id"], "target_commission_rate": 3_000} for item in american.products()]
    collaboration = american.invite(creators, products=offered)
    american.advance(6 * WEEK)
    assert kinds(sold(american)) == {(True, False, "3000")}
    american.call(SETTINGS, {"auto_add_product": {"enable": True, "commission_rate": 700}})
    american.call("remove_target_collaboration", target_collaboration_id=collaboration)
    american.advance(DAY)
    since = american.now
    american.advance(2 * WEEK)
    assert kinds(sold(american, create_time_ge=since)) == {(False, False, "700")}
