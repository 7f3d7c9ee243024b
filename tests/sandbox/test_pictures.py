"""Kind and size of pictures, from their first bytes."""

import pytest
from tests.sandbox.pictures import gif, jpg, png, webp

from sandbox.pictures import Picture, read_picture


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (png(30, 20), "png"),
        (gif(30, 20), "gif"),
        (jpg(30, 20), "jpg"),
        (webp(30, 20), "webp"),
        (webp(30, 20, b"VP8L"), "webp"),
        (webp(30, 20, b"VP8 "), "webp"),
    ],
)
def test_kind_and_size(data: bytes, kind: str) -> None:
    assert read_picture(data) == Picture(kind, 30, 20)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"BM6\x00",
        b"<svg/>",
        png(3, 2)[:14],
        b"GIF89a",
        b"\xff\xd8\xff\xd9",
        b"RIFF\x00\x00\x00\x00WAVE",
        png(0, 4),
    ],
)
def test_what_is_no_picture(data: bytes) -> None:
    assert read_picture(data) is None
