"""Messenger's messages: the body of the send API, with our key as metadata, which its echo gives back."""

from rapport.outreach.channels.channel import Outgoing
from rapport.outreach.channels.graph.wire import text_body

TEXT_CHARS = 2000


def body_of(outgoing: Outgoing) -> dict[str, object]:
    """A text to a page-scoped id."""
    body = text_body(outgoing)
    return {**body, "message": {"text": outgoing.text, "metadata": outgoing.key}}


def fits(text: str) -> bool:
    """Whether Messenger takes a text of this length."""
    return len(text) < TEXT_CHARS
