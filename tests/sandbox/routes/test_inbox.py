"""Groups of the inbox: counted, starred, archived."""

import pytest
from tests.sandbox.seller import WEEK, Seller

MOVE, LIST = "update_conversation_status", "get_conversation_list"


def counts(seller: Seller) -> dict[str, int]:
    rows = seller.call("get_inbox_category_counts")["data"]["group_counts"]
    return {row["group_type"]: row["count"] for row in rows}


def listed(seller: Seller, status: str) -> list[str]:
    rows = seller.call(LIST, query={"page_size": 50, "conversation_status": status})["conversations"]
    return [row["id"] for row in rows]


@pytest.fixture
def waiting(seller: Seller) -> list[str]:
    """Conversations that creators began in the first two weeks."""
    seller.advance(2 * WEEK)
    found = listed(seller, "UNREPLIED")
    assert len(found) > 1
    return found


def test_counts_are_the_lengths_of_the_lists(seller: Seller, waiting: list[str]) -> None:
    seller.call(MOVE, {"action": "STARRED"}, conversation_id=waiting[0])
    seller.call(MOVE, {"action": "ARCHIVED"}, conversation_id=waiting[1])
    found = counts(seller)
    assert found == {status: len(listed(seller, status)) for status in found}
    assert (found["STARRED"], found["ARCHIVED"], found["ALL"]) == (1, 1, len(waiting) - 1)


def test_a_star_comes_and_goes(seller: Seller, waiting: list[str]) -> None:
    seller.call(MOVE, {"action": "STARRED"}, conversation_id=waiting[0])
    assert listed(seller, "STARRED") == [waiting[0]]
    seller.call(MOVE, {"action": "UNSTARRED"}, conversation_id=waiting[0])
    assert listed(seller, "STARRED") == []


def test_a_message_takes_a_conversation_out_of_the_archive(seller: Seller, waiting: list[str]) -> None:
    seller.call(MOVE, {"action": "ARCHIVED"}, conversation_id=waiting[0])
    assert waiting[0] not in listed(seller, "ALL") + listed(seller, "UNREAD") + listed(seller, "UNREPLIED")
    seller.advance(60)
    seller.write(waiting[0], "One more thing.")
    assert listed(seller, "ARCHIVED") == []
    assert listed(seller, "ALL")[0] == waiting[0]


def test_refusals(seller: Seller, american: Seller, waiting: list[str]) -> None:
    assert seller.send(MOVE, {"action": "LOST"}, conversation_id=waiting[0])["code"] == 36009004
    american.advance(0)  # fetches a token that has not expired
    assert american.send(MOVE, {"action": "STARRED"}, conversation_id=waiting[0])["code"] == 16032001
