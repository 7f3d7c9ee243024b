"""Messages: conversations, kinds of message and their cost, limits before a reply, reading."""

import json
from typing import Any

import pytest
from tests.sandbox.seller import DAY, Seller
from tests.sandbox.story import SMALL

from sandbox.app import Sandbox

OPEN, SEND = "get_or_create_creator_conversation", "send_im_message"


@pytest.fixture
def creators(seller: Seller) -> list[str]:
    return [card["creator_open_id"] for card in seller.creators(25)]


def used(seller: Seller) -> int:
    return int(seller.call("get_weekly_creator_outreach_quota")["data"]["quota_use"])


def kinds(seller: Seller) -> list[str]:
    rows = seller.sandbox.desk.world.db.all(
        "SELECT kind FROM quota_uses WHERE shop = ? ORDER BY rowid", (int(seller.shop["id"]),)
    )
    return [row["kind"] for row in rows]


def waiting(seller: Seller) -> list[str]:
    query = {"page_size": 50, "conversation_status": "UNREPLIED"}
    return [str(row["id"]) for row in seller.call("get_conversation_list", query=query)["conversations"]]


def card(seller: Seller, conversation: str, type_: str, **content: str) -> dict[str, Any]:
    body = {"msg_type": type_, "content": json.dumps(content)}
    return seller.send(SEND, body, conversation_id=conversation)


def test_one_conversation_for_each_creator(seller: Seller, creators: list[str]) -> None:
    first = seller.call(OPEN, {"creator_open_id": creators[0], "only_need_conversation_id": False})
    again = seller.call(OPEN, {"creator_open_id": creators[0]})
    assert (first["is_new"], again["is_new"]) == (True, False)
    assert again == {"conversation_id": first["conversation_id"], "is_new": False}
    assert (first["unread_count"], first["username"]) == (0, seller.creators(1)[0]["username"])
    assert used(seller) == 0


def test_who_cannot_be_written_to(seller: Seller, american: Seller) -> None:
    foreign = american.creators(1)[0]["creator_open_id"]
    large = american.creators(1, follower_demographics={"count_range": {"count_ge": 20_001, "count_le": -1}})
    assert seller.send(OPEN, {"creator_open_id": foreign})["code"] == 16032001
    assert seller.send(OPEN, {"creator_open_id": "nobody"})["code"] == 16032001
    assert american.send(OPEN, {"creator_open_id": large[0]["creator_open_id"]})["code"] == 16030003
    assert seller.write("7000000000000000000", "Hello")["code"] == 16032001


def test_what_was_sent_is_read_back(seller: Seller, creators: list[str]) -> None:
    conversation = seller.conversation(creators[0])
    sent = seller.write(conversation, "Grüße 👋")
    collaboration = seller.invite(creators[:1])
    product = seller.products()[0]["id"]
    card(seller, conversation, "TARGET_COLLABORATION_CARD", target_collaboration_id=collaboration)
    card(seller, conversation, "PRODUCT_CARD", product_id=product)
    query = {"page_size": 20}
    found = seller.call("get_creator_conversation_messages", query=query, conversation_id=conversation)
    bodies = [row["message_body"] for row in found["messages"]]
    assert [(body["type"], json.loads(body["content"])) for body in bodies] == [
        ("PRODUCT_CARD", {"product_id": product}),
        ("TARGET_COLLABORATION_CARD", {"invitation_group_id": collaboration}),
        ("TEXT", {"content": "Grüße 👋"}),
    ]
    assert [row["conversation_index"] for row in found["messages"]] == ["3", "2", "1"]
    assert bodies[2]["id"] == sent["data"]["message_id"]
    assert {(body["conversation_id"], body["create_time"]) for body in bodies} == {(conversation, seller.now)}
    assert len({body["sender_id"] for body in bodies}) == 1


