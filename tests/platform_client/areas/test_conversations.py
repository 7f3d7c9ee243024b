"""Talks with creators: found, read, written."""

import json
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from tests.platform_client.stage import Stage

from rapport.platform_client import (
    Conversation,
    ConversationMark,
    ConversationStatus,
    InboxGroup,
    Message,
    MessageContent,
    OpenedConversation,
    PlatformClient,
    SentMessage,
    UnfitRequest,
    UnreadMessage,
    UploadedImage,
)

IMAGE = UploadedImage(url="https://cdn.test/a.png", width=640, height=480)


def test_a_conversation_is_opened_with_all_that_is_known_of_it(client: PlatformClient, stage: Stage) -> None:
    stage.says(
        {
            "conversation_id": "745",
            "is_new": True,
            "username": "ava.bakes",
            "avatar": "https://cdn.test/ava.jpg",
            "unread_count": 0,
            "creator_im_id": "9001",
        }
    )
    assert client.conversations.open(creator_open_id="ava") == OpenedConversation(
        id="745",
        is_new=True,
        handle="ava.bakes",
        avatar_url="https://cdn.test/ava.jpg",
        unread=0,
        creator_im_id="9001",
    )
    assert stage.asked == ["POST /affiliate_seller/202508/conversations"]
    assert stage.body == {"creator_open_id": "ava", "only_need_conversation_id": False}


def test_conversations_are_listed(client: PlatformClient, stage: Stage) -> None:
    listed = {"id": "745", "unread_count": 2, "username": "ava.bakes", "creator_im_id": "9001"}
    stage.says({"has_more": True, "next_page_token": "two", "conversations": [listed]})
    page = client.conversations.list(status=ConversationStatus.UNREPLIED, page_size=10, page_token="one")
    assert stage.asked == ["GET /affiliate_seller/202412/conversations"]
    assert stage.query == {
        "page_size": "10",
        "page_token": "one",
        "conversation_status": "UNREPLIED",
        "only_need_conversation_id": "false",
    }
    assert page.next_page_token == "two"
    assert page.items == (Conversation(id="745", unread=2, handle="ava.bakes", creator_im_id="9001"),)


def read_message(client: PlatformClient, stage: Stage, kind: str, content: str) -> Message:
    body = {
        "id": "m1",
        "conversation_id": "745",
        "type": kind,
        "content": content,
        "create_time": 1772443800,
        "sender_id": "9001",
    }
    stage.says({"has_more": False, "messages": [{"conversation_index": "17", "message_body": body}]})
    (message,) = client.conversations.messages(conversation_id="745").items
    return message


def test_messages_are_read_at_the_singular_path(client: PlatformClient, stage: Stage) -> None:
    message = read_message(client, stage, "TEXT", '{"content":"Is the rate fixed?"}')
    assert stage.asked == ["GET /affiliate_seller/202412/conversation/745/messages"]
    assert stage.query == {"page_size": "20"}
    assert message == Message(
        id="m1",
        conversation_id="745",
        index="17",
        type="TEXT",
        sender_id="9001",
        sent_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
        content=MessageContent(text="Is the rate fixed?"),
        raw_content='{"content":"Is the rate fixed?"}',
    )


@pytest.mark.parametrize(
    ("kind", "content", "opened"),
    [
        ("PRODUCT_CARD", '{"product_id":"17290"}', MessageContent(product_id="17290")),
        (
            "TARGET_COLLABORATION_CARD",
            '{"invitation_group_id":"7365"}',
            MessageContent(collaboration_id="7365"),
        ),
        ("FREE_SAMPLE_CARD", '{"apply_id":"88"}', MessageContent(application_id="88")),
        (
            "IMAGE",
            '{"url":"https://cdn.test/a.png","width":"9"}',
            MessageContent(image_url="https://cdn.test/a.png", image_width=9),
        ),
        ("IMAGE", '{"width":"wide","height":1.5}', MessageContent()),
        ("EMOTICONS", '{"strange":1}', MessageContent()),
        ("TEXT", "plain words", MessageContent(text="plain words")),
        ("TEXT", "42", MessageContent(text="42")),
        ("TEXT", '{"content":null}', MessageContent()),
    ],
)
def test_what_a_message_carries_is_opened(
    client: PlatformClient, stage: Stage, kind: str, content: str, opened: MessageContent
) -> None:
    message = read_message(client, stage, kind, content)
    assert message.content == opened
    assert message.raw_content == content


