"""Orders and products as a seller's order pages know them."""

from typing import Any

import pytest
from tests.sandbox.open_market import open_all, open_product, sold
from tests.sandbox.routes.test_samples import REVIEW
from tests.sandbox.seller import DAY, WEEK, Seller

LIST, DETAIL = "get_order_list", "get_order_detail"


@pytest.fixture
def selling(american: Seller) -> Seller:
    open_all(american)
    american.advance(5 * WEEK)
    return american


def listed(seller: Seller, **body: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    token: dict[str, str] = {}
    while True:
        page = seller.call(LIST, body, query={"page_size": 100, **token})
        found += page["orders"]
        if not page["next_page_token"]:
            return found
        token = {"page_token": page["next_page_token"]}


def test_every_affiliate_order_is_there_piece_by_piece(selling: Seller) -> None:
    lines, orders = sold(selling), listed(selling)
    assert sum(line["quantity"] for line in lines) == sum(len(order["line_items"]) for order in orders)
    gmv = sum(round(float(line["price"]["amount"]) * 100) * line["quantity"] for line in lines)
    assert gmv == sum(round(float(order["payment"]["total_amount"]) * 100) for order in orders)
    assert [order["create_time"] for order in orders] == sorted((o["create_time"] for o in orders), reverse=True)


def test_the_status_follows_the_clock(selling: Seller) -> None:
    order = listed(selling)[0]
    assert order["status"] in {"AWAITING_SHIPMENT", "IN_TRANSIT"}
    seen = [order["status"]]
    for _ in range(21):
        selling.advance(DAY)
        (order,) = selling.call(DETAIL, query={"ids": order["id"]})["orders"]
        seen.append(order["status"])
    assert list(dict.fromkeys(seen))[-3:] == ["IN_TRANSIT", "DELIVERED", "COMPLETED"]
    assert order["update_time"] > order["delivery_time"] > order["rts_time"] > order["create_time"]


def test_filters(selling: Seller) -> None:
    everything = listed(selling)
    for status in {order["status"] for order in everything}:
        wanted = [order["id"] for order in everything if order["status"] == status]
        assert [order["id"] for order in listed(selling, order_status=status)] == wanted
    middle = everything[len(everything) // 2]
    assert len(listed(selling, create_time_ge=middle["create_time"])) == len(everything) // 2 + 1
    assert [one["id"] for one in listed(selling, buyer_user_id=middle["user_id"])] == [middle["id"]]
    assert listed(selling, is_buyer_request_cancel=True) == []
    assert listed(selling, update_time_ge=selling.now + 1) == []


def test_details_of_several_in_both_ways_of_writing_a_list(selling: Seller) -> None:
    ids = [order["id"] for order in listed(selling)[:3]]
    joined = selling.call(DETAIL, query={"ids": ",".join([*ids, "1"])})["orders"]
    repeated = selling.request("GET", "/order/202507/orders", [("ids", one) for one in ids]).json()["data"]["orders"]
    assert [order["id"] for order in joined] == ids
    assert repeated == joined == listed(selling)[:3]
    assert selling.send(DETAIL, query={"ids": ",".join(["1"] * 51)})["code"] == 36009004
    assert selling.send(DETAIL)["code"] == 36009004


def test_an_approved_sample_is_an_order_that_costs_nothing(american: Seller) -> None:
    open_product(american, rate=4_000)
    rule = {"activate_status": "ACTIVATE", "sample_quota": 20, "is_sample_time_unlimited": True}
    product = american.products()[0]["id"]
    american.call("edit_open_collaboration_sample_rule", {"product_id": product, "sample_rule": rule})
    american.advance(2 * WEEK)
    rows = american.call("search_sample_applications", {"status": "PENDING"}, query={"page_size": 50})
    application = rows["sample_applications"][0]
    american.call(REVIEW, {"review_result": "APPROVE"}, application_id=application["id"])
    (order,) = [one for one in listed(american) if one["is_sample_order"]]
    assert (order["status"], order["payment"]["total_amount"]) == ("AWAITING_SHIPMENT", "0.00")
    american.advance(DAY)
    (order,) = american.call(DETAIL, query={"ids": order["id"]})["orders"]
    assert order["status"] == "IN_TRANSIT"


def test_a_returned_piece_is_one_of_the_order(selling: Seller) -> None:
    selling.advance(4 * WEEK)
    back = selling.call("search_returns", {}, query={"page_size": "50"})["return_orders"]
    pieces = {item["id"] for order in listed(selling) for item in order["line_items"]}
    assert back
    assert {row["order_line_item_id"] for one in back for row in one["return_line_items"]} <= pieces


def test_nobody_cancels(selling: Seller) -> None:
    assert selling.call("search_cancellations", {}, query={"page_size": "10"})["total_count"] == 0
    assert selling.send("search_cancellations", {}, query={"page_size": "9"})["code"] == 36009004


def test_a_product(seller: Seller, american: Seller) -> None:
    item = seller.products()[0]
    found = seller.call("get_product", product_id=item["id"])
    assert {name: found[name] for name in ("id", "title", "status", "skus")} == {
        name: item[name] for name in ("id", "title", "status", "skus")
    }
    assert found["category_chains"][0]["id"] == item["recommended_categories"][0]["id"]
    assert american.send("get_product", product_id=item["id"])["code"] == 98001004
