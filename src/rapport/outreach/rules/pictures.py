"""Pictures as messages carry them: known by their first bytes, for a name may lie."""

from rapport.shared.refusals import Refusal

BYTES_MAX = 10 * 1024 * 1024
"""The platform takes no larger one."""


class NoPicture(Refusal):
    """The file is no JPEG, GIF, WebP or PNG."""

    code = "pictures.no_picture"


class PictureTooLarge(Refusal):
    """The file is larger than the platform takes; `most` in megabytes."""

    code = "pictures.too_large"


def media_type_of(content: bytes) -> str:
    """The media type of a picture. Refuses with NoPicture or PictureTooLarge."""
    if len(content) > BYTES_MAX:
        raise PictureTooLarge(most=BYTES_MAX // 1024 // 1024)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "image/webp"
    beginnings = {
        b"\xff\xd8\xff": "image/jpeg",
        b"GIF87a": "image/gif",
        b"GIF89a": "image/gif",
        b"\x89PNG\r\n\x1a\n": "image/png",
    }
    found = next((kind for beginning, kind in beginnings.items() if content.startswith(beginning)), None)
    if found is None:
        raise NoPicture
    return found