@pytest.mark.parametrize(
    ("send", "kind", "content"),
    [
        (
            lambda talks: talks.send_text(conversation_id="745", text='Hi "Ava" 👋'),
            "TEXT",
            {"content": 'Hi "Ava" 👋'},
        ),
        (
            lambda talks: talks.send_collaboration_card(conversation_id="745", collaboration_id="7365"),
            "TARGET_COLLABORATION_CARD",
            {"target_collaboration_id": "7365"},
        ),
        (
            lambda talks: talks.send_product_card(conversation_id="745", product_id="17290"),
            "PRODUCT_CARD",
            {"product_id": "17290"},
        ),
        (
            lambda talks: talks.send_sample_card(conversation_id="745", application_id="88"),
            "FREE_SAMPLE_CARD",
            {"apply_id": "88"},
        ),
        (
            lambda talks: talks.send_image(conversation_id="745", image=IMAGE),
            "IMAGE",
            {"url": "https://cdn.test/a.png", "width": 640, "height": 480},
        ),
        (
            lambda talks: talks.send_text_with_image(conversation_id="745", title="New", text="Look", image=IMAGE),
            "CRM_TEXT_WITH_IMAGE_CARD",
            {"image_url": "https://cdn.test/a.png", "content": "Look", "title": "New"},
        ),
        (
            lambda talks: talks.send_text_with_products(
                conversation_id="745", title="New", text="Look", product_ids=["1", "2"]
            ),
            "CRM_TEXT_WITH_PRODUCTS_CARD",
            {"product_ids": "1,2", "content": "Look", "title": "New"},
        ),
    ],
    ids=["text", "collaboration", "product", "sample", "image", "text with image", "text with products"],
)
def test_messages_are_sent_as_json_inside_json(
    client: PlatformClient,
    stage: Stage,
    send: Callable[[object], SentMessage],
    kind: str,
    content: dict[str, object],
) -> None:
    stage.says({"message_id": "m2"})
    assert send(client.conversations) == SentMessage(id="m2")
    assert stage.asked == ["POST /affiliate_seller/202412/conversations/745/messages"]
    body = stage.body
    assert isinstance(body, dict)
    assert body.keys() == {"msg_type", "content"}
    assert body["msg_type"] == kind
    assert json.loads(body["content"]) == content


@pytest.mark.parametrize("data", [{}, None, {"message_id": ""}])
def test_a_sent_message_may_have_no_id(client: PlatformClient, stage: Stage, data: object) -> None:
    stage.says(data)
    assert client.conversations.send_text(conversation_id="745", text="Hi") == SentMessage()


@pytest.mark.parametrize("text", ["", "a" * 2001])
def test_a_text_that_is_too_short_or_long_is_not_sent(client: PlatformClient, stage: Stage, text: str) -> None:
    with pytest.raises(UnfitRequest, match="text must be 1 to 2000 characters"):
        client.conversations.send_text(conversation_id="745", text=text)
    assert not stage.requests


def test_conversations_are_marked_read_at_the_misspelt_path(client: PlatformClient, stage: Stage) -> None:
    stage.says({"failed_conversation_ids": ["746"]})
    assert client.conversations.mark_read(conversation_ids=["745", "746"]) == ("746",)
    assert stage.asked == ["POST /affiliate_seller/202412/conversatons/read"]
    assert stage.body == {"conversation_ids": ["745", "746"]}


@pytest.mark.parametrize("count", [0, 21])
def test_no_more_than_twenty_are_marked_at_once(client: PlatformClient, stage: Stage, count: int) -> None:
    with pytest.raises(UnfitRequest, match="conversation_ids must be 1 to 20"):
        client.conversations.mark_read(conversation_ids=["745"] * count)
    assert not stage.requests


def test_the_newest_unread_messages_are_read(client: PlatformClient, stage: Stage) -> None:
    newest = {
        "conversation_id": "745",
        "content": '{"content":"Hello?"}',
        "type": "TEXT",
        "sender_id": "9001",
        "unread_message_count": 3,
    }
    stage.says({"newest_message_list": [newest]})
    assert client.conversations.newest_unread() == (
        UnreadMessage(
            conversation_id="745",
            type="TEXT",
            sender_id="9001",
            unread=3,
            content=MessageContent(text="Hello?"),
            raw_content='{"content":"Hello?"}',
        ),
    )
    assert stage.asked == ["GET /affiliate_seller/202412/conversations/messages/list/newest"]


@pytest.mark.parametrize(
    ("title", "text", "products", "field"),
    [
        ("", "Look", ["1"], "title"),
        ("a" * 51, "Look", ["1"], "title"),
        ("New", "", ["1"], "text"),
        ("New", "a" * 501, ["1"], "text"),
        ("New", "Look", [], "product_ids"),
        ("New", "Look", ["1"] * 6, "product_ids"),
    ],
)
def test_a_card_that_is_too_long_or_empty_is_not_sent(
    client: PlatformClient, stage: Stage, title: str, text: str, products: list[str], field: str
) -> None:
    with pytest.raises(UnfitRequest) as raised:
        client.conversations.send_text_with_products(
            conversation_id="745", title=title, text=text, product_ids=products
        )
    assert raised.value.field == field
    assert not stage.requests


def test_the_inbox_is_counted_by_kind(client: PlatformClient, stage: Stage) -> None:
    stage.says({"data": {"group_counts": [{"group_type": "UNREAD", "count": 3}, {"group_type": "STARRED"}]}})
    assert client.conversations.inbox() == (
        InboxGroup(kind="UNREAD", count=3),
        InboxGroup(kind="STARRED", count=0),
    )
    assert stage.asked == ["GET /affiliate_seller/202608/conversations/group_counts"]


def test_a_conversation_is_marked(client: PlatformClient, stage: Stage) -> None:
    stage.says({})
    client.conversations.mark(conversation_id="745", mark=ConversationMark.ARCHIVED)
    assert stage.asked == ["POST /affiliate_seller/202608/conversations/745/status"]
    assert stage.body == {"action": "ARCHIVED"}
