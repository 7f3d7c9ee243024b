"""Answers opened: code first, then status."""

import json
from datetime import timedelta
from decimal import Decimal
from email.utils import format_datetime

import httpx
import pytest
from tests.platform_client.stage import NOW

from rapport.platform_client import (
    ENDPOINTS,
    CollaborationConflict,
    ConflictPair,
    MalformedAnswer,
    OutcomeUnknown,
    PlatformError,
    PlatformTrouble,
    Throttled,
    UnknownRefusal,
)
from rapport.platform_client.envelope import Answer, open_answer

READ, WRITE = ENDPOINTS["outreach.quota"], ENDPOINTS["conversations.send"]


def opened(
    content: str, status: int = 200, *, writes: bool = False, retry_after: str | None = None
) -> Answer | PlatformError:
    headers = {} if retry_after is None else {"retry-after": retry_after}
    response = httpx.Response(status, content=content.encode(), headers=headers)
    return open_answer(WRITE if writes else READ, response, now=NOW, secrets=("hush", ""))


def test_a_success_is_its_data() -> None:
    answer = opened('{"code": 0, "message": "Success", "request_id": "R1", "data": {"a": 1, "price": 1.10}}')
    assert isinstance(answer, Answer)
    assert answer.data == {"a": 1, "price": Decimal("1.10")}
    assert answer.occasion.request_id == "R1"


@pytest.mark.parametrize("data", ["null", "{}", "[]", '""'])
def test_a_success_may_have_nothing_to_tell(data: str) -> None:
    answer = opened(f'{{"code": 0, "data": {data}}}')
    assert isinstance(answer, Answer)
    assert answer.data == {}


def test_null_and_empty_text_are_not_told_at_any_depth() -> None:
    answer = opened('{"code": 0, "data": {"a": null, "b": "", "c": [{"d": "", "e": 0, "f": false}]}}')
    assert isinstance(answer, Answer)
    assert answer.data == {"c": [{"e": 0, "f": False}]}


@pytest.mark.parametrize(
    ("status", "kind"),
    [(429, Throttled), (500, PlatformTrouble), (503, PlatformTrouble), (404, UnknownRefusal)],
)
@pytest.mark.parametrize("content", ["<html>", "", '{"code": 0}', '{"code": 55555}', "[1]", '"x"'])
def test_without_a_code_that_says_no_the_status_decides(status: int, kind: type[PlatformError], content: str) -> None:
    assert type(opened(content, status)) is kind


@pytest.mark.parametrize("content", ["", "<html>", "{}", '{"code": null}', b"\xff\xfe\x00".decode("latin-1")])
def test_a_success_that_cannot_be_read_is_malformed_or_for_a_write_unknown(content: str) -> None:
    read, written = opened(content), opened(content, writes=True)
    assert isinstance(read, MalformedAnswer)
    assert read.fields == ("code",)
    assert type(written) is OutcomeUnknown


@pytest.mark.parametrize("status", [500, 502, 503, 504])
def test_a_write_answered_by_a_server_error_has_an_unknown_outcome(status: int) -> None:
    assert type(opened("oops", status, writes=True)) is OutcomeUnknown


def test_a_throttled_write_is_known_not_to_have_happened() -> None:
    assert type(opened("", 429, writes=True)) is Throttled


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90.0),
        (format_datetime(NOW - timedelta(seconds=90), usegmt=True), 0.0),
        ("Mon, 02 Mar 2026 09:30:10 -0000", None),
        ("soon", None),
        ("-1", None),
    ],
)
def test_the_pause_asked_for_is_read_in_both_ways_to_write_it(header: str, seconds: float | None) -> None:
    throttled = opened("", 429, retry_after=header)
    assert isinstance(throttled, Throttled)
    assert throttled.retry_after_s == seconds


def test_a_conflict_names_its_pairs() -> None:
    conflicts = [{"creator_user_open_id": "ava", "product_id": "17"}, {"product_id": "18"}, "odd"]
    data = {"target_collaboration_conflicts": conflicts}
    error = opened(json.dumps({"code": 16024022, "message": "taken", "data": data}), writes=True)
    assert isinstance(error, CollaborationConflict)
    assert error.pairs == (ConflictPair("ava", "17"),)


def test_a_secret_the_platform_repeats_is_not_shown() -> None:
    error = opened('{"code": 36009004, "message": "token hush is bad: hush"}', 400)
    assert isinstance(error, PlatformError)
    assert error.message == "token … is bad: …"


@pytest.mark.parametrize("token", ["ROW_aB3-_x.9", "TTP_1+/=", "GCP_cipher"])
def test_what_looks_like_a_token_is_not_shown_whosever_it_is(token: str) -> None:
    error = opened(json.dumps({"code": 105001, "message": f"bad token {token}, see the docs"}), 403)
    assert isinstance(error, PlatformError)
    assert error.message == "bad token …, see the docs"