def test_pages_of_messages(american: Seller) -> None:
    conversation = american.conversation(american.creators(1, **SMALL)[0]["creator_open_id"])
    for turn in range(5):
        american.write(conversation, f"Message {turn}")
    first = american.call("get_creator_conversation_messages", query={"page_size": 3}, conversation_id=conversation)
    query = {"page_size": 3, "page_token": first["next_page_token"]}
    second = american.call("get_creator_conversation_messages", query=query, conversation_id=conversation)
    assert (first["has_more"], second["has_more"], second["next_page_token"]) == (True, False, "")
    assert [row["conversation_index"] for row in first["messages"] + second["messages"]] == ["5", "4", "3", "2", "1"]


@pytest.mark.parametrize(
    ("type_", "content", "code"),
    [
        ("TEXT", {"content": ""}, 36009004),
        ("TEXT", {"content": "x" * 2_001}, 98001004),
        ("TEXT", {}, 36009004),
        ("PRODUCT_CARD", {"product_id": "1729000000000000001"}, 16024008),
        ("TARGET_COLLABORATION_CARD", {"target_collaboration_id": "7000000000000000000"}, 50001700),
        ("FREE_SAMPLE_CARD", {"apply_id": "7000000000000000000"}, 98001004),
        ("FREE_SAMPLE_CARD", {"apply_id": "x"}, 98001004),
        ("IMAGE", {"url": "x"}, 36009004),
    ],
)
def test_messages_that_cannot_be_sent(
    seller: Seller, creators: list[str], type_: str, content: dict[str, str], code: int
) -> None:
    conversation = seller.conversation(creators[0])
    assert card(seller, conversation, type_, **content)["code"] == code
    assert used(seller) == 0


def test_content_must_be_an_object_in_a_string(seller: Seller, creators: list[str]) -> None:
    conversation = seller.conversation(creators[0])
    for content in ("Hello", "[]", "1"):
        answer = seller.send(SEND, {"msg_type": "TEXT", "content": content}, conversation_id=conversation)
        assert answer["code"] == 36009004


def test_every_message_of_the_guidebook_costs_one_and_never_one_too_many(seller: Seller, creators: list[str]) -> None:
    conversations = [seller.conversation(creator) for creator in creators]
    for conversation in conversations[:10]:
        assert seller.write(conversation, "Hello")["code"] == 0
        assert seller.write(conversation, "And one thing more")["code"] == 0
    assert used(seller) == 20
    assert seller.write(conversations[10], "Hello")["code"] == 16030002
    assert kinds(seller) == ["message", "reminder"] * 10
    (week,) = seller.control("GET", "quota", shop_id=seller.shop["id"])
    assert (week["used"], week["refused"]) == (20, 1)


def test_no_new_conversation_without_a_unit_left(seller: Seller, creators: list[str]) -> None:
    known = seller.conversation(creators[0])
    seller.invite(creators[1:21])
    assert seller.send(OPEN, {"creator_open_id": creators[24]})["code"] == 16030002
    assert seller.conversation(creators[0]) == known


def test_a_creator_week_counts_a_creator_once(american: Seller) -> None:
    first, second = (item["creator_open_id"] for item in american.creators(2, **SMALL))
    american.invite([first])
    conversation = american.conversation(first)
    for turn in range(3):
        american.write(conversation, f"Hello {turn}")
    assert used(american) == 1
    american.write(american.conversation(second), "Hello")
    assert used(american) == 2
    american.advance(7 * DAY)
    american.write(conversation, "Did you see our invitation?")
    assert used(american) == 1


def test_five_messages_before_a_reply(american: Seller) -> None:
    conversation = american.conversation(american.creators(1, **SMALL)[0]["creator_open_id"])
    codes = [american.write(conversation, f"Hello {turn}")["code"] for turn in range(6)]
    assert codes == [0, 0, 0, 0, 0, 16030010]


