"""What is put in for a variable: others wrote it, so it may hold anything, and nothing of it may act in our message."""

import unicodedata

from rapport.outreach.rules.forbidden import forbidden_in
from rapport.policies.rules.sections import ContactPolicy

UNSHOWN = frozenset({"Cc", "Co", "Cs", "Zl", "Zp"})
"""Categories of characters that steer a text and show nothing: line breaks, direction marks, private ones."""
BRACES = str.maketrans("", "", "{}｛｝")


def tidy(value: str) -> str:
    """A value on one line, without invisible characters, and without braces, which would look like a variable."""
    shown = (one for one in value if unicodedata.category(one) != "Cf")
    spaced = "".join(" " if unicodedata.category(one) in UNSHOWN else one for one in shown)
    return " ".join(spaced.translate(BRACES).split())


def harmless(value: str, contact: ContactPolicy) -> str:
    """A tidied value that a creator wrote, empty if it holds what no message may hold, in any language."""
    tidied = tidy(value)
    return "" if forbidden_in(tidied, contact) else tidied
