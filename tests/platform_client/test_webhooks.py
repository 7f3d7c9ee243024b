"""Events taken at the gate: the platform's own, fresh, once, and never a reason to fall over."""

import hashlib
import hmac
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from tests.platform_client.stage import APP, NOW, clock

from rapport.platform_client import (
    EVENTS,
    CreatorMessage,
    Event,
    MessageContent,
    OrderChanged,
    SeenInMemory,
    UnknownEvent,
    WebhookFault,
    WebhookGate,
    WebhookRefused,
    read_event,
)

AT = int(NOW.timestamp())
ORDER = {"order_id": "5", "order_status": "CANCEL", "is_on_hold_order": False, "update_time": AT}


def body_of(kind: object, data: object, **envelope: object) -> bytes:
    told = {"type": kind, "tts_notification_id": "n1", "shop_id": "7495", "timestamp": AT, "data": data}
    return json.dumps(told | envelope).encode()


def signature(body: bytes, secret: str = APP.secret) -> str:
    return hmac.new(secret.encode(), APP.key.encode() + body, hashlib.sha256).hexdigest()


@pytest.fixture
def gate() -> WebhookGate:
    return WebhookGate(APP, clock, SeenInMemory())


def refused(gate: WebhookGate, body: bytes, authorization: str | None = None) -> WebhookRefused:
    with pytest.raises(WebhookRefused) as raised:
        gate.take(body, signature(body) if authorization is None else authorization)
    return raised.value


def test_an_event_of_the_platform_is_taken(gate: WebhookGate) -> None:
    body = body_of(1, ORDER)
    assert gate.take(body, signature(body)) == OrderChanged(
        type=1,
        notification_id="n1",
        shop_id="7495",
        at=NOW,
        order_id="5",
        status="CANCEL",
        is_on_hold=False,
        updated_at=NOW,
    )


@pytest.mark.parametrize("authorization", ["", "Bearer x", signature(body_of(1, ORDER), "another-secret")])
def test_what_the_platform_did_not_sign_is_forged(gate: WebhookGate, authorization: str) -> None:
    told = refused(gate, body_of(1, ORDER), authorization)
    assert (told.fault, told.http_status) == (WebhookFault.FORGED, 401)


def test_one_byte_more_is_another_event(gate: WebhookGate) -> None:
    body = body_of(1, ORDER)
    assert refused(gate, body + b" ", signature(body)).fault is WebhookFault.FORGED


@pytest.mark.parametrize(
    ("age", "fault"),
    [
        (timedelta(hours=24, seconds=1), WebhookFault.TOO_OLD),
        (timedelta(minutes=-5, seconds=-1), WebhookFault.AHEAD),
    ],
)
def test_an_event_of_another_time_is_refused(gate: WebhookGate, age: timedelta, fault: WebhookFault) -> None:
    told = refused(gate, body_of(1, ORDER, timestamp=int((NOW - age).timestamp())))
    assert (told.fault, told.http_status) == (fault, 401)


@pytest.mark.parametrize("age", [timedelta(hours=24), timedelta(minutes=-5), timedelta(hours=15, minutes=32)])
def test_an_event_that_was_tried_all_day_is_still_taken(gate: WebhookGate, age: timedelta) -> None:
    body = body_of(1, ORDER, timestamp=int((NOW - age).timestamp()))
    assert gate.take(body, signature(body)).at == NOW - age


@pytest.mark.parametrize("timestamp", [None, 0, ""])
def test_an_event_without_a_time_is_refused(gate: WebhookGate, timestamp: object) -> None:
    assert refused(gate, body_of(1, ORDER, timestamp=timestamp)).fault is WebhookFault.UNDATED


def test_an_event_that_comes_again_is_told_and_stops_coming(gate: WebhookGate) -> None:
    body = body_of(1, ORDER)
    gate.take(body, signature(body))
    told = refused(gate, body)
    assert (told.fault, told.http_status) == (WebhookFault.REPEATED, 200)
    assert str(told) == "repeated"


