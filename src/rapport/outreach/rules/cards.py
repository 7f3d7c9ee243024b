"""What a message carries besides words: its kinds, read from and written to the JSON text that the platform keeps.

One form holds for both ways, so that a card of ours is known again when it is read back (reference tiktok-api 4.6).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

TEXT = "TEXT"


class CardKind(StrEnum):
    """The platform's message types with something to show."""

    PRODUCT = "PRODUCT_CARD"
    COLLABORATION = "TARGET_COLLABORATION_CARD"
    SAMPLE = "FREE_SAMPLE_CARD"
    IMAGE = "IMAGE"


NAMES = {
    CardKind.PRODUCT: ("product_id",),
    CardKind.COLLABORATION: ("invitation_group_id", "target_collaboration_id"),
    CardKind.SAMPLE: ("apply_id",),
    CardKind.IMAGE: ("url",),
}
"""Under which name each kind tells what it shows; a collaboration is sent under another name than it is read."""


@dataclass(frozen=True, slots=True)
class Card:
    """A card and the platform's id, or for pictures the address, of what it shows."""

    kind: CardKind
    subject: str


def read_card(content_type: str, text: str) -> Card | None:
    """The card of a message; None for words and for what cannot be read."""
    if content_type not in set(CardKind):
        return None
    kind = CardKind(content_type)
    told = _opened(text)
    subject = next((str(told[name]) for name in NAMES[kind] if told.get(name)), "")
    return Card(kind, subject) if subject else None


def written_card(card: Card) -> str:
    """The text of a card's message as both ways keep it."""
    return json.dumps({NAMES[card.kind][0]: card.subject}, separators=(",", ":"))


def plain_text(content_type: str, text: str) -> str:
    """A message's text in the one form: cards by their subject, everything else as it is."""
    card = read_card(content_type, text)
    return written_card(card) if card is not None else text


def _opened(text: str) -> Mapping[str, object]:
    try:
        told = json.loads(text)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
