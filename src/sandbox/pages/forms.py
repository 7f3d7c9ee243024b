"""What a form sent: fields as text, and one picture at most. A body that is too large is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import falcon
from falcon.media.multipart import BodyPart

from sandbox.calls import whole

LARGEST_BODY = 3_000_000
LARGEST_FIELD = 20_000


@dataclass(frozen=True, slots=True)
class Form:
    """The fields in their order, a name possibly more than once; the picture's bytes are empty without one."""

    fields: Mapping[str, list[str]] = field(default_factory=dict)
    picture: bytes = b""

    def text(self, name: str) -> str:
        return next(iter(self.fields.get(name, ())), "").strip()

    def numbers(self, name: str) -> list[int]:
        """Return all values of a name that are whole numbers."""
        return [number for text in self.fields.get(name, ()) if (number := whole(text)) is not None]


def read_form(req: falcon.Request) -> Form:
    """Return what was sent, urlencoded or in parts."""
    if (req.content_length or 0) > LARGEST_BODY:
        raise falcon.HTTPContentTooLarge
    fields: dict[str, list[str]] = {}
    if not (req.content_type or "").startswith(falcon.MEDIA_MULTIPART):
        body = req.bounded_stream.read(LARGEST_BODY).decode(errors="replace")
        for name, value in parse_qsl(body, keep_blank_values=True):
            fields.setdefault(name, []).append(value)
        return Form(fields)
    picture = b""
    for part in req.get_media():
        if part.filename is None:
            fields.setdefault(part.name or "", []).append(_text(part))
        else:
            picture = part.stream.read(LARGEST_BODY)
    return Form(fields, picture)


def _text(part: BodyPart) -> str:
    return part.stream.read(LARGEST_FIELD).decode(errors="replace")
