"""Addresses of creators outside the platform: how they are read, and on what basis we hold them."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from rapport.shared.refusals import Refusal

ADDRESS_CHARS, SOURCE_CHARS, PROOF_CHARS = 254, 60, 200
EMAIL = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
USERNAME = re.compile(r"[a-z0-9._-]{2,50}")
DIGITS_LEAST, DIGITS_MOST = 8, 15
"""Of an international telephone number (E.164), its country code included."""
WHATSAPP_LINK = re.compile(r"(?:https?://)?(?:wa\.me/|api\.whatsapp\.com/send/?\?phone=)\+?", re.IGNORECASE)
PROFILE_LINK = re.compile(
    r"(?:https?://)?(?:www\.)?(?:instagram\.com/|ig\.me/m/|m\.me/|facebook\.com/|messenger\.com/t/)", re.IGNORECASE
)


class ContactKind(StrEnum):
    """Where an address belongs to. For Instagram and Messenger it is the name in the profile's address."""

    EMAIL = "email"
    WHATSAPP = "whatsapp"
    INSTAGRAM = "instagram"
    MESSENGER = "messenger"


class Basis(StrEnum):
    """Why we may hold an address, from the weakest to the strongest."""

    PUBLISHED = "published"
    """The creator shows it in public as the way to reach them about business."""
    CONSENT = "consent"
    """They said in writing that they may be written to there."""
    WROTE_FIRST = "wrote_first"
    """They wrote to us from it."""


STRENGTH = {basis: place for place, basis in enumerate(Basis)}


class AddressInvalid(Refusal):
    """No address of this kind looks like that."""

    code = "contacts.address_invalid"


@dataclass(frozen=True, slots=True)
class ContactPoint:
    """One address of a creator, with its source and when it was seen there. `is_bad`: mail to it came back."""

    kind: ContactKind
    address: str
    source: str
    basis: Basis
    seen_at: datetime | None = None
    is_bad: bool = False


def plain_address(kind: ContactKind, typed: str) -> str:
    """An address in the one form it is kept and compared in. Refuses with AddressInvalid.

    E-mail small; WhatsApp as the digits of the international number; the others as the bare name, small.
    """
    text = typed.strip()
    if kind is ContactKind.EMAIL:
        found = text.removeprefix("mailto:").lower()
        valid = len(found) <= ADDRESS_CHARS and EMAIL.fullmatch(found) is not None and ".." not in found
    elif kind is ContactKind.WHATSAPP:
        found = _digits(WHATSAPP_LINK.sub("", text))
        valid = DIGITS_LEAST <= len(found) <= DIGITS_MOST and not found.startswith("0")
    else:
        found = PROFILE_LINK.sub("", text).partition("?")[0].strip("/@ ").lower()
        valid = USERNAME.fullmatch(found) is not None
    if not valid:
        raise AddressInvalid(kind=kind.value, typed=text[:ADDRESS_CHARS])
    return found


def stronger(first: Basis, second: Basis) -> Basis:
    """The better of two bases for the same address."""
    return max(first, second, key=STRENGTH.__getitem__)


def _digits(text: str) -> str:
    """The digits of a number written with its country code, with the usual signs between them; else nothing."""
    bare = re.sub(r"[\s().-]", "", text)
    bare = re.sub(r"^\+|^00", "", bare)
    return bare if bare.isascii() and bare.isdigit() else ""
