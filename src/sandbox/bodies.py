"""Bodies of requests: JSON or one file, refused by the code that says what is wrong with them."""

from io import BytesIO
from typing import Any

from falcon import MediaMalformedError, MediaNotFoundError
from falcon.errors import HTTPError
from falcon.media import MultipartFormHandler

from sandbox import errors, fields, reading
from sandbox.access import Request
from sandbox.errors import RefusedError
from sandbox.fields import Shape

FILE_MOST = 10 * 1024 * 1024
FILE_PART = "data"


def read_json(request: Request, shape: Shape) -> dict[str, Any]:
    """Return what fits the shape of a body that says it is JSON."""
    if request.body and request.media_type not in {"", "application/json"}:
        raise RefusedError(errors.WRONG_MEDIA)
    return fitting(request, shape)


def fitting(request: Request, shape: Shape) -> dict[str, Any]:
    """Return a body as JSON that fits its shape, whatever its media type; an empty one, {} and [] are the same."""
    try:
        body = reading.read_json(request.body or b"{}")
    except ValueError as broken:
        raise RefusedError(errors.INVALID, "The request body is not JSON.") from broken
    return fields.read_body({} if body == [] else body, shape)


def read_file(request: Request) -> dict[str, Any]:
    """Return the file of a multipart body under the name of its part."""
    if request.media_type != "multipart/form-data":
        raise RefusedError(errors.NOT_MULTIPART)
    if len(request.body) > FILE_MOST + 64 * 1024:
        raise RefusedError(errors.FILE_TOO_LARGE)
    data = _part(request)
    if not data:
        raise RefusedError(errors.INVALID, "Data is required and was not provided.")
    if len(data) > FILE_MOST:
        raise RefusedError(errors.FILE_TOO_LARGE)
    return {FILE_PART: data}


def _part(request: Request) -> bytes:
    try:
        form = MultipartFormHandler().deserialize(BytesIO(request.body), request.content_type, len(request.body))
        return next((part.stream.read() for part in form if part.name == FILE_PART), b"")
    except (HTTPError, MediaMalformedError, MediaNotFoundError, ValueError) as broken:
        raise RefusedError(errors.INVALID, "The multipart body cannot be read.") from broken
