"""Pictures that a person sends: a PNG or JPEG by its own bytes, not too large."""

from hashlib import blake2b

from sandbox import pictures
from sandbox.store.played import Picture

LARGEST = 2_000_000
MEDIA_TYPES = {"png": "image/png", "jpg": "image/jpeg"}


def read_picture(raw: bytes, creator: int) -> Picture | None:
    """Return a picture, named by its own content, or None where it is none that may be sent."""
    found = pictures.read_picture(raw) if len(raw) <= LARGEST else None
    if found is None or found.kind not in MEDIA_TYPES:
        return None
    name = blake2b(raw, digest_size=15, key=str(creator).encode()).hexdigest()
    return Picture(name, creator, MEDIA_TYPES[found.kind], found.width, found.height, raw)
