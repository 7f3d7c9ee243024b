"""Talks with creators."""

import json
from collections.abc import Mapping, Sequence

from rapport.platform_client.areas.base import Area
from rapport.platform_client.errors import Occasion, UnfitRequest
from rapport.platform_client.paging import page_query
from rapport.platform_client.records.base import Done
from rapport.platform_client.records.conversations import (
    ConversationPage,
    Inbox,
    InboxGroup,
    MarkedRead,
    MessagePage,
    OpenedConversation,
    SentMessage,
    UnreadMessage,
    UnreadMessages,
    UploadedImage,
)
from rapport.platform_client.uploads import image_upload
from rapport.platform_client.vocabulary import ConversationMark, ConversationStatus, MessageType

_TEXT_CHARS_MAX = 2000
_CARD_TEXT_CHARS_MAX = 500
_CARD_TITLE_CHARS_MAX = 50
_CARD_PRODUCTS_MAX = 5
_READ_AT_ONCE_MAX = 20


class Conversations(Area):
    """
    Opened, read, written.

    The ways to send share their refusals: QuotaUsedUp, ReplyAwaited, SensitiveWords, CreatorUnavailable,
    DailyCapReached. After OutcomeUnknown read `messages` before sending again: the platform knows no doubles.
    """

    def open(self, *, creator_open_id: str) -> OpenedConversation:
        """
        Return the conversation with this creator, begun if there was none; asking twice is harmless.

        Raises CreatorUnavailable (privacy, cleared account, another region), QuotaUsedUp, GmvRequirement,
        ShopRestricted, MixedTestAccounts.
        """
        body = {"creator_open_id": creator_open_id, "only_need_conversation_id": False}
        return self.wire.call("conversations.open", OpenedConversation, body=body)

    def list(
        self,
        *,
        status: ConversationStatus = ConversationStatus.ALL,
        page_size: int | None = None,
        page_token: str | None = None,
    ) -> ConversationPage:
        """Return one page of the shop's conversations; size 1 to 50."""
        query = page_query("conversations.list", page_size, page_token)
        query |= {"conversation_status": status, "only_need_conversation_id": False}
        return self.wire.call("conversations.list", ConversationPage, query=query)

    def messages(
        self, *, conversation_id: str, page_size: int | None = None, page_token: str | None = None
    ) -> MessagePage:
        """Return one page of a conversation's messages; size 1 to 20."""
        query = page_query("conversations.messages", page_size, page_token)
        ids = {"conversation_id": conversation_id}
        return self.wire.call("conversations.messages", MessagePage, ids=ids, query=query)

    def send_text(self, *, conversation_id: str, text: str) -> SentMessage:
        """Send 1 to 2000 characters."""
        _check_length("text", text, _TEXT_CHARS_MAX)
        return self._send(conversation_id, MessageType.TEXT, {"content": text})

    def send_collaboration_card(self, *, conversation_id: str, collaboration_id: str) -> SentMessage:
        """Send the card of a target collaboration."""
        content = {"target_collaboration_id": collaboration_id}
        return self._send(conversation_id, MessageType.COLLABORATION_CARD, content)

    def send_product_card(self, *, conversation_id: str, product_id: str) -> SentMessage:
        """Send the card of one of the shop's products."""
        return self._send(conversation_id, MessageType.PRODUCT_CARD, {"product_id": product_id})

    def send_sample_card(self, *, conversation_id: str, application_id: str) -> SentMessage:
        """Send the card of a sample the creator asked for."""
        return self._send(conversation_id, MessageType.SAMPLE_CARD, {"apply_id": application_id})

    def send_image(self, *, conversation_id: str, image: UploadedImage) -> SentMessage:
        """Send an image that was uploaded before."""
        content = {"url": image.url, "width": image.width, "height": image.height}
        return self._send(conversation_id, MessageType.IMAGE, content)

    def send_text_with_image(self, *, conversation_id: str, title: str, text: str, image: UploadedImage) -> SentMessage:
        """Send a card of a title of 1 to 50 characters, a text of 1 to 500, and an uploaded image."""
        _check_card(title, text)
        content = {"image_url": image.url, "content": text, "title": title}
        return self._send(conversation_id, MessageType.TEXT_WITH_IMAGE, content)

    def send_text_with_products(
        self, *, conversation_id: str, title: str, text: str, product_ids: Sequence[str]
    ) -> SentMessage:
        """Send a card of a title of 1 to 50 characters, a text of 1 to 500, and 1 to 5 of the shop's products."""
        _check_card(title, text)
        if not 1 <= len(product_ids) <= _CARD_PRODUCTS_MAX:
            message = f"must be 1 to {_CARD_PRODUCTS_MAX}"
            raise UnfitRequest(message, Occasion("conversations.send"), "product_ids")
        content = {"product_ids": ",".join(product_ids), "content": text, "title": title}
        return self._send(conversation_id, MessageType.TEXT_WITH_PRODUCTS, content)

    def upload_image(self, *, content: bytes, for_shop: bool = True) -> UploadedImage:
        """
        Upload a JPEG, GIF, WebP or PNG of 10 MB at most, for `send_image` and `send_text_with_image`.

        `for_shop=False` uses the older form, which names no shop.
        """
        operation = "conversations.upload_image" if for_shop else "conversations.upload_image_of_app"
        return self.wire.call(operation, UploadedImage, file=image_upload(operation, content))

    def inbox(self) -> tuple[InboxGroup, ...]:
        """Return how many conversations there are of each kind."""
        return self.wire.call("conversations.inbox", Inbox).groups

    def mark(self, *, conversation_id: str, mark: ConversationMark) -> None:
        """Star a conversation, take its star, or archive it; doing it again changes nothing."""
        ids = {"conversation_id": conversation_id}
        self.wire.call("conversations.mark", Done, ids=ids, body={"action": mark})

    def mark_read(self, *, conversation_ids: Sequence[str]) -> tuple[str, ...]:
        """Mark 1 to 20 conversations as read and return the ids of those that could not be."""
        if not 1 <= len(conversation_ids) <= _READ_AT_ONCE_MAX:
            message = f"must be 1 to {_READ_AT_ONCE_MAX}"
            raise UnfitRequest(message, Occasion("conversations.mark_read"), "conversation_ids")
        body = {"conversation_ids": tuple(conversation_ids)}
        return self.wire.call("conversations.mark_read", MarkedRead, body=body).failed_conversation_ids

    def newest_unread(self) -> tuple[UnreadMessage, ...]:
        """Return the newest unread message of each conversation that had one in the last minute."""
        return self.wire.call("conversations.newest_unread", UnreadMessages).items

    def _send(self, conversation_id: str, kind: MessageType, content: Mapping[str, object]) -> SentMessage:
        body = {"msg_type": kind, "content": json.dumps(content, ensure_ascii=False, separators=(",", ":"))}
        ids = {"conversation_id": conversation_id}
        return self.wire.call("conversations.send", SentMessage, ids=ids, body=body)


def _check_card(title: str, text: str) -> None:
    _check_length("title", title, _CARD_TITLE_CHARS_MAX)
    _check_length("text", text, _CARD_TEXT_CHARS_MAX)


def _check_length(field: str, text: str, chars_max: int) -> None:
    if not 1 <= len(text) <= chars_max:
        raise UnfitRequest(f"must be 1 to {chars_max} characters", Occasion("conversations.send"), field)
