"""Refusals and reasons: a code and plain data, never a sentence."""

import json

import pytest

from rapport.shared.refusals import NotFound, Reason, Refusal


class DoorShut(Refusal):
    """A refusal of this test."""

    code = "door.shut"


def test_a_refusal_carries_its_code_and_data() -> None:
    refusal = DoorShut(door="front", until=8, why=None)
    assert refusal.code == "door.shut"
    assert refusal.data == {"door": "front", "until": 8, "why": None}
    assert str(refusal) == "door.shut(door=front, until=8, why=None)"


def test_a_refusal_is_caught_as_what_it_is() -> None:
    with pytest.raises(Refusal, match=r"not_found\(what=shop, id=7\)"):
        raise NotFound(what="shop", id=7)


@pytest.mark.parametrize("reason", [Reason("plan.invite", {"reply": 1500, "known": True}), Reason("quota.unlimited")])
def test_a_reason_is_kept_as_json_and_read_back(reason: Reason) -> None:
    stored = json.loads(json.dumps(reason.as_json()))
    assert Reason.from_json(stored) == reason


def test_a_reason_kept_without_data_has_none() -> None:
    assert Reason.from_json({"code": "plan.invite", "data": None}) == Reason("plan.invite", {})
