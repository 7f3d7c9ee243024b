"""A hook on the way into a sandbox: signs whatever passes as one shop's client would, over the bytes that arrive."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlencode

from tests.sandbox.seller import Seller

from sandbox.operations import OPERATIONS
from sandbox.signing import sign

BARE = tuple(row.template.split("{")[0] for row in OPERATIONS if not row.takes_cipher)
OURS = frozenset({"app_key", "timestamp", "shop_cipher", "sign"})


class Signer:
    """A WSGI application around the sandbox's; what is generated for its own parameters is replaced."""

    def __init__(self, seller: Seller) -> None:
        self._seller = seller

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        path = environ["PATH_INFO"].encode("latin-1").decode(errors="replace")
        pairs = [pair for pair in parse_qsl(environ["QUERY_STRING"], keep_blank_values=True) if pair[0] not in OURS]
        pairs += [("app_key", self._seller.keys["app_key"]), ("timestamp", str(self._seller.now))]
        if not path.startswith(BARE):
            pairs.append(("shop_cipher", self._seller.shop["cipher"]))
        content_type = environ.get("CONTENT_TYPE", "")
        pairs.append(("sign", sign(self._seller.keys["app_secret"], path, pairs, body, content_type)))
        signed = environ | {
            "QUERY_STRING": urlencode(pairs),
            "HTTP_X_TTS_ACCESS_TOKEN": self._seller.token,
            "wsgi.input": BytesIO(body),
        }
        return self._seller.sandbox.app(signed, start_response)
