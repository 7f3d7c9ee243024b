"""The creator's chat, read back through the seller's operations."""

import json
from typing import Any

import pytest
from tests.sandbox.pages.person import Person
from tests.sandbox.routes.test_uploads import upload
from tests.sandbox.seller import Seller

PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x03\x00\x00\x00\x02\x08\x06\x00\x00\x00\x9d\x74\x66\x1a"
    b"\x00\x00\x00\x00IEND\xaeB`\x82"
)
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0001108000500070301220002110103110100ffd9")


def newest(seller: Seller) -> dict[str, Any]:
    (conversation,) = seller.call("get_conversation_list", query={"page_size": 10})["conversations"]
    page = seller.call("get_creator_conversation_messages", query={"page_size": 20}, conversation_id=conversation["id"])
    body: dict[str, Any] = page["messages"][0]["message_body"]
    return body | {"said": json.loads(body["content"]), "mine": body["sender_id"] == conversation["creator_im_id"]}


@pytest.fixture
def chat(seller: Seller, person: Person) -> Person:
    person.get(f"inbox/{seller.shop['id']}")
    return person


def test_what_is_written_arrives_at_the_seller(seller: Seller, chat: Person) -> None:
    assert "Sent." in chat.send(act="text", text="Hello, is the blue one still there? <b>")
    message = newest(seller)
    assert (message["type"], message["mine"]) == ("TEXT", True)
    assert message["said"] == {"content": "Hello, is the blue one still there? <b>"}
    (unread,) = seller.call("get_latest_unread_messages")["newest_message_list"]
    assert unread["unread_message_count"] == 1


def test_who_wrote_first_is_answered_as_one_who_wrote(seller: Seller, chat: Person, card: dict[str, Any]) -> None:
    chat.send(act="text", text="Good morning!")
    seller.write(seller.conversation(card["creator_open_id"]), "How can we help?")
    (kind,) = seller.sandbox.desk.world.db.all("SELECT kind FROM quota_uses")[0]
    assert kind == "reply"
    page = chat.get(f"inbox/{seller.shop['id']}")
    assert page.index("Good morning!") > page.index("How can we help?")  # the newest stands first in the source
    assert "Waits for you" in chat.get("inbox")


def test_a_product_card(seller: Seller, chat: Person) -> None:
    product = seller.products()[2]
    chat.send(act="card", product=product["id"])
    message = newest(seller)
    assert (message["type"], message["said"]) == ("PRODUCT_CARD", {"product_id": product["id"]})
    assert "Choose at least one." in chat.send(act="card", product="17")


@pytest.mark.parametrize(
    ("raw", "media_type", "size"),
    [(PNG, "image/png", ("3", "2")), (JPEG, "image/jpeg", ("7", "5"))],
    ids=["png", "jpeg"],
)
def test_a_picture(seller: Seller, chat: Person, raw: bytes, media_type: str, size: tuple[str, str]) -> None:
    chat.send_picture(raw)
    message = newest(seller)
    assert (message["type"], message["said"]["width"], message["said"]["height"]) == ("IMAGE", *size)
    answer = seller.http.get(message["said"]["url"])
    assert (answer.content, answer.headers["content-type"]) == (raw, media_type)


@pytest.mark.parametrize(
    "raw",
    [b"", b"GIF89a", b"<svg/>", PNG[:20], JPEG[:14], PNG + bytes(2_000_000)],
    ids=["nothing", "gif", "svg", "half a png", "half a jpeg", "too large"],
)
def test_what_is_no_picture_is_not_sent(seller: Seller, chat: Person, raw: bytes) -> None:
    assert "Only PNG or JPEG pictures" in chat.send_picture(raw)
    assert seller.call("get_conversation_list", query={"page_size": 10})["conversations"] == []


def test_a_picture_of_the_seller_is_seen(seller: Seller, person: Person, card: dict[str, Any]) -> None:
    url = upload(seller, PNG)["data"]["url"]
    conversation = seller.conversation(card["creator_open_id"])
    content = json.dumps({"url": url, "width": 3, "height": 2})
    seller.call("send_im_message", {"msg_type": "IMAGE", "content": content}, conversation_id=conversation)
    path = url.removeprefix("https://sandbox.invalid")
    person.get(f"inbox/{seller.shop['id']}")
    assert person.links(path) == [path]
    answer = seller.http.get(path)
    assert (answer.content, answer.headers["content-type"]) == (PNG, "image/png")
    assert seller.http.get(path.replace(".png", ".gif")).status_code == 404


def test_nothing_written_is_not_sent(seller: Seller, chat: Person) -> None:
    assert "Write something first." in chat.send(act="text", text="  ")
    assert seller.call("get_conversation_list", query={"page_size": 10})["conversations"] == []


def test_cards_of_the_seller_are_shown(seller: Seller, person: Person, card: dict[str, Any], invited: str) -> None:
    conversation = seller.conversation(card["creator_open_id"])
    for type_, content in (
        ("TARGET_COLLABORATION_CARD", {"target_collaboration_id": invited}),
        ("PRODUCT_CARD", {"product_id": seller.products()[0]["id"]}),
    ):
        body = {"msg_type": type_, "content": json.dumps(content)}
        seller.call("send_im_message", body, conversation_id=conversation)
    page = person.get(f"inbox/{seller.shop['id']}")
    assert "See the invitation" in page
    assert seller.products()[0]["title"] in page
    assert "[Product]" in person.get("inbox")
