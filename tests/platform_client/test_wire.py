"""Reads are asked again, writes never."""

import logging

import httpx
import pytest
from tests.platform_client.stage import Stage

from rapport.platform_client import (
    AnswerLost,
    CreatorSearch,
    DailyCapReached,
    MalformedAnswer,
    NeverArrived,
    OutcomeUnknown,
    PlatformClient,
    PlatformTrouble,
    Throttled,
)

QUOTA = {"data": {"quota_sum": "20", "quota_use": "3"}}

BEFORE_SENDING = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)
AFTER_SENDING = (
    httpx.ReadTimeout,
    httpx.ReadError,
    httpx.WriteTimeout,
    httpx.WriteError,
    httpx.RemoteProtocolError,
)


@pytest.mark.parametrize("error", BEFORE_SENDING + AFTER_SENDING)
def test_a_read_survives_two_breaks(client: PlatformClient, stage: Stage, error: type[httpx.TransportError]) -> None:
    stage.breaks(error)
    stage.breaks(error)
    stage.says(QUOTA)
    assert client.outreach.quota().total == 20
    assert stage.pauses == [0.5, 1.0]


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_read_survives_two_bad_answers(client: PlatformClient, stage: Stage, status: int) -> None:
    stage.says_raw(b"busy", status)
    stage.says_raw(b"busy", status)
    stage.says(QUOTA)
    assert client.outreach.quota().used == 3


@pytest.mark.parametrize("code", [36009002, 36009003, 36009007])
def test_a_read_survives_passing_codes(client: PlatformClient, stage: Stage, code: int) -> None:
    stage.says(code=code, message="not now")
    stage.says(QUOTA)
    assert client.outreach.quota().total == 20


def test_a_search_is_a_read_and_signed_afresh_each_time(client: PlatformClient, stage: Stage) -> None:
    stage.says(code=36009002, message="slow down", status=429, headers={"retry-after": "4"})
    stage.says({"sample_applications": []})
    client.samples.search()
    assert stage.pauses == [4.0]
    assert len(stage.requests) == 2


def test_a_read_gives_up_after_three_attempts(client: PlatformClient, stage: Stage) -> None:
    stage.says(code=36009003, message="internal", status=500)
    with pytest.raises(PlatformTrouble):
        client.outreach.quota()
    assert len(stage.requests) == 3


def test_a_read_does_not_wait_longer_than_it_may(client: PlatformClient, stage: Stage) -> None:
    stage.says_raw(b"", 429)
    stage.script[0].headers["retry-after"] = "3600"  # type: ignore[union-attr]
    with pytest.raises(Throttled) as raised:
        client.outreach.quota()
    assert raised.value.retry_after_s == 3600
    assert (len(stage.requests), stage.pauses) == (1, [])


def test_the_days_cap_is_no_reason_to_ask_again_though_it_comes_as_429(client: PlatformClient, stage: Stage) -> None:
    stage.says(code=45101004, message="used up", status=429)
    with pytest.raises(DailyCapReached):
        client.outreach.quota()
    assert len(stage.requests) == 1


@pytest.mark.parametrize("error", AFTER_SENDING)
def test_a_lost_answer_is_told_apart_for_reads_and_writes(
    client: PlatformClient, stage: Stage, error: type[httpx.TransportError]
) -> None:
    stage.breaks(error)
    with pytest.raises(AnswerLost):
        client.outreach.quota()
    with pytest.raises(OutcomeUnknown, match=error.__name__):
        client.conversations.send_text(conversation_id="11", text="Hello Ava")


@pytest.mark.parametrize("error", BEFORE_SENDING)
def test_a_write_that_never_left_is_known_not_to_have_happened(
    client: PlatformClient, stage: Stage, error: type[httpx.TransportError]
) -> None:
    stage.breaks(error)
    with pytest.raises(NeverArrived):
        client.conversations.send_text(conversation_id="11", text="Hello Ava")
    assert len(stage.requests) == 1


def test_a_read_names_what_it_cannot_read(client: PlatformClient, stage: Stage) -> None:
    stage.says({"creators": [{"creator_open_id": "ava"}, {"username": "ben", "follower_count": "many"}]})
    with pytest.raises(MalformedAnswer) as raised:
        client.creators.search(search=CreatorSearch())
    assert raised.value.fields == ("creators.1.creator_open_id", "creators.1.follower_count")


def test_each_call_leaves_one_line_in_the_log(
    client: PlatformClient, stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.says(QUOTA)
    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.DEBUG, logger="rapport.platform_client"):
        client.outreach.quota()
    (record,) = caplog.records
    assert (record.name, record.levelname) == ("rapport.platform_client", "DEBUG")
    told, duration, unit = record.getMessage().rsplit(" ", 2)
    assert told == "outreach.quota code=0 request=2026030209300001"
    assert duration.isdecimal()
    assert unit == "ms"
