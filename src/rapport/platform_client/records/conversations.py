"""Conversations with creators and the messages in them."""

import json
from collections.abc import Mapping
from typing import Annotated

from pydantic import AliasChoices, AliasPath, BeforeValidator, Field

from rapport.platform_client.records.base import MaybeMoment, Page, Record, named


class Conversation(Record):
    """One talk with one creator; `creator_im_id` is the creator's sender id in it, and only there."""

    id: str = Field(validation_alias=AliasChoices("id", "conversation_id"))
    creator_im_id: str | None = None
    handle: str = named("username", default="")
    avatar_url: str | None = named("avatar")
    unread: int | None = named("unread_count")


class OpenedConversation(Conversation):
    is_new: bool | None = None


class ConversationPage(Page):
    items: tuple[Conversation, ...] = named("conversations", default=())


def _whole_or_none(value: object) -> object:
    # Told as a number or as a text of one; a size is not worth losing the message for.
    return value if isinstance(value, int) or (isinstance(value, str) and value.isdecimal()) else None


MaybeSize = Annotated[int | None, BeforeValidator(_whole_or_none)]


class MessageContent(Record):
    """What a message carries, by its type: a text, or the id or address of what its card shows."""

    text: str | None = named("content")
    product_id: str | None = None
    collaboration_id: str | None = Field(
        default=None, validation_alias=AliasChoices("invitation_group_id", "target_collaboration_id")
    )
    application_id: str | None = named("apply_id")
    image_url: str | None = named("url")
    image_width: MaybeSize = named("width")
    image_height: MaybeSize = named("height")


def _opened_content(value: object) -> object:
    """Open the JSON text a content is documented to be; what is not JSON is the text itself."""
    if not isinstance(value, str):
        return value
    try:
        content = json.loads(value)
    except ValueError:
        return {"content": value}
    return content if isinstance(content, Mapping) else {"content": value}


OpenedContent = Annotated[MessageContent, BeforeValidator(_opened_content)]


class Message(Record):
    """One message; `index` orders the messages of a conversation, `raw_content` is the content as sent."""

    id: str = Field(validation_alias=AliasPath("message_body", "id"))
    conversation_id: str | None = named("message_body", "conversation_id")
    index: str | None = named("conversation_index")
    type: str = named("message_body", "type", default="")
    sender_id: str | None = named("message_body", "sender_id")
    sent_at: MaybeMoment = named("message_body", "create_time")
    content: OpenedContent = named("message_body", "content", default=MessageContent())
    raw_content: str = named("message_body", "content", default="")


class MessagePage(Page):
    items: tuple[Message, ...] = named("messages", default=())


class SentMessage(Record):
    """A message the platform took; it does not always tell the id."""

    id: str | None = named("message_id")


class UploadedImage(Record):
    """An image the platform keeps for messages; sizes in pixels."""

    url: str
    width: int
    height: int


class InboxGroup(Record):
    """How many conversations of a kind there are, by the platform's word for it."""

    kind: str = Field(validation_alias="group_type")
    count: int = 0


class Inbox(Record):
    groups: tuple[InboxGroup, ...] = named("data", "group_counts", default=())


class MarkedRead(Record):
    failed_conversation_ids: tuple[str, ...] = ()


class UnreadMessage(Record):
    """The newest unread message of a conversation."""

    conversation_id: str
    type: str = ""
    sender_id: str | None = None
    unread: int | None = named("unread_message_count")
    content: OpenedContent = MessageContent()
    raw_content: str = named("content", default="")


class UnreadMessages(Record):
    items: tuple[UnreadMessage, ...] = named("newest_message_list", default=())
