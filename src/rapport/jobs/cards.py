"""Saying a message on the platform by its kind: words, a card, a picture."""

from rapport.outreach.actions.pictures import record_uploaded
from rapport.outreach.models import Message
from rapport.outreach.queries.pictures import picture_of
from rapport.outreach.rules.cards import Card, CardKind, read_card, written_card
from rapport.platform_client import Message as Found
from rapport.platform_client import PlatformClient, SentMessage, UploadedImage


def say(client: PlatformClient, conversation_id: str, message: Message) -> SentMessage:
    """Send a claimed message. Raises what the client's ways to send raise."""
    card = read_card(message.content_type, message.text)
    talk = client.conversations
    if message.content_type == CardKind.IMAGE:
        return talk.send_image(conversation_id=conversation_id, image=_uploaded(client, message))
    if card is None:
        return talk.send_text(conversation_id=conversation_id, text=message.text)
    if card.kind is CardKind.PRODUCT:
        return talk.send_product_card(conversation_id=conversation_id, product_id=card.subject)
    if card.kind is CardKind.COLLABORATION:
        return talk.send_collaboration_card(conversation_id=conversation_id, collaboration_id=card.subject)
    return talk.send_sample_card(conversation_id=conversation_id, application_id=card.subject)


def is_same(message: Message, found: Found) -> bool:
    """Whether a message of the conversation says what ours does; a card by what it shows."""
    if found.type != message.content_type:
        return False
    card = read_card(message.content_type, message.text)
    if card is None:
        return found.content.text == message.text
    return read_card(found.type, found.raw_content) == card


def _uploaded(client: PlatformClient, message: Message) -> UploadedImage:
    """The picture as the platform keeps it; its address is remembered before it is sent, to know it again by.

    The same picture uploaded twice is one more file there and nothing else.
    """
    made = client.conversations.upload_image(content=picture_of(message.pk))
    message.text = written_card(Card(CardKind.IMAGE, made.url))
    record_uploaded(message.pk, made.url, message.text)
    return made
