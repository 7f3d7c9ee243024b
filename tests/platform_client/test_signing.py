"""Signatures agree with what other clients of the platform compute."""

import json
from pathlib import Path
from typing import Any

import pytest

from rapport.platform_client import sign, verify_webhook

Vector = dict[str, Any]

VECTORS = json.loads(Path(__file__).with_name("signing_vectors.json").read_text(encoding="utf-8"))
BY_ID: dict[str, Vector] = {vector["id"]: vector for vector in VECTORS["vectors"]}


def sign_vector(vector: Vector) -> str:
    body = (vector["body"] or "").encode()
    return sign(vector["app_secret"], vector["path"], vector["query"], body, vector["content_type"])


@pytest.mark.parametrize("vector", VECTORS["vectors"], ids=lambda vector: vector["id"])
def test_a_request_is_signed_as_the_platform_expects(vector: Vector) -> None:
    assert sign_vector(vector) == vector["sign"]


@pytest.mark.parametrize("vector", VECTORS["negative"], ids=lambda vector: vector["id"])
def test_a_wrong_way_of_signing_is_not_ours(vector: Vector) -> None:
    assert sign_vector(BY_ID[vector["of"]]) != vector["sign"]


def test_a_multipart_body_is_not_signed() -> None:
    vector = BY_ID["post-creator-search"]
    content_type = "Multipart/Form-Data; boundary=x"
    with_body = sign(vector["app_secret"], vector["path"], vector["query"], b"file", content_type)
    without = sign(vector["app_secret"], vector["path"], vector["query"], b"", content_type)
    assert with_body == without


@pytest.mark.parametrize("hook", VECTORS["webhooks"], ids=lambda hook: hook["id"])
def test_a_webhook_of_the_platform_is_believed(hook: Vector) -> None:
    body = hook["raw_body"].encode()
    assert verify_webhook(hook["app_key"], hook["app_secret"], body, hook["authorization"])


@pytest.mark.parametrize(
    "change",
    [
        {"raw_body": '{"type": 33}'},
        {"app_secret": "another"},
        {"app_key": "another"},
        {"authorization": ""},
        {"authorization": "Bearer"},
        {"authorization": "ñ\udc80"},
    ],
    ids=str,
)
def test_a_webhook_that_was_tampered_with_is_not(change: Vector) -> None:
    hook = VECTORS["webhooks"][0] | change
    body = hook["raw_body"].encode()
    assert not verify_webhook(hook["app_key"], hook["app_secret"], body, hook["authorization"])
