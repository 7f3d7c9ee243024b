"""Signatures: all known vectors, and the two clients that leave an empty body out."""

import json
from pathlib import Path
from typing import Any

import pytest

from sandbox.signing import sign, verified, webhook_signature

KNOWN = json.loads(Path(__file__).with_name("signing_vectors.json").read_text(encoding="utf-8"))
BY_NAME = {vector["id"]: vector for vector in KNOWN["vectors"]}


def parts(vector: dict[str, Any]) -> tuple[str, str, list[tuple[str, str]], bytes, str]:
    body = (vector["body"] or "").encode()
    return vector["app_secret"], vector["path"], list(vector["query"].items()), body, vector["content_type"]


@pytest.mark.parametrize("name", BY_NAME)
def test_known_signatures(name: str) -> None:
    assert sign(*parts(BY_NAME[name])) == BY_NAME[name]["sign"]
    assert verified(BY_NAME[name]["sign"], *parts(BY_NAME[name]))


@pytest.mark.parametrize("case", KNOWN["negative"], ids=lambda case: str(case["id"]))
def test_wrong_signatures(case: dict[str, str]) -> None:
    assert not verified(case["sign"], *parts(BY_NAME[case["of"]]))


@pytest.mark.parametrize("case", KNOWN["webhooks"], ids=lambda case: str(case["id"]))
def test_webhook_signatures(case: dict[str, str]) -> None:
    signature = webhook_signature(case["app_key"], case["app_secret"], case["raw_body"].encode())
    assert signature == case["authorization"]


@pytest.mark.parametrize("body", [b"{}", b"[]"])
def test_an_empty_body_may_be_left_out_of_the_signature(body: bytes) -> None:
    query = [("app_key", "k"), ("timestamp", "1")]
    assert verified(sign("s", "/p", query, b""), "s", "/p", query, body)
    assert verified(sign("s", "/p", query, body), "s", "/p", query, body)
    assert not verified(sign("s", "/p", query, b""), "s", "/p", query, b'{"a":1}')


def test_repeated_keys_and_comma_lists_both_fit_as_sent() -> None:
    repeated = sign("s", "/p", [("ids", "1"), ("ids", "2"), ("app_key", "k")], b"")
    assert repeated == sign("s", "/p", [("app_key", "k"), ("ids", "1ids2")], b"")
    assert repeated != sign("s", "/p", [("app_key", "k"), ("ids", "1,2")], b"")


def test_a_multipart_body_is_not_signed() -> None:
    plain = sign("s", "/p", [], b"")
    assert sign("s", "/p", [], b"file", "Multipart/Form-Data; boundary=x") == plain
    assert sign("s", "/p", [], b"file", "application/json") != plain
