"""Keeping pictures: those that came, and ours before they are sent."""

from django.db import transaction

from rapport.outreach.models import Message, Picture
from rapport.outreach.rules.pictures import media_type_of
from rapport.shared.refusals import Refusal


def keep_fetched(message_id: int, content: bytes) -> None:
    """Keep what was fetched for a message; what is no picture, or nothing, is kept as one that could not be had."""
    try:
        kind = media_type_of(content)
    except Refusal:
        content, kind = b"", ""
    Picture.objects.get_or_create(message_id=message_id, defaults={"content": content, "media_type": kind})


def keep_own(message: Message, content: bytes, kind: str) -> None:
    """Keep one of ours with its queued message; asked twice, the first stays."""
    Picture.objects.get_or_create(message=message, defaults={"content": content, "media_type": kind})


@transaction.atomic
def record_uploaded(message_id: int, url: str, text: str) -> None:
    """The platform keeps the picture of a claimed message there; by `text` it is known again when it is read back."""
    Picture.objects.filter(message_id=message_id).update(platform_url=url)
    Message.objects.filter(pk=message_id, state=Message.State.SENDING).update(text=text)
