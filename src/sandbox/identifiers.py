"""The platform's identifiers, each computed from what it names and never counted up."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from hashlib import blake2b

from sandbox.chance import Chance
from sandbox.reading import read_whole

_INDEX_BYTES, _TAIL_BYTES = 8, 33
_USER_FIRST, _USER_SPAN = 68 * 10**17, 10**17 + 3  # the span is a prime, so that every step can be undone
_USERS_MOST = 2**32
_DECIMAL_FIRST, _DECIMAL_SPAN = 7 * 10**18, 9 * 10**17


def decimal_id(chance: Chance, kind: str, *key: int | str) -> int:
    """Return a 19-digit identifier, as the platform gives most of its things."""
    return _DECIMAL_FIRST + chance.bits("id " + kind, *key) % _DECIMAL_SPAN


def product_id(chance: Chance, kind: str, *key: int | str) -> int:
    """Return an identifier with the platform's prefix of products and stock units."""
    return 1_729_000_000_000_000_000 + chance.bits("id " + kind, *key) % 10**15


def creator_im(chance: Chance, creator: int) -> int:
    """Return the identifier under which a creator writes messages; it is used nowhere else."""
    return decimal_id(chance, "creator im", creator)


def opaque(chance: Chance, kind: str, length: int, *key: int | str) -> str:
    """Return URL-safe letters, for tokens, ciphers and keys."""
    name = "\n".join(map(str, (chance.seed, kind, *key))).encode()
    return urlsafe_b64encode(blake2b(name, digest_size=64).digest()).decode()[:length].replace("-", "x")


def open_id(chance: Chance, creator: int) -> str:
    """Return a creator's open id: 55 letters that hide the number and prove it."""
    tail = _tail(chance, creator)
    hidden = creator ^ int.from_bytes(_mask(chance, tail))
    return urlsafe_b64encode(hidden.to_bytes(_INDEX_BYTES) + tail).decode().rstrip("=")


def creator_of(chance: Chance, text: str) -> int | None:
    """Return the number behind an open id, or None where this world never made it."""
    try:
        raw = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (NotBase64, ValueError):
        return None
    tail = raw[_INDEX_BYTES:]
    creator = int.from_bytes(raw[:_INDEX_BYTES]) ^ int.from_bytes(_mask(chance, tail))
    return creator if open_id(chance, creator) == text else None


def user_id(chance: Chance, creator: int) -> int:
    """Return a creator's TikTok user id, which versions before 202508 know; it cannot be turned into an open id."""
    factor, shift = _user_key(chance)
    return _USER_FIRST + (factor * (creator + 1) + shift) % _USER_SPAN


def user_of(chance: Chance, text: str) -> int | None:
    """Return the number behind a TikTok user id, or None where this world never made it."""
    number = read_whole(text)
    if number is None:
        return None
    factor, shift = _user_key(chance)
    creator = (number - _USER_FIRST - shift) * pow(factor, -1, _USER_SPAN) % _USER_SPAN - 1
    return creator if 0 <= creator < _USERS_MOST and str(user_id(chance, creator)) == text else None


def _user_key(chance: Chance) -> tuple[int, int]:
    return 1 + chance.bits("user factor") % (_USER_SPAN - 1), chance.bits("user shift") % _USER_SPAN


def _tail(chance: Chance, creator: int) -> bytes:
    name = f"open id {chance.seed} {creator}".encode()
    return blake2b(name, digest_size=_TAIL_BYTES).digest()


def _mask(chance: Chance, tail: bytes) -> bytes:
    return blake2b(tail, digest_size=_INDEX_BYTES, key=str(chance.seed).encode()).digest()
