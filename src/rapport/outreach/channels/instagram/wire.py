"""Instagram's messages: the body of the send API. It documents no data of our own, so echoes are told by text."""

from rapport.outreach.channels.channel import Outgoing
from rapport.outreach.channels.graph.wire import text_body

TEXT_BYTES = 1000


def body_of(outgoing: Outgoing) -> dict[str, object]:
    """A text to an Instagram-scoped id."""
    body = text_body(outgoing)
    if not outgoing.human:
        body.pop("messaging_type")
    return body


def fits(text: str) -> bool:
    """Whether Instagram takes a text of this length: it counts bytes."""
    return len(text.encode()) <= TEXT_BYTES
