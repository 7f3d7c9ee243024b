"""The desk: one request after the other, each with the clock read once and one transaction around it."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from threading import Event, RLock
from typing import Any

from sandbox import access, bodies, envelope, errors, fields, scopes, timeline
from sandbox.access import AppKeys, Request
from sandbox.answers import Answer, headers_of, struck
from sandbox.calls import Call, whole
from sandbox.clock import Clock
from sandbox.creator_calls import CreatorOperation, checked
from sandbox.errors import RefusedError
from sandbox.explaining import Record
from sandbox.faults import Fault, FaultKind, Faults, When, content_of
from sandbox.hooks.announcing import announce
from sandbox.limits import Limits
from sandbox.older import NEWEST, OLDER, Older, known
from sandbox.operations import Operation
from sandbox.routes.authorization import get_token, refresh_token
from sandbox.shops import Shop
from sandbox.store import uses, webhooks
from sandbox.world import World

REQUESTS_KEPT = 200


Perform = Callable[[int], dict[str, Any]]


class Desk:
    """Everything a door needs: the world, the app's keys, the faults and the last requests."""

    keeps_retired = False  # whether versions go on answering after the day of their retirement

    def __init__(self, world: World, keys: AppKeys, real_now: Callable[[], float]) -> None:
        self.world, self.keys, self.faults = world, keys, Faults(world.chance)
        self.limits = Limits()
        self.requests: deque[dict[str, Any]] = deque(maxlen=REQUESTS_KEPT)
        self.records: deque[Callable[[], Record]] = deque(maxlen=REQUESTS_KEPT)
        self.real_now = real_now
        self.bell = Event()  # rung when there may be something to deliver
        self._lock, self._served = RLock(), 0

    @property
    def clock(self) -> Clock:
        return Clock(**self.world.db.setting("clock"))

    @contextmanager
    def turn(self) -> Iterator[int]:
        """Hold the desk for one request: brings the world up to date and yields the simulated time."""
        with self._lock:
            with self.world.db.transaction():
                now = self.clock.now(self.real_now())
                timeline.advance(self.world, now)
                yield now
                news = announce(self.world, now, self.faults)
            if news:
                self.bell.set()

    @contextmanager
    def pause(self) -> Iterator[int]:
        """Hold the desk without letting anything happen; yields the simulated time."""
        with self._lock, self.world.db.transaction():
            yield self.clock.now(self.real_now())

    def live_on(self) -> None:
        """Play what became due while the clock ran and nobody asked."""
        with self.turn():
            return

    def is_waited_for(self) -> bool:
        """Tell whether the clock runs by itself and somebody wants to hear what happens meanwhile."""
        with self.pause():
            return self.clock.speed > 0 and bool(webhooks.all_hooks(self.world.db))

    def move_clock(self, move: Callable[[Clock, float], Clock]) -> Mapping[str, object]:
        """Move the clock, play all that becomes due, and return the new reading."""
        with self._lock, self.world.db.transaction():
            real = self.real_now()
            clock = move(self.clock, real)
            self.world.db.keep_setting("clock", asdict(clock))
            timeline.advance(self.world, clock.now(real))
            announce(self.world, clock.now(real), self.faults)
        self.bell.set()
        return clock.reading(real)

    def serve(
        self, operation: Operation | CreatorOperation, version: str, path: Mapping[str, str], request: Request
    ) -> Answer:
        """Answer a signed operation."""
        older = OLDER.get((operation.name, version), NEWEST)

        def perform(now: int) -> dict[str, Any]:
            if isinstance(operation, CreatorOperation):
                return operation.handler(self.world, checked(self.world, self.keys, operation, version, request, now))
            call = self._checked(operation, version, path, request, now)
            try:
                return older.tells(self.world, operation.handler(self.world, call))
            except RefusedError as refused:
                refused.shop = call.shop.id
                refused.data = older.tells(self.world, refused.data) if refused.data else refused.data
                raise

        return self._answer(operation.name, request.content(), perform)

    def serve_token(self, name: str, request: Request) -> Answer:
        """Answer one of the two unsigned calls of the token host."""
        handler = {"get_token": get_token, "refresh_token": refresh_token}[name]
        return self._answer(name, request.content(), lambda now: handler(self.world, request, self.keys, now))

    def refuse(self, code: int, name: str) -> Answer:
        """Answer what is no operation at all."""

        def perform(_now: int) -> dict[str, Any]:
            raise RefusedError(code)

        return self._answer(name, content_of(name.encode()), perform)

    def _answer(self, name: str, content: int, perform: Perform) -> Answer:
        with self._lock:
            occasion = self.faults.occasion(name, content)
            before = self.faults.take(occasion, When.BEFORE)
            if before is not None and before.kind is not FaultKind.SLOW:
                return self._struck(name, before)
            answer = self._performed(name, perform)
            after = before or self.faults.take(occasion, When.AFTER)
            if after is None:
                return answer
            return replace(answer, wait=after.seconds) if after.kind is FaultKind.SLOW else self._struck(name, after)

    def _struck(self, name: str, fault: Fault) -> Answer:
        self._note(name, f"fault {fault.kind}", self.clock.now(self.real_now()))
        return struck(fault, name)

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
        return Answer(status, body, headers_of(code))

    def _note(self, name: str, code: int | str, now: int) -> None:
        self.requests.append({"operation": name, "code": code, "time": now})

    def _checked(self, operation: Operation, version: str, path: Mapping[str, str], request: Request, now: int) -> Call:
        retired_at = None if self.keeps_retired else operation.retired.get(version)
        if version not in operation.versions or (retired_at is not None and now >= retired_at):
            raise RefusedError(errors.WRONG_VERSION)
        access.check_signature(request, self.keys, now)
        shop = access.shop_of_token(request, self.world, now)
        scopes.check_scope(self.world, operation.scope)
        access.check_cipher(request, shop, wanted=operation.takes_cipher)
        self.limits.count(operation.name, shop.id, now=now, real=self.real_now())
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
        return self.world.shops.get(whole(text) or 0) if text else None


def _body(operation: Operation, older: Older, request: Request) -> dict[str, Any]:
    if operation.takes_file:
        return bodies.read_file(request)
    shape = operation.body if older.body is None else older.body
    return {} if shape is None else known(shape, bodies.read_json(request, shape))
