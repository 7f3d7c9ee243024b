"""Events as they arrive: believed only when they are the platform's, fresh, and not here before."""

import hashlib
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final, Protocol

from pydantic import ValidationError

from rapport.platform_client.credentials import AppCredentials
from rapport.platform_client.envelope import read_object
from rapport.platform_client.records import events, shop_events
from rapport.platform_client.signing import verify_webhook

# The platform tries for a good 15 hours to deliver an event, with the time of the event in it.
OLDEST: Final = timedelta(hours=24)
AHEAD_MAX: Final = timedelta(minutes=5)

EVENTS: Final[Mapping[int, type[events.Event]]] = MappingProxyType(
    {
        1: events.OrderChanged,
        3: events.AddressChanged,
        4: events.PackagesChanged,
        5: shop_events.ProductStatusChanged,
        6: events.AuthorizationWithdrawn,
        7: events.AuthorizationEnding,
        11: events.CancellationChanged,
        12: events.ReturnChanged,
        13: shop_events.ServiceConversationBegun,
        14: shop_events.ServiceMessage,
        16: shop_events.ProductCreated,
        17: events.ContentPosted,
        20: events.CreatorWithdrew,
        33: events.CreatorMessage,
        37: shop_events.ProductAudited,
        50: shop_events.SkusChanged,
        55: shop_events.VideoChecked,
        56: events.SampleChanged,
        59: shop_events.ShoppableVideoChecked,
        64: shop_events.AftersalesChanged,
        65: shop_events.GoodsReturnChanged,
        67: shop_events.RefundMade,
    }
)


class WebhookFault(StrEnum):
    """
    Why an event is not taken; the value goes into logs.

    FORGED is not the platform's. UNDATED, TOO_OLD and AHEAD may be someone repeating what they overheard.
    REPEATED was here before: the platform itself sends an event again when our answer was late.
    """

    FORGED = "forged"
    UNDATED = "undated"
    TOO_OLD = "too_old"
    AHEAD = "ahead"
    REPEATED = "repeated"


class WebhookRefused(Exception):  # noqa: N818 - named after what happened
    """An event that must not be acted on; `http_status` is what to answer, 200 so that a repeated one stops."""

    def __init__(self, fault: WebhookFault) -> None:
        super().__init__(fault)
        self.fault = fault
        self.http_status = 200 if fault is WebhookFault.REPEATED else 401


class SeenEvents(Protocol):
    """Remembers which events were taken, for as long as an old one may come."""

    def first_time(self, key: str, at: datetime) -> bool:
        """
        Remember the key and tell whether it is new, in one step, so that of two workers one is told yes.

        Do it in the transaction that keeps the event: one that could not be kept must be new when it comes again.
        """
        ...


@dataclass(slots=True)
class SeenInMemory:
    """For one process; what is older than the oldest event that is taken is forgotten."""

    oldest: timedelta = OLDEST
    _seen: dict[str, datetime] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def first_time(self, key: str, at: datetime) -> bool:
        with self._lock:
            self._seen = {one: when for one, when in self._seen.items() if at - when <= self.oldest}
            is_new = key not in self._seen
            self._seen.setdefault(key, at)
            return is_new


@dataclass(frozen=True, slots=True)
class WebhookGate:
    """
    Takes the platform's events for one app.

    `clock` returns the connection's time. Answer within 3 seconds with an empty 200: keep the event and do the
    work elsewhere.
    """

    app: AppCredentials
    clock: Callable[[], datetime]
    seen: SeenEvents
    oldest: timedelta = OLDEST

    def take(self, raw_body: bytes, authorization: str) -> events.Event:
        """
        Return the event of a request, from its body exactly as received and its `Authorization` header.

        Raises WebhookRefused. A type we do not know is an UnknownEvent, and so is one that cannot be read.
        """
        if not verify_webhook(self.app.key, self.app.secret, raw_body, authorization):
            raise WebhookRefused(WebhookFault.FORGED)
        event = read_event(raw_body)
        now = self.clock()
        if event.at is None:
            raise WebhookRefused(WebhookFault.UNDATED)
        if now - event.at > self.oldest:
            raise WebhookRefused(WebhookFault.TOO_OLD)
        if event.at - now > AHEAD_MAX:
            raise WebhookRefused(WebhookFault.AHEAD)
        if not self.seen.first_time(event.notification_id or hashlib.sha256(raw_body).hexdigest(), now):
            raise WebhookRefused(WebhookFault.REPEATED)
        return event


def read_event(raw_body: bytes) -> events.Event:
    """Return what a body tells, believed or not; never raises, see UnknownEvent."""
    told = read_object(raw_body)
    kind = EVENTS.get(_type_of(told), events.UnknownEvent)
    try:
        return kind.read(told)
    except ValidationError as error:
        fields = tuple(".".join(map(str, fault["loc"])) for fault in error.errors(include_input=False))
    return _unreadable(told, fields)


def _type_of(told: Mapping[str, object]) -> int:
    number = told.get("type")
    return number if isinstance(number, int) and not isinstance(number, bool) else 0


def _unreadable(told: Mapping[str, object], fields: tuple[str, ...]) -> events.UnknownEvent:
    """Keep what can be kept, field by field, of an event that is not what it should be."""
    kept = {name: value for name, value in told.items() if _fits(name, value)}
    return events.UnknownEvent.read(kept).model_copy(update={"unreadable": fields})


def _fits(name: str, value: object) -> bool:
    try:
        events.UnknownEvent.read({name: value})
    except ValidationError:
        return False
    return True
