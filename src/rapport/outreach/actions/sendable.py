"""What the platform would refuse is not queued, whoever worded it: no unit is reserved for it."""

from rapport.outreach.rules.forbidden import check_words
from rapport.outreach.rules.wording import MessageTooLong
from rapport.shops.models import Shop
from rapport.shops.queries.shops import policy_of


def check_sendable(shop: Shop, text: str) -> None:
    """Refuses with MessageTooLong or WordsForbidden, by the shop's policy."""
    policy = policy_of(shop)
    characters, most = len(text.strip()), policy.collaboration.message_chars_max
    if characters > most:
        raise MessageTooLong(characters=characters, most=most)
    check_words(text, policy.contact)
