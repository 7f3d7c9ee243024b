"""What a creator's message means, as far as plain words tell: a first form that knows a clear no.

Whoever says no is not written to again; every other message is answered, and a person may overrule.
"""

import re
from collections.abc import Collection

from rapport.outreach.rules.wording import Purpose

SPACED = re.compile(r"[a-z0-9]$", re.IGNORECASE)
"""Ends of phrases in scripts that put spaces between words."""
QUOTES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})
"""What telephones type for an apostrophe."""


def declines(text: str, phrases: Collection[str]) -> bool:
    """Whether a message holds one of the phrases by which people decline, as whole words where a script has them.

    Letter case, spacing and the kind of apostrophe do not matter.
    """
    return bool(said_in(text, phrases))


def said_in(text: str, phrases: Collection[str]) -> list[str]:
    """Those of the phrases that a message holds, likewise; one that ends in a star is the beginning of a word."""
    bare = plain(text)
    return [phrase for phrase in phrases if _holds(bare, plain(phrase))]


def plain(text: str) -> str:
    """A text without what does not matter: letter case, spacing, the kind of apostrophe."""
    return " ".join(text.translate(QUOTES).casefold().split())


def _holds(text: str, phrase: str) -> bool:
    begun, _, star = phrase.rpartition("*")
    if star == "" and begun:
        return re.search(rf"(?<!\w){re.escape(begun)}", text) is not None
    if phrase not in text:
        return False
    return not SPACED.search(phrase) or re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) is not None


def purpose_of_next(*, wrote: bool) -> Purpose:
    """What a person's next message to a creator is for: an answer to one who ever wrote, a reminder to one who did
    not.
    """
    return Purpose.ANSWER if wrote else Purpose.REMIND
