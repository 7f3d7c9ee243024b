"""One call to the platform: sent, asked again if it is a read, opened, and read into a record."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import httpx
from pydantic import ValidationError

from rapport.platform_client.endpoints import Endpoint
from rapport.platform_client.envelope import Answer, open_answer, unreadable
from rapport.platform_client.errors import (
    AnswerLost,
    NeverArrived,
    Occasion,
    OutcomeUnknown,
    PlatformError,
    TokenExpired,
    TransportTrouble,
)
from rapport.platform_client.pacing import Pace
from rapport.platform_client.patience import Patience
from rapport.platform_client.records.base import Record
from rapport.platform_client.requests import Call, QueryValue, RequestMaker, prepared_call
from rapport.platform_client.uploads import Upload

logger = logging.getLogger("rapport.platform_client")

R = TypeVar("R", bound=Record)

_BEFORE_SENDING = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)


@dataclass(frozen=True, slots=True)
class Wire:
    """
    Speaks to one host with one set of credentials.

    It uses the transport without an httpx.Client, because that logs whole URLs, and the token host wants
    the app's secret in them.
    """

    requests: RequestMaker
    transport: httpx.BaseTransport
    clock: Callable[[], datetime]
    timeout_s: float
    patience: Patience
    pace: Pace

    def call(
        self,
        operation: str,
        answer: type[R],
        *,
        ids: Mapping[str, str] | None = None,
        query: Mapping[str, QueryValue] | None = None,
        body: Mapping[str, object] | None = None,
        file: Upload | None = None,
        refused: Callable[[Answer], PlatformError | None] | None = None,
    ) -> R:
        """
        Ask for the operation and return its answer read as `answer`; every failure is a PlatformError.

        Reads are asked again as `patience` says. A write is sent once, and raises OutcomeUnknown if its answer
        is lost or cannot be read. A token that is too old is renewed on the way, if it can be. `refused` finds
        the refusal in an answer that says "success" and means something else.
        """
        call = prepared_call(operation, ids=ids, query=query, body=body, file=file)
        given = self._answer(call)
        if refused is not None and (refusal := refused(given)):
            raise refusal
        try:
            return answer.read(given.data)
        except ValidationError as error:
            fields = [".".join(map(str, problem["loc"])) for problem in error.errors(include_input=False)]
        # Raised outside, so that the answer's content does not travel along as the context.
        raise unreadable(call.endpoint, given.occasion, fields)

    def _answer(self, call: Call) -> Answer:
        attempt = 1
        while isinstance(outcome := self._attempt(call), PlatformError):
            pause_s = None if call.endpoint.writes else self.patience.pause_s(attempt, outcome)
            if pause_s is None:
                raise outcome
            self.patience.sleep(pause_s)
            attempt += 1
        return outcome

    def _attempt(self, call: Call) -> Answer | PlatformError:
        request = self.requests.request(call)
        outcome = self._sent(call, request)
        # What was refused for its token did not happen, so a write too may be made again, once.
        if isinstance(outcome, TokenExpired) and self.requests.renew(request):
            outcome = self._sent(call, self.requests.request(call))
        return outcome

    def _sent(self, call: Call, request: httpx.Request) -> Answer | PlatformError:
        operation = call.endpoint.operation
        if (reason := self.pace.before(operation)) is not None:
            return reason
        outcome = self._exchanged(call, request)
        self.pace.after(operation, outcome)
        return outcome

    def _exchanged(self, call: Call, request: httpx.Request) -> Answer | PlatformError:
        started = time.perf_counter()
        outcome: Answer | PlatformError | httpx.Response = self._response(call, request)
        if isinstance(outcome, httpx.Response):
            secrets = self.requests.secrets(call, request)
            outcome = open_answer(call.endpoint, outcome, now=self.clock(), secrets=secrets)
        told = outcome.occasion
        duration_ms = round((time.perf_counter() - started) * 1000)
        logger.debug("%s code=%s request=%s %d ms", told.operation, told.code, told.request_id, duration_ms)
        return outcome

    def _response(self, call: Call, request: httpx.Request) -> httpx.Response | TransportTrouble:
        request.extensions = {"timeout": httpx.Timeout(self.timeout_s).as_dict()}
        try:
            response = self.transport.handle_request(request)
            try:
                response.read()
            finally:
                response.close()
        except httpx.RequestError as error:
            return _trouble(call.endpoint, error)
        return response


def _trouble(endpoint: Endpoint, error: httpx.RequestError) -> TransportTrouble:
    # Only the kind is told: httpx's errors know the request, and with it the secrets.
    message, occasion = type(error).__name__, Occasion(endpoint.operation)
    if isinstance(error, _BEFORE_SENDING):
        return NeverArrived(message, occasion)
    return OutcomeUnknown(message, occasion) if endpoint.writes else AnswerLost(message, occasion)
