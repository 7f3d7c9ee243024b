"""Holding a sandbox against mutated requests: nothing crashes it, and nothing passes with a wrong signature."""

import json
from collections import Counter
from itertools import islice

from tests.sandbox.mutants import UNSIGNED_DOORS, Attempt, is_rightly_signed, mutants, send
from tests.sandbox.seller import Seller
from tests.sandbox.story import SMALL

BEFORE_THE_SIGNATURE = {36009009, 36009010, 36009014, 106001}
NO_ENVELOPE = {"HEAD", "BREW"}  # a head has no body, and what is no method of HTTP never comes to the door
ABOUT_THE_SIGNATURE = ("AppKey is", "Timestamp is", "Sign is")


def fuzz(seller: Seller, *, seed: int, count: int) -> Counter[int]:
    """Send mutants and return how often each code came. Raises AssertionError with the request that broke the law."""
    known = _known(seller)
    codes: Counter[int] = Counter()
    for attempt in islice(mutants(seller, seed, known), count):
        codes[_judge(seller, attempt)] += 1
    return codes


def _judge(seller: Seller, attempt: Attempt) -> int:
    """Return the code of the answer; -1 where an answer has no envelope."""
    try:
        outcome = send(seller.sandbox.app, attempt)
    except Exception as crash:
        raise AssertionError(_shown(attempt)) from crash
    assert outcome.status < 500, _shown(attempt) + outcome.complaints
    if attempt.method in NO_ENVELOPE or attempt.path in UNSIGNED_DOORS:
        return -1
    code, message = outcome.code_and_message()
    if not is_rightly_signed(seller, attempt):
        about = code == 36009004 and any(words in message for words in ABOUT_THE_SIGNATURE)
        assert about or code in BEFORE_THE_SIGNATURE, _shown(attempt)
    return code


def _shown(attempt: Attempt) -> str:
    asked = f"{attempt.method} {attempt.path[:300]!r}?{attempt.query[:900]!r}"
    return f"{asked} {attempt.content_type!r} {attempt.body[:500]!r}"


def _known(seller: Seller) -> dict[str, list[str]]:
    """Return identifiers that exist, so that many a mutant gets far."""
    creators = [item["creator_open_id"] for item in seller.creators(40, **SMALL)]
    return {
        "creator": creators,
        "creator_user_id": creators,
        "product_id": [item["id"] for item in seller.products()],
        "target_collaboration_id": [seller.invite([creator]) for creator in creators[:10]],
        "conversation_id": [seller.conversation(creator) for creator in creators[10:15]],
        "content": [json.dumps({"content": "Hello"})],
    }
