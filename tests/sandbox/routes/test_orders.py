"""Affiliate orders and returns: pages of lines, amounts over time, and the same sums as the ledger."""

from typing import Any

import pytest
from tests.sandbox.seller import DAY, Seller

from sandbox.commission import share

ORDERS, RETURNS = "search_seller_affiliate_orders", "search_returns"


def lines(seller: Seller, size: int = 100, **body: Any) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Return (order, sku) of every line, over all pages."""
    found: list[tuple[dict[str, Any], dict[str, Any]]] = []
    token: dict[str, str] = {}
    while True:
        page = seller.call(ORDERS, body, query={"page_size": size, **token})
        found += [(order, sku) for order in page["orders"] for sku in order["skus"]]
        if not page["next_page_token"]:
            assert page["total_count"] == len(found)
            return found
        token = {"page_token": page["next_page_token"]}


def returns(seller: Seller, **body: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    token: dict[str, str] = {}
    while True:
        page = seller.call(RETURNS, body, query={"page_size": "10", **token})
        found += page["return_orders"]
        if not page["next_page_token"]:
            assert page["total_count"] == len(found)
            return found
        token = {"page_token": page["next_page_token"]}


def minor(money: dict[str, str]) -> int:
    return round(float(money["amount"].lstrip("$").replace(",", "")) * 100)


def test_pages_cut_lines_and_lose_none(played: Seller) -> None:
    everything = [(order["id"], sku["sku_id"]) for order, sku in lines(played)]
    assert len(everything) > 30
    assert [(order["id"], sku["sku_id"]) for order, sku in lines(played, size=3)] == everything
    assert len({order for order, _ in everything}) < len(everything)


def test_the_same_sums_as_the_ledger(played: Seller) -> None:
    ledger = played.control("GET", "ledger", shop_id=played.shop["id"])
    found = lines(played)
    assert len({order["id"] for order, _ in found}) == ledger["paid_orders"]
    assert sum(minor(sku["price"]) * sku["quantity"] for _, sku in found) == ledger["gmv_minor"]
    back = sum(minor({"amount": row["refund_amount"]["refund_subtotal"]}) for row in returns(played))
    assert back == ledger["refunded_minor"]


def test_estimates_and_what_is_known_later(played: Seller) -> None:
    found = lines(played)
    for order, sku in found:
        base = minor(sku["price"]) * sku["quantity"]
        assert minor(sku["estimated_commission_base"]) == base
        assert minor(sku["estimated_paid_commission"]) == share(base, int(sku["commission_rate"]))
        settled = sku["settlement_status"] == "SETTLED"
        assert settled is ("actual_paid_commission" in sku)
        assert not settled or order["delivery_time"] + 15 * DAY <= played.now
        assert (sku["fully_return"] == "Yes") is (sku["settlement_status"] == "INELIGIBLE")
    assert {sku["settlement_status"] for _, sku in found} == {"To-SETTLE", "SETTLED", "INELIGIBLE"}


def test_returned_pieces_lower_the_base_and_money_alone_does_not(played: Seller) -> None:
    back = {(row["order_id"], row["return_line_items"][0]["sku_id"]): row for row in returns(played)}
    seen = set()
    for order, sku in lines(played):
        row = back.get((order["id"], sku["sku_id"]))
        if row is None or sku["settlement_status"] != "SETTLED":
            continue
        pieces = len(row["return_line_items"]) if row["return_type"] == "RETURN_AND_REFUND" else 0
        expected = minor(sku["price"]) * (sku["quantity"] - pieces)
        assert minor(sku["actual_commission_base"]) == expected
        seen.add(row["return_type"])
    assert "REFUND" in seen


def test_a_return_tells_amounts_that_add_up(played: Seller) -> None:
    for row in returns(played):
        parts = [minor({"amount": item["refund_amount"]["refund_subtotal"]}) for item in row["return_line_items"]]
        assert sum(parts) == minor({"amount": row["refund_amount"]["refund_subtotal"]})
        assert row["return_status"] == "RETURN_OR_REFUND_REQUEST_COMPLETE"
        assert ("partial_refund" in row) is (row["return_type"] == "REFUND")


def test_returns_can_be_narrowed(played: Seller) -> None:
    everything = returns(played)
    middle = everything[len(everything) // 2]
    assert returns(played, order_ids=[middle["order_id"]])[0]["order_id"] == middle["order_id"]
    assert returns(played, return_ids=[middle["return_id"]]) == [middle]
    assert returns(played, return_status=["EXCHANGE_REQUEST_PENDING"]) == []
    assert returns(played, buyer_user_ids=["1"]) == []
    later = returns(played, update_time_ge=middle["update_time"])
    earlier = returns(played, update_time_lt=middle["update_time"])
    assert len(later) + len(earlier) == len(everything)
    ascending = played.call(RETURNS, {}, query={"page_size": "50", "sort_order": "ASC"})["return_orders"]
    assert ascending[0]["return_id"] == everything[-1]["return_id"]


@pytest.mark.parametrize("size", ["9", "51", "x"])
def test_returns_have_their_own_page_sizes(seller: Seller, size: str) -> None:
    assert seller.send(RETURNS, {}, query={"page_size": size})["code"] == 36009004


def test_orders_of_a_time_and_of_a_collaboration(played: Seller) -> None:
    everything = lines(played)
    middle = played.now - 14 * DAY
    earlier, later = lines(played, create_time_lt=middle), lines(played, create_time_ge=middle)
    assert len(earlier) + len(later) == len(everything)
    assert all(order["create_time"] >= middle for order, _ in later)
    collaboration = everything[0][1]["target_collaboration_id"]
    only = lines(played, program_id=collaboration)
    assert {sku["target_collaboration_id"] for _, sku in only} == {collaboration}
    assert lines(played, program_id="other") == []


def test_a_time_longer_than_three_months(seller: Seller) -> None:
    body = {"create_time_ge": 0, "create_time_lt": 94 * DAY}
    assert seller.send(ORDERS, body, query={"page_size": 10})["code"] == 98001004


def test_creators_are_named_by_handle(played: Seller) -> None:
    _, sku = lines(played)[0]
    found = played.creators(5, keyword=sku["creator_username"])
    assert [card["username"] for card in found] == [sku["creator_username"]]
