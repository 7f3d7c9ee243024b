"""Pictures of messages."""

from rapport.outreach.models import Message, Picture
from rapport.outreach.rules.cards import CardKind
from rapport.shared.refusals import NotFound

FETCHED_AT_ONCE = 50


def picture(workspace_id: int, message_id: int) -> Picture:
    """The picture of a message of this workspace. Refuses with NotFound, for one that could not be had too."""
    rows = Picture.objects.filter(message_id=message_id, message__thread__shop__workspace_id=workspace_id)
    found = rows.exclude(media_type="").first()
    if found is None:
        raise NotFound(what="picture", id=message_id)
    return found


def picture_of(message_id: int) -> bytes:
    """The bytes of one of our own, to upload."""
    return bytes(Picture.objects.get(message_id=message_id).content)


def to_fetch(shop_id: int) -> list[Message]:
    """Messages whose picture nobody has looked for yet, oldest first."""
    rows = Message.objects.filter(thread__shop_id=shop_id, content_type=CardKind.IMAGE, picture=None)
    return list(rows.filter(state__in=[Message.State.RECEIVED, Message.State.SENT]).order_by("pk")[:FETCHED_AT_ONCE])