def test_creators_who_wrote_are_answered_for_nothing_and_without_limit(american: Seller) -> None:
    american.advance(14 * DAY)
    (conversation, *_) = waiting(american)
    assert [american.write(conversation, f"Hello {turn}")["code"] for turn in range(7)] == [0] * 7
    assert used(american) == 0


def test_an_answer_is_a_reply_and_ends_the_waiting(seller: Seller) -> None:
    seller.advance(14 * DAY)
    (conversation, *_) = waiting(seller)
    seller.write(conversation, "Thank you for writing!")
    seller.write(conversation, "One thing more")
    assert conversation not in waiting(seller)
    assert kinds(seller) == ["reply", "reminder"]


def test_sample_news_are_notices(played: Seller) -> None:
    found = {row["kind"] for row in played.sandbox.desk.world.db.all("SELECT DISTINCT kind FROM quota_uses")}
    assert {"invitation", "reply"} <= found


def test_reading(seller: Seller) -> None:
    seller.advance(14 * DAY)
    unread = seller.call("get_conversation_list", query={"page_size": 50, "conversation_status": "UNREAD"})
    (first, *others) = unread["conversations"]
    assert first["unread_count"] == 1
    answer = seller.call("mark_conversations_as_read", {"conversation_ids": [first["id"], "7", "x"]})
    assert answer == {"failed_conversation_ids": ["7", "x"]}
    left = seller.call("get_conversation_list", query={"page_size": 50, "conversation_status": "UNREAD"})
    assert left["conversations"] == others
    too_many = [str(number) for number in range(21)]
    assert seller.send("mark_conversations_as_read", {"conversation_ids": too_many})["code"] == 36009004


def test_creator_messages_carry_the_creators_im_id(seller: Seller) -> None:
    seller.advance(14 * DAY)
    (row, *_) = seller.call("get_conversation_list", query={"page_size": 50})["conversations"]
    (message,) = seller.call("get_creator_conversation_messages", query={"page_size": 20}, conversation_id=row["id"])[
        "messages"
    ]
    assert message["message_body"]["sender_id"] == row["creator_im_id"]


def test_pages_of_conversations(american: Seller) -> None:
    opened = [american.conversation(item["creator_open_id"]) for item in american.creators(7, **SMALL)]
    first = american.call("get_conversation_list", query={"page_size": 4, "only_need_conversation_id": "true"})
    query = {"page_size": 4, "page_token": first["next_page_token"]}
    second = american.call("get_conversation_list", query=query)
    found = [row["id"] for row in first["conversations"] + second["conversations"]]
    assert sorted(found) == sorted(opened)
    assert (first["has_more"], second["has_more"]) == (True, False)
    assert all(list(row) == ["id"] for row in first["conversations"])


def test_the_newest_unread_of_the_last_minute(seller: Seller) -> None:
    seller.advance(14 * DAY)
    db = seller.sandbox.desk.world.db
    coming = "SELECT min(at) FROM events WHERE kind = 'write_first' AND shop = ?"
    written_at = db.number(coming, (int(seller.shop["id"]),))
    seller.advance(written_at - seller.now + 30)
    (newest,) = seller.call("get_latest_unread_messages")["newest_message_list"]
    assert (newest["type"], newest["unread_message_count"]) == ("TEXT", 1)
    seller.advance(60)
    assert seller.call("get_latest_unread_messages")["newest_message_list"] == []


def test_some_answers_lack_the_message_id(sandbox: Sandbox) -> None:
    thai = Seller(sandbox, "TH")
    answers = []
    for week in range(4):
        for item in thai.creators(200)[week * 50 : (week + 1) * 50]:
            answers.append(thai.write(thai.conversation(item["creator_open_id"]), "Hello"))  # noqa: PERF401
        thai.advance(7 * DAY)
    lacking = [answer for answer in answers if answer["data"] == {}]
    assert {answer["code"] for answer in answers} == {0}
    assert 1 <= len(lacking) <= 14
