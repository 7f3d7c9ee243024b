"""A thread's messages as a page shows them: words, cards by what they show, pictures from our own store."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from rapport.collaborations.queries import collaborations_by_platform_id, products_by_platform_id
from rapport.outreach.models import Message, Thread
from rapport.outreach.queries.inbox import with_pictures
from rapport.outreach.rules.cards import Card, CardKind, read_card
from rapport.samples.queries import requests_by_platform_id


@dataclass(frozen=True, slots=True)
class Said:
    """A message; `title` and `address` are what its card shows, `has_picture` is None while nobody looked for it."""

    message: Message
    card: Card | None
    title: str = ""
    address: str = ""
    has_picture: bool | None = None


def talk_of(row: Thread, messages: Sequence[Message]) -> list[Said]:
    """Every message with what its card shows; four queries however many there are."""
    cards = {one.pk: card for one in messages if (card := read_card(one.content_type, one.text))}
    pictures = with_pictures(row.pk)
    products = products_by_platform_id(row.shop_id, _subjects(cards.values(), CardKind.PRODUCT))
    made = collaborations_by_platform_id(row.shop_id, _subjects(cards.values(), CardKind.COLLABORATION))
    samples = requests_by_platform_id(row.shop_id, _subjects(cards.values(), CardKind.SAMPLE))
    titles = {
        **{(CardKind.PRODUCT, one.platform_id): (one.title, "") for one in products},
        **{
            (CardKind.COLLABORATION, one.platform_id): (one.name, reverse("collaboration", args=[one.pk]))
            for one in made
        },
        **{
            (CardKind.SAMPLE, one.platform_id): (one.product.title, f"{reverse('samples')}#sample-{one.pk}")
            for one in samples
        },
    }
    found = []
    for one in messages:
        card = cards.get(one.pk)
        title, address = titles.get((card.kind, card.subject), ("", "")) if card else ("", "")
        found.append(Said(one, card, title, address, pictures.get(one.pk)))
    return found


def _subjects(cards: Iterable[Card], kind: CardKind) -> list[str]:
    return [one.subject for one in cards if one.kind is kind]
