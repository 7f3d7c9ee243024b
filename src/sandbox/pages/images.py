"""Pictures as they are uploaded: only what is a PNG or JPEG by its own bytes, with its size in pixels."""

from hashlib import blake2b

from sandbox.store.played import Picture

LARGEST = 2_000_000
_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # JPEG segments that hold the size


def read_picture(raw: bytes, creator: int) -> Picture | None:
    """Return a picture, named by its own content, or None where it is none that may be sent."""
    if not 0 < len(raw) <= LARGEST:
        return None
    media_type, size = ("image/png", _png_size(raw)) if raw.startswith(_PNG) else ("image/jpeg", _jpeg_size(raw))
    if size is None or not all(size):
        return None
    name = blake2b(raw, digest_size=15, key=str(creator).encode()).hexdigest()
    return Picture(name, creator, media_type, *size, raw)


def _png_size(raw: bytes) -> tuple[int, int] | None:
    header = raw[12:24]
    if len(header) < 12 or not header.startswith(b"IHDR"):  # noqa: PLR2004 - name, width, height
        return None
    return int.from_bytes(header[4:8]), int.from_bytes(header[8:12])


def _jpeg_size(raw: bytes) -> tuple[int, int] | None:
    """Walk the segments up to the first frame header."""
    if not raw.startswith(_JPEG):
        return None
    place = 2
    while place + 9 <= len(raw) and raw[place] == 0xFF:  # noqa: PLR2004 - marks a segment
        kind, length = raw[place + 1], int.from_bytes(raw[place + 2 : place + 4])
        if kind in _FRAMES:
            return int.from_bytes(raw[place + 7 : place + 9]), int.from_bytes(raw[place + 5 : place + 7])
        if length < 2:  # noqa: PLR2004 - a length counts itself
            return None
        place += 2 + length
    return None
