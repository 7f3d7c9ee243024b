"""What a creator's message means, as far as plain words tell: a first form that knows a clear no.

Whoever says no is not written to again; every other message is answered, and a person may overrule.
"""

from collections.abc import Collection


def declines(text: str, phrases: Collection[str]) -> bool:
    """Whether a message holds one of the phrases by which people decline; letter case does not matter."""
    plain = " ".join(text.casefold().split())
    return any(phrase.casefold() in plain for phrase in phrases)
