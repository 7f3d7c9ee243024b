"""The client of a shop, and who closes what."""

from wsgiref.types import StartResponse, WSGIEnvironment

import httpx
import pytest
from tests.platform_client.stage import ACCESS, APP, URL, clock

from rapport.platform_client import PlatformClient


class Door(httpx.MockTransport):
    is_closed = False

    def close(self) -> None:
        self.is_closed = True


def nobody(_: httpx.Request) -> httpx.Response:
    raise AssertionError("nobody should ask")


def test_a_transport_that_was_handed_in_stays_open() -> None:
    door = Door(nobody)
    with PlatformClient(base_url=URL, app=APP, access=ACCESS, clock=clock, transport=door):
        pass
    assert not door.is_closed


def test_a_transport_of_its_own_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    door = Door(nobody)
    monkeypatch.setattr(httpx, "HTTPTransport", lambda: door)
    with PlatformClient(base_url=URL, app=APP, access=ACCESS, clock=clock):
        assert not door.is_closed
    assert door.is_closed


def test_the_timeout_reaches_the_transport() -> None:
    seen: list[object] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request.extensions["timeout"])
        return httpx.Response(200, json={"code": 0, "data": {"data": {}}})

    door = httpx.MockTransport(answer)
    PlatformClient(base_url=URL, app=APP, access=ACCESS, clock=clock, transport=door, timeout_s=3).outreach.quota()
    assert seen == [{"connect": 3, "read": 3, "write": 3, "pool": 3}]


def test_it_speaks_to_a_wsgi_application_in_process() -> None:
    def sandbox(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
        assert environ["PATH_INFO"] == "/affiliate_seller/202607/creator_outreach/quota"
        assert environ["HTTP_X_TTS_ACCESS_TOKEN"] == ACCESS.access_token
        start_response("200 OK", [("content-type", "application/json")])
        return [b'{"code":0,"data":{"data":{"quota_sum":"20"}}}']

    door = httpx.WSGITransport(app=sandbox)
    client = PlatformClient(base_url=URL, app=APP, access=ACCESS, clock=clock, transport=door)
    assert client.outreach.quota().total == 20
