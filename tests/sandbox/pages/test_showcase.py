"""Samples, contents and changed rates on the pages, read back through the seller's operations."""

from typing import Any

import pytest
from tests.sandbox.pages.person import Person
from tests.sandbox.seller import DAY, Seller


@pytest.fixture
def product(seller: Seller, person: Person, accepted: str) -> Person:
    """The person at the page of the first product."""
    person.get(f"showcase/{accepted}/{seller.products()[0]['id']}")
    return person


def applications(seller: Seller) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = seller.call("search_sample_applications", {}, query={"page_size": 50})[
        "sample_applications"
    ]
    return found


def test_a_sample_from_asking_to_the_post_that_fulfils_it(seller: Seller, product: Person) -> None:
    assert "Asked for, waits for the shop" in product.send(act="ask")
    (row,) = applications(seller)
    assert (row["status"], row["product"]["id"]) == ("PENDING", seller.products()[0]["id"])
    assert "A sample of this product was asked for already." in product.send(act="ask")
    seller.call("review_a_sample_application", {"review_result": "APPROVE"}, application_id=row["id"])
    seller.advance(8 * DAY)
    assert applications(seller)[0]["status"] == "SHIPPED"  # it waits for the person
    assert "Received, a post is due" in product.send(act="receive", sample=row["id"])
    assert applications(seller)[0]["status"] == "CONTENT_PENDING"
    assert "The video is posted." in product.send(act="post", format="VIDEO")
    (done,) = applications(seller)
    assert (done["status"], done["fulfillment_status"]) == ("COMPLETED", "SUCCEED")
    path = "search_sample_application_fulfillments"
    (content,) = seller.call(path, {}, application_id=row["id"])["fulfillments"]
    assert content["content"]["format"] == "VIDEO"


def test_what_is_posted_brings_orders_under_the_collaboration(
    seller: Seller, product: Person, accepted: str, card: dict[str, Any]
) -> None:
    product.send(act="post", format="LIVE")
    detail = seller.call("query_target_collaboration_detail", target_collaboration_id=accepted)
    assert detail["target_collaboration"]["content_creator_count"] == 1
    seller.advance(30 * DAY)
    orders = seller.call("search_seller_affiliate_orders", {}, query={"page_size": 100})["orders"]
    skus = [sku for order in orders for sku in order["skus"]]
    assert len(skus) > 3
    assert {(sku["creator_username"], sku["target_collaboration_id"], sku["content_type"]) for sku in skus} == {
        (card["username"], accepted, "LIVE")
    }
    earnings = product.get("earnings")
    assert f"Orders {len(orders)}" in earnings
    paid = sum(
        round(float(sku["actual_paid_commission"]["amount"]) * 100)
        for sku in skus
        if sku["settlement_status"] == "SETTLED"
    )
    assert f"Settled £{paid // 100:,}.{paid % 100:02}" in earnings


@pytest.mark.parametrize(("act", "rate"), [("confirm", "20%"), ("refuse", "15%")])
def test_a_changed_rate_waits_for_the_person(
    seller: Seller, product: Person, accepted: str, card: dict[str, Any], act: str, rate: str
) -> None:
    body = seller.collaboration([card["creator_open_id"]])
    body["products"] = [{"id": item["id"], "commission_rate": 2_000} for item in body["products"]]
    seller.call("update_target_collaboration", body, target_collaboration_id=accepted)
    seller.advance(30 * DAY)
    assert "From 15% to 20%. Until you confirm, 15% counts." in product.get(product.at)
    product.send(act=act)
    assert f"Your commission {rate}" in product.get(product.at)
    (row, *_) = seller.call("query_target_collaboration_detail", target_collaboration_id=accepted)[
        "target_collaboration"
    ]["products"]
    expected = {"confirm": "EFFECTIVE_ALL", "refuse": "EFFECTIVE_NONE"}[act]
    assert row["commission_effective_status"] == expected


def test_what_no_longer_holds_can_be_neither_posted_nor_asked(seller: Seller, product: Person) -> None:
    seller.advance(61 * DAY)
    page = product.get(product.at)
    assert "This product's collaboration is over" in page
    assert "Post a video" not in page


def test_a_strange_form_is_answered_with_a_sentence(product: Person) -> None:
    product.send(act="ask")  # leaves a form on the page: posting
    assert "Choose at least one." in product.send(act="post", format="STORY")
    assert "The sample has not been sent yet." in product.send(act="receive", sample="12")
    assert "No changed rate waits for you." in product.send(act="confirm")


def test_empty_pages_say_what_comes_next(person: Person) -> None:
    assert "Accept an invitation and its products stand here" in person.get("showcase")
    assert "Post about a product in your showcase" in person.get("earnings")
