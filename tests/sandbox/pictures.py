"""The smallest files of each kind of picture, for tests: only what tells kind and size is real."""

import struct
import zlib


def png(width: int, height: int) -> bytes:
    """Return a whole PNG of one grey."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\x00" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def gif(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\x00\x00\x00;"


def jpg(width: int, height: int) -> bytes:
    """Return the segments of a JPEG up to its size: an APP0 and a comment come first."""
    app, comment = b"\xff\xe0\x00\x04JF", b"\xff\xfe\x00\x05abc"
    frame = b"\xff\xc0\x00\x0b\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\x00"
    return b"\xff\xd8" + app + comment + frame


def webp(width: int, height: int, form: bytes = b"VP8X") -> bytes:
    """Return the head of a WEBP file in one of its three forms."""
    if form == b"VP8X":
        body = (
            b"\x0a\x00\x00\x00" + b"\x00" * 4 + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
        )
    elif form == b"VP8L":
        body = b"\x05\x00\x00\x00\x2f" + ((width - 1) | (height - 1) << 14).to_bytes(4, "little")
    else:
        body = b"\x0a\x00\x00\x00\x00\x00\x00\x9d\x01\x2a" + struct.pack("<HH", width, height)
    return b"RIFF" + struct.pack("<I", len(body) + 8) + b"WEBP" + form + body
