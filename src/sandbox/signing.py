"""Request signatures, verified over the bytes that arrived."""

import hashlib
import hmac
from collections.abc import Sequence

NOT_SIGNED = frozenset({"sign", "access_token", "x-tts-access-token"})
EMPTY_BODIES = (b"{}", b"[]")  # some clients send these without signing them


def sign(secret: str, path: str, query: Sequence[tuple[str, str]], body: bytes, content_type: str = "") -> str:
    """Return the signature of a request; query values are decoded text, repeated keys keep their order."""
    message = secret.encode() + canonical(path, query, body, content_type) + secret.encode()
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


def canonical(path: str, query: Sequence[tuple[str, str]], body: bytes, content_type: str = "") -> bytes:
    """Return what is signed, without the secret that stands before and after it."""
    pairs = sorted(((name, value) for name, value in query if name not in NOT_SIGNED), key=lambda pair: pair[0])
    text = path + "".join(name + value for name, value in pairs)
    multipart = content_type.lower().partition(";")[0].strip() == "multipart/form-data"
    return text.encode() + (b"" if multipart else body)


def verified(
    signature: str,
    secret: str,
    path: str,
    query: Sequence[tuple[str, str]],
    body: bytes,
    content_type: str = "",
) -> bool:
    """Tell whether a signature fits; a body of exactly {} or [] may have been left out of it."""
    accepted = [sign(secret, path, query, body, content_type)]
    if body in EMPTY_BODIES:
        accepted.append(sign(secret, path, query, b"", content_type))
    return any(hmac.compare_digest(signature.encode(), known.encode()) for known in accepted)


def webhook_signature(key: str, secret: str, body: bytes) -> str:
    """Return the Authorization header of a webhook."""
    return hmac.new(secret.encode(), key.encode() + body, hashlib.sha256).hexdigest()
