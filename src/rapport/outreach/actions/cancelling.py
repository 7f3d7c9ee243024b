"""Taking back what waits to be sent."""

from collections.abc import Iterable
from datetime import datetime

from rapport.outreach.actions.quota import release
from rapport.outreach.models import Message

State = Message.State


def cancel_queued(messages: Iterable[Message], code: str, *, now: datetime) -> None:
    """Take back messages that were not claimed yet."""
    for message in messages:
        queued = Message.objects.filter(pk=message.pk, state=State.QUEUED)
        taken_back = queued.update(state=State.CANCELLED, refused_code=code)
        if taken_back and message.reservation is not None:
            release(message.reservation, why=code, now=now)
