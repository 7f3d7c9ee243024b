"""A call becomes exactly the request that was signed."""

import pytest
from tests.platform_client.stage import ACCESS, APP, NOW, Stage, clock, is_signed

from rapport.platform_client import PlatformClient, UnfitRequest
from rapport.platform_client.requests import QueryValue, SignedRequests, given, prepared_call

REQUESTS = SignedRequests("https://platform.test/", APP, ACCESS.tokens, ACCESS.cipher, clock)


def test_a_shops_call_carries_key_time_cipher_signature_and_token() -> None:
    request = REQUESTS.request(prepared_call("outreach.quota"))
    query = dict(request.url.params)
    assert query.pop("sign")
    assert query == {"app_key": APP.key, "timestamp": "1772443800", "shop_cipher": ACCESS.cipher}
    assert int(NOW.timestamp()) == 1772443800
    assert request.headers["x-tts-access-token"] == ACCESS.access_token
    assert is_signed(request)


def test_a_call_about_no_shop_carries_no_cipher() -> None:
    request = REQUESTS.request(prepared_call("authorization.shops"))
    assert "shop_cipher" not in request.url.params
    assert is_signed(request)


def test_the_bytes_that_are_signed_are_sent_compact_and_in_utf_8() -> None:
    call = prepared_call("conversations.mark_read", body={"conversation_ids": ("一", "2")})
    request = REQUESTS.request(call)
    assert request.content == '{"conversation_ids":["一","2"]}'.encode()
    assert request.headers["content-type"] == "application/json"
    assert is_signed(request)


def test_an_empty_object_is_sent_and_signed_as_two_bytes() -> None:
    call = prepared_call("samples.fulfilments", ids={"application_id": "5"}, body={})
    request = REQUESTS.request(call)
    assert request.content == b"{}"
    assert is_signed(request)


def test_a_call_without_a_body_names_no_content_type() -> None:
    request = REQUESTS.request(prepared_call("collaborations.remove", ids={"collaboration_id": "7"}))
    assert request.content == b""
    assert "content-type" not in request.headers
    assert is_signed(request)


def test_a_query_is_written_as_the_platform_reads_it_and_signed_as_it_is_read() -> None:
    query: dict[str, QueryValue] = {
        "page_token": "b2Zmc2V0PTIwCg==",
        "flag": True,
        "off": False,
        "ids": ("1", "2"),
        "no": None,
    }
    request = REQUESTS.request(prepared_call("conversations.list", query=query))
    params = request.url.params
    assert (params["page_token"], params["flag"], params["off"]) == ("b2Zmc2V0PTIwCg==", "true", "false")
    assert params["ids"] == "1,2"
    assert "no" not in params
    assert is_signed(request)


def test_an_id_is_put_into_the_path_as_it_is() -> None:
    open_id = "aB3-_x~9.Kq="
    call = prepared_call("creators.performance", ids={"creator_open_id": open_id})
    assert call.path == f"/affiliate_seller/202608/marketplace_creators/{open_id}"
    request = REQUESTS.request(call)
    assert request.url.raw_path.startswith(call.path.encode() + b"?")
    assert is_signed(request)


@pytest.mark.parametrize("strange", ["", ".", "..", "../orders", "a/b", "a?b", "a b", "a%2Fb", "é"])
def test_an_id_that_would_change_the_path_is_refused_here(client: PlatformClient, stage: Stage, strange: str) -> None:
    with pytest.raises(UnfitRequest) as raised:
        client.collaborations.detail(collaboration_id=strange)
    assert raised.value.field == "collaboration_id"
    assert not stage.requests


def test_given_keeps_what_says_something() -> None:
    fields = given(none=None, text="", empty=(), nothing={}, zero=0, false=False, word="a")
    assert fields == {"zero": 0, "false": False, "word": "a"}