def test_an_event_without_an_id_is_known_by_its_bytes(gate: WebhookGate) -> None:
    body = body_of(1, ORDER, tts_notification_id="")
    gate.take(body, signature(body))
    assert refused(gate, body).fault is WebhookFault.REPEATED
    other = body_of(1, ORDER | {"order_id": "6"}, tts_notification_id="")
    assert gate.take(other, signature(other)).notification_id == ""


def test_what_was_refused_may_still_come_in_time(gate: WebhookGate) -> None:
    body = body_of(1, ORDER)
    refused(gate, body, "forged")
    assert gate.take(body, signature(body)).notification_id == "n1"


def test_of_many_at_once_one_is_first() -> None:
    seen = SeenInMemory()
    with ThreadPoolExecutor(8) as workers:
        firsts = list(workers.map(lambda _: seen.first_time("n1", NOW), range(64)))
    assert sorted(firsts) == [False] * 63 + [True]


def test_what_is_too_old_to_come_again_is_forgotten() -> None:
    seen = SeenInMemory(timedelta(hours=1))
    assert seen.first_time("n1", NOW)
    assert not seen.first_time("n1", NOW + timedelta(hours=1))
    assert seen.first_time("n1", NOW + timedelta(hours=1, seconds=1))


def test_a_type_nobody_knows_is_kept(gate: WebhookGate) -> None:
    body = body_of(71, {"sku_id": "1", "counters": [1, 2]})
    assert gate.take(body, signature(body)) == UnknownEvent(
        type=71,
        notification_id="n1",
        shop_id="7495",
        at=NOW,
        data={"sku_id": "1", "counters": [1, 2]},
    )


def test_a_known_event_that_lacks_something_is_kept_and_says_what() -> None:
    assert read_event(body_of(1, {"order_id": "5", "update_time": "soon"})) == UnknownEvent(
        type=1,
        notification_id="n1",
        shop_id="7495",
        at=NOW,
        data={"order_id": "5", "update_time": "soon"},
        unreadable=("data.order_status", "data.update_time"),
    )


@pytest.mark.parametrize(
    ("body", "kept"),
    [
        (b"not json", UnknownEvent()),
        (b"[1]", UnknownEvent()),
        (b"{}", UnknownEvent()),
        (b'{"type":true,"data":{}}', UnknownEvent(type=1)),
        (b'{"type":"?","shop_id":"7","data":[]}', UnknownEvent(shop_id="7", unreadable=("type", "data"))),
        (b'{"type":6,"timestamp":"now"}', UnknownEvent(type=6, unreadable=("timestamp",))),
        (b"\xff\xfe", UnknownEvent()),
    ],
)
def test_nothing_that_comes_makes_it_fall_over(body: bytes, kept: Event) -> None:
    assert read_event(body) == kept


def test_times_in_milliseconds_are_understood() -> None:
    assert read_event(body_of(6, {}, timestamp=AT * 1000)).at == NOW


@pytest.mark.parametrize("content", ["Is the rate fixed?", '{"content":"Is the rate fixed?"}'])
def test_a_creators_message_is_read_plain_or_as_json(content: str) -> None:
    data = {
        "index": "17",
        "message_id": "m1",
        "conversation_id": "745",
        "msg_type": "TEXT",
        "content": content,
        "create_time": str(AT),
        "sender": {"sender_im_user_id": "9001"},
    }
    assert read_event(body_of(33, data)) == CreatorMessage(
        type=33,
        notification_id="n1",
        shop_id="7495",
        at=NOW,
        conversation_id="745",
        message_id="m1",
        index="17",
        kind="TEXT",
        sender_id="9001",
        sent_at=datetime(2026, 3, 2, 9, 30, tzinfo=UTC),
        content=MessageContent(text="Is the rate fixed?"),
        raw_content=content,
    )


def test_every_known_type_has_its_own_record() -> None:
    assert len(set(EVENTS.values())) == len(EVENTS)
    assert all(f"Type {number}" in (kind.__doc__ or "") for number, kind in EVENTS.items())


def test_no_secret_is_shown_at_the_gate(gate: WebhookGate) -> None:
    body: Any = body_of(1, ORDER)
    assert APP.secret not in repr(gate) + repr(refused(gate, body, "x")) + repr(vars(refused(gate, body, "x")))
