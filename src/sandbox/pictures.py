"""Pictures as they are uploaded: kind and size, read from the first bytes of a file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

_PNG, _RIFF, _JPEG = b"\x89PNG\r\n\x1a\n", b"RIFF", b"\xff\xd8"
_MARKER = 0xFF
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})  # JPEG segments that tell the size
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})  # JPEG markers without a length


@dataclass(frozen=True, slots=True)
class Picture:
    """What a file shows of itself; sizes in pixels."""

    kind: str
    width: int
    height: int


def read_picture(data: bytes) -> Picture | None:
    """Return a jpg, gif, webp or png, or None where the bytes are none of these or too few."""
    for start, read in _READERS.items():
        if data.startswith(start):
            found = read(data)
            return found if found is not None and found.width and found.height else None
    return None


def _png(data: bytes) -> Picture | None:
    if data[12:16] != b"IHDR":
        return None
    return Picture("png", _big(data[16:20]), _big(data[20:24]))


def _gif(data: bytes) -> Picture:
    return Picture("gif", _little(data[6:8]), _little(data[8:10]))


def _webp(data: bytes) -> Picture | None:
    if data[8:12] != b"WEBP":
        return None
    match data[12:16]:
        case b"VP8X":
            return Picture("webp", _little(data[24:27]) + 1, _little(data[27:30]) + 1)
        case b"VP8L":
            bits = _little(data[21:25])
            return Picture("webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        case b"VP8 ":
            return Picture("webp", _little(data[26:28]) & 0x3FFF, _little(data[28:30]) & 0x3FFF)
    return None


def _jpeg(data: bytes) -> Picture | None:
    """Walk from segment to segment to the one that holds the size."""
    place = 2
    while place + 9 <= len(data) and data[place] == _MARKER:
        marker = data[place + 1]
        if marker in _FRAMES:
            return Picture("jpg", _big(data[place + 7 : place + 9]), _big(data[place + 5 : place + 7]))
        place += 2 if marker in _BARE else 2 + _big(data[place + 2 : place + 4])
    return None


def _big(data: bytes) -> int:
    return int.from_bytes(data, "big")


def _little(data: bytes) -> int:
    return int.from_bytes(data, "little")


_READERS: Mapping[bytes, Callable[[bytes], Picture | None]] = {
    _PNG: _png,
    b"GIF87a": _gif,
    b"GIF89a": _gif,
    _RIFF: _webp,
    _JPEG: _jpeg,
}
