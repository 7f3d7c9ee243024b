"""Files sent to the platform, checked for what it takes before they travel."""

from dataclasses import dataclass, field

from rapport.platform_client.errors import Occasion, UnfitRequest

IMAGE_BYTES_MAX = 10 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """One file, sent as the part `data` of a multipart request."""

    name: str
    content_type: str
    content: bytes = field(repr=False)


def image_upload(operation: str, content: bytes) -> Upload:
    """Return an image ready to be sent; UnfitRequest if it is no JPEG, GIF, WebP or PNG of 10 MB at most."""
    kind = _kind(content)
    if kind is None:
        raise UnfitRequest("must be a JPEG, GIF, WebP or PNG image", Occasion(operation), "content")
    if len(content) > IMAGE_BYTES_MAX:
        raise UnfitRequest("must have 10 MB at most", Occasion(operation), "content")
    return Upload(f"image.{kind}", f"image/{kind}", content)


def _kind(content: bytes) -> str | None:
    """Tell the format by its first bytes; a name may lie."""
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "webp"
    beginnings = {b"\xff\xd8\xff": "jpeg", b"GIF87a": "gif", b"GIF89a": "gif", b"\x89PNG\r\n\x1a\n": "png"}
    return next((kind for beginning, kind in beginnings.items() if content.startswith(beginning)), None)
