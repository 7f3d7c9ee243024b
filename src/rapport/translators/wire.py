"""One request to a service: sent, asked again while it is busy, read as JSON."""

import json
import logging
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import httpx

from rapport.translators.errors import (
    AllowanceUsedUp,
    AnswerLost,
    AnswerUnreadable,
    Busy,
    KeyRefused,
    NeverArrived,
    RequestRefused,
    TranslatorError,
)

logger = logging.getLogger("rapport.translators")

_BEFORE_SENDING = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)
OK = 200
NO_KEY = (401, 403)
NOTHING_LEFT = (402, 456)
TOO_MANY = 429
SERVER_FAULT = 500
LONGEST_ANSWER = 4_000_000
"""Bytes; a service that answers with more answers something else."""


@dataclass(frozen=True, slots=True)
class Patience:
    """
    `attempts` in all while a service is busy; pauses double from `first_pause_s`, shortened by up to half by chance.

    A pause the service asks for is kept; one longer than `longest_pause_s` is left to the caller.
    """

    attempts: int = 3
    first_pause_s: float = 1.0
    longest_pause_s: float = 20.0
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random

    def pause_s(self, attempt: int, trouble: TranslatorError) -> float | None:
        """Return how long to wait after this attempt (counted from 1), or None if it was the last.

        What may have been charged is not asked again here: that costs twice.
        """
        if attempt >= self.attempts or not trouble.passing or trouble.charged:
            return None
        asked_for = trouble.retry_after_s if isinstance(trouble, Busy) else None
        if asked_for is not None and asked_for > self.longest_pause_s:
            return None
        doubled: float = self.first_pause_s * 2 ** (attempt - 1)
        own = min(doubled, self.longest_pause_s) * (1 - self.chance() / 2)
        return max(own, asked_for or 0.0)


@dataclass(frozen=True, slots=True)
class Wire:
    """Posts JSON to one service."""

    base_url: str
    headers: Mapping[str, str]
    transport: httpx.BaseTransport
    timeout_s: float
    patience: Patience
    used_up: Callable[[object], bool] = lambda _: False
    """Whether what a 429 says means that nothing is left, and not that we are too fast."""

    def post(self, path: str, body: Mapping[str, object]) -> Mapping[str, object]:
        """Return the answer's object; every failure is a TranslatorError."""
        attempt = 1
        while isinstance(outcome := self._attempt(path, body), TranslatorError):
            pause_s = self.patience.pause_s(attempt, outcome)
            if pause_s is None:
                raise outcome
            self.patience.sleep(pause_s)
            attempt += 1
        return outcome

    def _attempt(self, path: str, body: Mapping[str, object]) -> Mapping[str, object] | TranslatorError:
        started = time.perf_counter()
        outcome = self._exchanged(path, body)
        took_ms = round((time.perf_counter() - started) * 1000)
        logger.debug("%s %s %d ms", path, type(outcome).__name__, took_ms)
        return outcome

    def _exchanged(self, path: str, body: Mapping[str, object]) -> Mapping[str, object] | TranslatorError:
        request = httpx.Request("POST", self.base_url.rstrip("/") + path, headers=dict(self.headers), json=dict(body))
        request.extensions = {"timeout": httpx.Timeout(self.timeout_s).as_dict()}
        try:
            response = self.transport.handle_request(request)
            try:
                content = _read(response)
            finally:
                response.close()
        except httpx.RequestError as error:
            # Only the kind is told: httpx's errors know the request, and with it the key.
            kind = NeverArrived if isinstance(error, _BEFORE_SENDING) else AnswerLost
            return kind(type(error).__name__)
        return self._opened(response, content)

    def _opened(self, response: httpx.Response, content: bytes) -> Mapping[str, object] | TranslatorError:
        status = response.status_code
        told = _json(content)
        if status == OK:
            return told if isinstance(told, dict) else AnswerUnreadable("the answer is no JSON object", status)
        if status in NO_KEY:
            return KeyRefused("the key was refused", status)
        if status in NOTHING_LEFT or (status == TOO_MANY and self.used_up(told)):
            return AllowanceUsedUp("nothing is left on the account", status)
        if status == TOO_MANY or status >= SERVER_FAULT:
            return Busy("busy", status, _seconds(response.headers.get("retry-after", "")))
        return RequestRefused("the request was refused", status)


def _read(response: httpx.Response) -> bytes:
    """The body as it came; one that is too long is cut, and is no JSON then."""
    found = b""
    for part in response.iter_bytes():
        found += part
        if len(found) > LONGEST_ANSWER:
            break
    return found


def _json(content: bytes) -> object:
    try:
        told: object = json.loads(content)
    except ValueError:
        return None
    return told


def _seconds(header: str) -> int | None:
    """`Retry-After` in seconds; its other form, a date, is left to our own pauses."""
    return int(header) if header.isdecimal() else None
