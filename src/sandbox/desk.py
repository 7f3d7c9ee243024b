"""The desk: one request after the other, each with the clock read once and one transaction around it."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from threading import RLock
from typing import Any

from sandbox import access, bodies, envelope, errors, fields, timeline
from sandbox.access import AppKeys, Request
from sandbox.calls import Call
from sandbox.clock import Clock
from sandbox.errors import RefusedError
from sandbox.faults import FaultKind, Faults, When
from sandbox.older import NEWEST, OLDER, Older, known
from sandbox.operations import Operation
from sandbox.routes.authorization import get_token, refresh_token
from sandbox.shops import Shop
from sandbox.store import uses
from sandbox.world import World

REQUESTS_KEPT = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back: a status and bytes, or a connection that breaks off."""

    status: int
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False


_STRIKES: Mapping[FaultKind, Answer] = {
    FaultKind.INTERNAL: Answer(500, envelope.refusal(RefusedError(errors.INTERNAL), "")),
    FaultKind.RATE_LIMITED: Answer(429, envelope.refusal(RefusedError(errors.RATE_LIMITED), ""), {"retry-after": "1"}),
    FaultKind.OVERLOADED: Answer(503, b"overloaded", {"content-type": "text/plain"}),
    FaultKind.CUT: Answer(502, b"", cut=True),
}

Perform = Callable[[int], dict[str, Any]]


class Desk:
    """Everything a door needs: the world, the app's keys, the faults and the last requests."""

    keeps_retired = False  # whether versions go on answering after the day of their retirement

    def __init__(self, world: World, keys: AppKeys, real_now: Callable[[], float]) -> None:
        self.world, self.keys, self.faults = world, keys, Faults()
        self.requests: deque[dict[str, Any]] = deque(maxlen=REQUESTS_KEPT)
        self.real_now = real_now
        self._lock, self._served = RLock(), 0

    @property
    def clock(self) -> Clock:
        return Clock(**self.world.db.setting("clock"))

    @contextmanager
    def turn(self) -> Iterator[int]:
        """Hold the desk for one request: brings the world up to date and yields the simulated time."""
        with self._lock, self.world.db.transaction():
            now = self.clock.now(self.real_now())
            timeline.advance(self.world, now)
            yield now

    def move_clock(self, move: Callable[[Clock, float], Clock]) -> Mapping[str, object]:
        """Move the clock, play all that becomes due, and return the new reading."""
        with self._lock, self.world.db.transaction():
            real = self.real_now()
            clock = move(self.clock, real)
            self.world.db.keep_setting("clock", asdict(clock))
            timeline.advance(self.world, clock.now(real))
        return clock.reading(real)

    def serve(self, operation: Operation, version: str, path: Mapping[str, str], request: Request) -> Answer:
        """Answer a signed operation."""
        older = OLDER.get((operation.name, version), NEWEST)

        def perform(now: int) -> dict[str, Any]:
            call = self._checked(operation, version, path, request, now)
            try:
                return older.tells(self.world, operation.handler(self.world, call))
            except RefusedError as refused:
                refused.shop = call.shop.id
                refused.data = older.tells(self.world, refused.data) if refused.data else refused.data
                raise

        return self._answer(operation.name, perform)

    def serve_token(self, name: str, request: Request) -> Answer:
        """Answer one of the two unsigned calls of the token host."""
        handler = {"get_token": get_token, "refresh_token": refresh_token}[name]
        return self._answer(name, lambda now: handler(self.world, request, self.keys, now))

    def refuse(self, code: int, name: str) -> Answer:
        """Answer what is no operation at all."""

        def perform(_now: int) -> dict[str, Any]:
            raise RefusedError(code)

        return self._answer(name, perform)

    def _answer(self, name: str, perform: Perform) -> Answer:
        with self._lock:
            if struck := self.faults.take(name, When.BEFORE):
                return self._struck(name, struck)
            answer = self._performed(name, perform)
            struck = self.faults.take(name, When.AFTER)
            return self._struck(name, struck) if struck else answer

    def _struck(self, name: str, kind: FaultKind) -> Answer:
        self._note(name, f"fault {kind}", self.clock.now(self.real_now()))
        return _STRIKES[kind]

    def _performed(self, name: str, perform: Perform) -> Answer:
        with self.turn() as now:
            self._served += 1
            identifier = envelope.request_id(now, self.world.chance.bits("request", self._served))
            try:
                with self.world.db.attempt():
                    body, code, status = envelope.success(perform(now), identifier), 0, 200
            except RefusedError as refused:
                if refused.shop is not None and refused.code in errors.QUOTA_CODES:
                    uses.refuse(self.world.db, refused.shop, now)
                body, code, status = envelope.refusal(refused, identifier), refused.code, refused.status
        self._note(name, code, now)
        return Answer(status, body)

    def _note(self, name: str, code: int | str, now: int) -> None:
        self.requests.append({"operation": name, "code": code, "time": now})

    def _checked(self, operation: Operation, version: str, path: Mapping[str, str], request: Request, now: int) -> Call:
        retired_at = None if self.keeps_retired else operation.retired.get(version)
        if version not in operation.versions or (retired_at is not None and now >= retired_at):
            raise RefusedError(errors.WRONG_VERSION)
        access.check_signature(request, self.keys, now)
        shop = access.shop_of_token(request, self.world, now)
        access.check_cipher(request, shop, wanted=operation.takes_cipher)
        older = OLDER.get((operation.name, version), NEWEST)
        query = operation.query if older.query is None else older.query
        return Call(
            now=now,
            shop=shop,
            path=older.names(self.world, dict(path)),
            query=fields.read_query(list(request.query), query),
            body=older.asks(self.world, _body(operation, older, request)),
        )

    def shop(self, text: str | None) -> Shop | None:
        return self.world.shops.get(int(text)) if text and text.isdigit() else None


def _body(operation: Operation, older: Older, request: Request) -> dict[str, Any]:
    if operation.takes_file:
        return bodies.read_file(request)
    shape = operation.body if older.body is None else older.body
    return {} if shape is None else known(shape, bodies.read_json(request, shape))
