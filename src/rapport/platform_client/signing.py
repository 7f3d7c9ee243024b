"""Signatures of requests to the platform, and of webhooks from it; pure."""

import hashlib
import hmac
from collections.abc import Mapping

_UNSIGNED = frozenset({"sign", "access_token"})


def sign(app_secret: str, path: str, query: Mapping[str, str], body: bytes, content_type: str) -> str:
    """
    Return the `sign` parameter of a request: lower-case hexadecimal HMAC-SHA256.

    `query` holds decoded values; `sign` and `access_token` in it are passed over. `body` is signed byte for
    byte, unless the content is multipart.
    """
    named = "".join(name + query[name] for name in sorted(query.keys() - _UNSIGNED))
    secret = app_secret.encode()
    media_type = content_type.partition(";")[0].strip().lower()
    signed_body = b"" if media_type == "multipart/form-data" else body
    return _digest(secret, secret + (path + named).encode() + signed_body + secret)


def verify_webhook(app_key: str, app_secret: str, raw_body: bytes, authorization: str) -> bool:
    """Tell whether the `Authorization` header of a webhook was made with our secret for these bytes."""
    expected = _digest(app_secret.encode(), app_key.encode() + raw_body)
    return hmac.compare_digest(expected.encode(), authorization.encode(errors="replace"))


def _digest(secret: bytes, message: bytes) -> str:
    return hmac.new(secret, message, hashlib.sha256).hexdigest()
