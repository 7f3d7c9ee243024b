"""Names for intents: the functions here are the only source of the keys that make a repeated write harmless."""

from hashlib import blake2b

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def intent_key(kind: str, *parts: int | str) -> str:
    """The one name of one intent, made before any input or output: `invite:12:99:1`."""
    return ":".join([kind, *(str(part) for part in parts)])


def short_code(*parts: int | str, length: int = 8) -> str:
    """A short stable code over the parts, readable aloud (no I, L, O or U), for names the platform shows."""
    digest = int.from_bytes(blake2b(intent_key("", *parts).encode(), digest_size=16).digest())
    letters = []
    for _ in range(length):
        digest, index = divmod(digest, len(ALPHABET))
        letters.append(ALPHABET[index])
    return "".join(letters)
