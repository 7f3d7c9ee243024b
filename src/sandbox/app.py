"""The sandbox as a WSGI application: doors for every operation, and the opening of a world from its seed."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qsl

import falcon

from sandbox import errors
from sandbox.access import Request
from sandbox.answers import Answer
from sandbox.creator_calls import CreatorOperation
from sandbox.creator_operations import CREATOR_OPERATIONS
from sandbox.desk import Desk
from sandbox.hooks.posting import Post, deliver, post_by_http
from sandbox.openapi import add_description
from sandbox.opening import open_desk
from sandbox.operations import OPERATIONS, TOKEN_GET, TOKEN_REFRESH, Operation
from sandbox.pages.doors import add_pages
from sandbox.recording import Recorder
from sandbox.routes.consent import SELLER_PATH, add_consent
from sandbox.routes.control import PREFIX, Guard, add_control, shop_facts
from sandbox.routes.creator_control import add_creator_control
from sandbox.routes.scope_control import add_scope_control

IN_PROCESS_URL = "http://sandbox.invalid"
_CUT_LENGTH = 1_000

App = falcon.App[falcon.Request, falcon.Response]


@dataclass(frozen=True, slots=True)
class Sandbox:
    """An open sandbox: the WSGI application, what a client needs to know, and the desk behind both."""

    app: App
    description: dict[str, Any]
    desk: Desk

    def deliver(self, post: Post = post_by_http) -> int:
        """Post the webhooks that are due, each once, and return how many were taken; on a port this goes by itself."""
        return deliver(self.desk, post)

    def close(self) -> None:
        self.desk.world.db.close()


class Severed:
    """A body that promises more than it holds: the server breaks the connection off."""

    def __iter__(self) -> Iterator[bytes]:
        yield b"{"
        raise ConnectionAbortedError("The answer was cut on demand.")

    def close(self) -> None:
        """Do nothing; servers close what they iterate."""


class Door:
    """All operations behind one path, by method."""

    def __init__(self, desk: Desk, operations: Sequence[Operation | CreatorOperation], *, cuts: bool) -> None:
        self._desk, self._cuts = desk, cuts
        self._operations = {operation.method: operation for operation in operations}

    def serve(self, req: falcon.Request, resp: falcon.Response, version: str, **path: str) -> None:
        operation = self._operations.get(req.method)
        if operation is None:
            answer = self._desk.refuse(errors.WRONG_METHOD, req.path)
        else:
            answer = self._desk.serve(operation, version, path, _request(req))
        put_answer(resp, answer, cuts=self._cuts)

    on_get = on_post = on_put = on_delete = on_patch = on_head = on_options = on_trace = serve


class TokenDoor:
    """One of the calls of the token host; here it is the same server."""

    def __init__(self, desk: Desk, name: str, *, cuts: bool) -> None:
        self._desk, self._name, self._cuts = desk, name, cuts

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        put_answer(resp, self._desk.serve_token(self._name, _request(req)), cuts=self._cuts)

    def refuse(self, req: falcon.Request, resp: falcon.Response) -> None:
        put_answer(resp, self._desk.refuse(errors.WRONG_METHOD, req.path), cuts=self._cuts)

    on_post = on_put = on_delete = on_patch = on_head = on_options = on_trace = refuse


def _request(req: falcon.Request) -> Request:
    found = req.context.request = Request(
        path=req.path,
        query=parse_qsl(req.query_string, keep_blank_values=True),
        body=req.bounded_stream.read(),
        content_type=req.content_type or "",
        token=req.get_header("x-tts-access-token"),
    )
    return found


def put_answer(resp: falcon.Response, answer: Answer, *, cuts: bool) -> None:
    """Put an answer on the wire; in process nothing waits, and a cut is a 502 or 504, for no connection can break."""
    if answer.wait and cuts:
        time.sleep(answer.wait)
    resp.status = answer.status
    resp.content_type = falcon.MEDIA_JSON
    resp.set_headers(dict(answer.headers))
    if answer.cut and cuts:
        resp.status = 200
        resp.set_stream(Severed(), _CUT_LENGTH)
    else:
        resp.data = answer.body


def create_app(desk: Desk, *, cuts: bool = False) -> App:
    """Return the WSGI application of a desk; `cuts` where a real connection can be broken off."""
    app = falcon.App(middleware=[Guard(desk.keys.control_token)])
    app.add_middleware(Recorder(desk))
    doors: dict[str, list[Operation | CreatorOperation]] = {}
    table: tuple[Operation | CreatorOperation, ...] = (*OPERATIONS, *CREATOR_OPERATIONS)
    for operation in table:
        doors.setdefault(operation.template, []).append(operation)
    for template, operations in doors.items():
        app.add_route(template, Door(desk, operations, cuts=cuts))
    app.add_route(TOKEN_GET, TokenDoor(desk, "get_token", cuts=cuts))
    app.add_route(TOKEN_REFRESH, TokenDoor(desk, "refresh_token", cuts=cuts))
    add_control(app, desk)
    add_consent(app, desk, PREFIX)
    add_description(app)
    add_creator_control(app, desk, PREFIX)
    add_scope_control(app, desk, PREFIX)
    add_pages(app, desk)

    def nowhere(req: falcon.Request, resp: falcon.Response, **_path: str) -> None:
        put_answer(resp, desk.refuse(errors.NO_SUCH_PATH, req.path), cuts=cuts)

    app.add_sink(nowhere)
    return app


def open_sandbox(
    *,
    seed: int,
    creators: int,
    state: Path | None,
    shops: Sequence[str],
    start: datetime,
    clock: Literal["manual", "real"],
    redirect: str | None = None,
) -> Sandbox:
    """Open a sandbox in this process.

    `shops` are `REGION:PACK`. A `state` file keeps the world and its clock; without one it lives in memory.
    `start` and `clock` count only when the world is new. `redirect` is where the consent page sends owners back to.
    Raises PolicyGapError or StateMismatchError.
    """
    desk = open_desk(
        seed=seed, creators=creators, state=state, shops=shops, start=start, clock=clock, redirect=redirect
    )
    return Sandbox(create_app(desk), describe(desk, IN_PROCESS_URL), desk)


def describe(desk: Desk, base_url: str) -> dict[str, Any]:
    """Return what a client needs to connect."""
    keys = desk.keys
    return {
        "base_url": base_url,
        "auth_url": base_url,
        "app_key": keys.key,
        "app_secret": keys.secret,
        "service_id": keys.service_id,
        "authorize_url": f"{base_url}{SELLER_PATH}?service_id={keys.service_id}",
        "redirect_url": desk.world.db.setting("redirect"),
        "webhook_secret": keys.webhook_secret,
        "control_token": keys.control_token,
        "shops": [shop_facts(desk.world, shop) for shop in desk.world.shops.values()],
    }
