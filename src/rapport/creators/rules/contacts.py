"""Ways to reach a creator that they write into their bio, and the address of their picture: traces of one person."""

import re
from dataclasses import dataclass

VALUE_CHARS = 120
EMAIL = re.compile(r"[a-z0-9][a-z0-9._%+-]*@(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
PHONE = re.compile(
    r"(?:wa\.me/|whats?\s?app|zalo|line|tel|phone|电话|微信)\W{0,4}(\+?[0-9][0-9 ()-]{6,18}[0-9])", re.IGNORECASE
)
INSTAGRAM = re.compile(
    r"(?:instagram\.com/|\b(?:ig|insta|instagram)\b\W{1,3})@?([a-z0-9_][a-z0-9_.]{2,29})", re.IGNORECASE
)
LINK = re.compile(r"\b((?:linktr\.ee|beacons\.ai|bio\.link|lnk\.bio|msha\.ke)/[a-z0-9_.-]{2,60})", re.IGNORECASE)
DIGITS_LEAST = 8


@dataclass(frozen=True, slots=True, order=True)
class Trace:
    """One trace: its kind (`email`, `phone`, `instagram`, `link`, `avatar`) and its value as it is compared."""

    kind: str
    value: str


def traces_of(bio: str, avatar_url: str) -> frozenset[Trace]:
    """Every trace in a bio and a picture's address; what is too long to be kept is none.

    A picture's address is compared without its query, which carries a signature that changes by the hour.
    """
    found = {Trace("email", one.lower()) for one in EMAIL.findall(bio)}
    found |= {Trace("phone", digits) for one in PHONE.findall(bio) if len(digits := _digits(one)) >= DIGITS_LEAST}
    found |= {Trace("instagram", one.lower().rstrip(".")) for one in INSTAGRAM.findall(bio)}
    found |= {Trace("link", one.lower().rstrip(".")) for one in LINK.findall(bio)}
    if bare := avatar_url.partition("?")[0].strip():
        found.add(Trace("avatar", bare))
    return frozenset(one for one in found if len(one.value) <= VALUE_CHARS)


def _digits(typed: str) -> str:
    return "".join(one for one in typed if one.isdecimal() and one.isascii())
