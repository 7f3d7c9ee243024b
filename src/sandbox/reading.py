"""Reading JSON that strangers send: what cannot be stored or told again is refused like what is no JSON."""

import json
from typing import Any


def read_json(raw: bytes | str) -> Any:
    """Return the value. Raises ValueError for text that is no JSON, nests too deep, or holds half a character."""
    try:
        value = json.loads(raw)
    except RecursionError as deep:
        raise ValueError("The JSON nests too deep.") from deep
    if (raw.find(b"\\u") if isinstance(raw, bytes) else raw.find("\\u")) >= 0:
        json.dumps(value, ensure_ascii=False).encode()
    return value
