"""Samples: from application to content."""

from collections import Counter
from typing import Any

import pytest
from tests.sandbox.seller import DAY, Seller
from tests.sandbox.story import SMALL

SEARCH, REVIEW = "search_sample_applications", "review_a_sample_application"


def applications(seller: Seller, **body: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = seller.call(SEARCH, body, query={"page_size": 50})["sample_applications"]
    return found


@pytest.fixture
def pending(american: Seller) -> dict[str, Any]:
    """A pending application of the American shop; nobody decided about it yet."""
    for card in american.creators(150, **SMALL):
        american.invite([card["creator_open_id"]])
    for _ in range(12):
        american.advance(DAY)
        query = {"page_size": 50, "conversation_status": "UNREPLIED"}
        for row in american.call("get_conversation_list", query=query)["conversations"]:
            american.write(row["id"], "With pleasure!")
        if found := applications(american, status="PENDING"):
            return found[0]
    raise AssertionError("Nobody asked for a sample.")


def state(seller: Seller, application: dict[str, Any]) -> dict[str, Any]:
    return next(row for row in applications(seller) if row["id"] == application["id"])


def test_an_application(american: Seller, pending: dict[str, Any]) -> None:
    assert (pending["commission_rate"], pending["order_id"]) == ("0.15", "")
    assert (pending["fulfillment_status"], pending["is_approvable"]) == ("PENDING", True)
    assert 0 < pending["approve_expiration_time"] - american.now <= 7 * DAY
    creator = pending["creator"]
    assert creator["creator_open_id"] in {card["creator_open_id"] for card in american.creators(150, **SMALL)}
    assert creator["fulfillment_percentage"] == "" or float(creator["fulfillment_percentage"]) > 0


def test_approved_shipped_delivered(american: Seller, pending: dict[str, Any]) -> None:
    american.call(REVIEW, {"review_result": "APPROVE"}, application_id=pending["id"])
    approved = state(american, pending)
    assert (approved["status"], approved["tracking_number"]) == ("AWAITING_SHIPMENT", "")
    assert len(approved["order_id"]) == 19
    american.advance(DAY)
    shipped = state(american, pending)
    assert (shipped["status"], shipped["tracking_number"][:3]) == ("SHIPPED", "SBX")
    american.advance(5 * DAY)
    assert state(american, pending)["status"] in {"CONTENT_PENDING", "COMPLETED"}
    american.advance(30 * DAY)
    assert state(american, pending)["status"] in {"UNFULFILL_CANCELLED", "COMPLETED"}


def test_a_notice_about_a_sample_is_a_kind_of_its_own(american: Seller, pending: dict[str, Any]) -> None:
    conversation = american.conversation(pending["creator"]["creator_open_id"])
    american.write(conversation, "Your application arrived.")
    american.call(REVIEW, {"review_result": "APPROVE"}, application_id=pending["id"])
    american.write(conversation, "We approved it.")
    (kind,) = american.sandbox.desk.world.db.all("SELECT kind FROM quota_uses ORDER BY rowid DESC LIMIT 1")[0]
    assert kind == "sample_notice"


def test_decided_once(american: Seller, pending: dict[str, Any]) -> None:
    without_reason = american.send(REVIEW, {"review_result": "REJECT"}, application_id=pending["id"])
    assert (without_reason["code"], "RejectReason" in without_reason["message"]) == (36009004, True)
    american.call(REVIEW, {"review_result": "REJECT", "reject_reason": "OUT_OF_STOCK"}, application_id=pending["id"])
    assert state(american, pending)["status"] == "REJECT_CANCELLED"
    again = american.send(REVIEW, {"review_result": "APPROVE"}, application_id=pending["id"])
    assert again["code"] == 98001004


def test_left_alone_it_runs_out(american: Seller, pending: dict[str, Any]) -> None:
    american.advance(7 * DAY)
    assert state(american, pending)["status"] == "OVERDUE_CANCELLED"


def test_an_application_of_another_shop(seller: Seller, pending: dict[str, Any]) -> None:
    answer = seller.send(REVIEW, {"review_result": "APPROVE"}, application_id=pending["id"])
    assert answer["code"] == 98001004


def test_search_by_every_field(american: Seller, pending: dict[str, Any]) -> None:
    matching = {
        "product_id": pending["product"]["id"],
        "title": pending["product"]["title"][:5].upper(),
        "creator_user_oepn_id": pending["creator"]["creator_open_id"],
        "username": pending["creator"]["username"],
        "status": "PENDING",
    }
    for name, value in matching.items():
        assert pending["id"] in {row["id"] for row in applications(american, **{name: value})}
    for name in ("product_id", "title", "creator_user_oepn_id", "username", "target_collabration_id", "order_id"):
        assert applications(american, **{name: "nothing"}) == []


def test_pages(played: Seller) -> None:
    everything = applications(played)
    first = played.call(SEARCH, {}, query={"page_size": 3})
    second = played.call(SEARCH, {}, query={"page_size": 3, "page_token": first["next_page_token"]})
    found = first["sample_applications"] + second["sample_applications"]
    assert [row["id"] for row in found] == [row["id"] for row in everything[:6]]
    assert first["total_count"] == len(everything)


def test_content_after_samples(played: Seller) -> None:
    rows = applications(played)
    assert Counter(row["status"] for row in rows)["COMPLETED"] > 3
    done = next(row for row in rows if row["status"] == "COMPLETED")
    path = "search_sample_application_fulfillments"
    contents = played.call(path, {}, application_id=done["id"])["fulfillments"]
    assert 1 <= len(contents) <= 3
    content = contents[0]["content"]
    assert content["format"] in {"VIDEO", "LIVE"}
    assert ("live_end_time" in content) is (content["format"] == "LIVE")
    assert contents[0]["product"]["id"] == done["product"]["id"]
    other = {"VIDEO": "LIVE", "LIVE": "VIDEO"}[content["format"]]
    wanted = played.call(path, {"content_format": other}, application_id=done["id"])["fulfillments"]
    assert content["id"] not in {row["content"]["id"] for row in wanted}
