"""Keeps the last requests of the wire for the owner to look at; requests come one after the other."""

from collections.abc import Callable
from functools import partial

import falcon

from sandbox.access import Request
from sandbox.desk import Desk
from sandbox.explaining import Outcome, Record, explained
from sandbox.operations import TOKEN_GET, TOKEN_REFRESH

_PEOPLE = ("/control/", "/creator", "/open/", "/alliance/")
"""Where people look at pages: that is not the wire."""
KEPT_WHOLE = 64_000  # bytes of a request and its answer


class Recorder:
    """Writes down each request with its answer, after it was answered."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._count = desk, 0

    def process_response(
        self,
        req: falcon.Request,
        resp: falcon.Response,
        _resource: object,
        _succeeded: bool,  # noqa: FBT001 - Falcon's own
    ) -> None:
        if req.path.startswith(_PEOPLE) or not self._desk.requests:
            return
        self._count += 1
        noted = self._desk.requests[-1]
        request = getattr(req.context, "request", None) or _unread(req)
        outcome = Outcome(
            number=self._count,
            time=noted["time"],
            operation=noted["operation"],
            method=req.method,
            status=resp.status_code,
            code=noted["code"],
            answer=resp.data or b"",
            signed=req.path not in (TOKEN_GET, TOKEN_REFRESH),
        )
        self._desk.records.append(self._kept(request, outcome))

    def _kept(self, request: Request, outcome: Outcome) -> Callable[[], Record]:
        """Leave the explaining to whoever looks, unless it would mean to keep too much until then."""
        later = partial(explained, request, outcome, self._desk.keys)
        if len(request.body) + len(outcome.answer) <= KEPT_WHOLE:
            return later
        record = later()
        return lambda: record


def _unread(req: falcon.Request) -> Request:
    """Return a request that no operation took; nobody read its body."""
    query = [(name, value) for name, value in req.params.items() if isinstance(value, str)]
    return Request(req.path, query, b"", req.content_type or "", req.get_header("x-tts-access-token"))
