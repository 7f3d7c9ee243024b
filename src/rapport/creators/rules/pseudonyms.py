"""Names that cannot be turned back: of whoever was forgotten, and of creators in a file that is handed out."""

import hmac
from hashlib import sha256

PSEUDONYM_CHARS = 10


def digest(secret: str, *parts: str) -> str:
    """A keyed digest; the parts cannot run into one another."""
    told = "\0".join(parts).encode()
    return hmac.new(secret.encode(), told, sha256).hexdigest()


def pseudonym(secret: str, creator_id: int) -> str:
    """A creator's name in files: the same in each file of one workspace, another in every other workspace."""
    return "C-" + digest(secret, "pseudonym", str(creator_id))[:PSEUDONYM_CHARS].upper()


def open_id_mark(secret: str, open_id: str) -> str:
    return digest(secret, "open_id", open_id)


def handle_mark(secret: str, handle: str, region: str) -> str:
    return digest(secret, "handle", handle.lower(), region)


def contact_mark(secret: str, kind: str, address: str) -> str:
    """The mark of an address, by which it is known again without being kept."""
    return digest(secret, "contact", kind, address)
