"""Where a sample stands, when its content is due, and when its creator hears about it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import NOW

from rapport.platform_client import SampleStatus
from rapport.policies.queries import rules_for
from rapport.samples.rules.deadlines import UNDER_WAY, NoticeFacts, SampleStage, content_due_at, notice_due, stage_of
from rapport.shared.refusals import Reason

DAY = timedelta(days=1)
INSTANT = timedelta(microseconds=1)
POLICY = rules_for("guidebook", "GB").policy.samples
"""Content 14 days after receipt; one notice, none before 5 days after it."""
RECEIVED = NoticeFacts(SampleStage.CONTENT_DUE, shipped_at=NOW - 3 * DAY, received_at=NOW, notices_sent=0)


def test_the_platform_s_many_states_as_people_need_them() -> None:
    going = {status.value: stage_of(status).value for status in SampleStatus if stage_of(status) != SampleStage.CLOSED}
    assert going == {
        "PENDING": "requested",
        "AWAITING_SHIPMENT": "approved",
        "SHIPPED": "shipped",
        "CONTENT_PENDING": "content_due",
        "COMPLETED": "fulfilled",
        "OPS_COMPLETED": "fulfilled",
    }


def test_every_kind_of_cancellation_is_closed_and_so_is_a_word_nobody_knows() -> None:
    words = [status.value for status in SampleStatus if status.endswith("_CANCELLED")]
    assert [stage_of(word) for word in (*words, "OPS_FAILED", "DEL_OPEN_COLLAB", "LOST")] == [SampleStage.CLOSED] * 10


def test_a_sample_is_under_way_until_its_content_or_its_end() -> None:
    assert set(SampleStage) - UNDER_WAY == {SampleStage.FULFILLED, SampleStage.CLOSED}


def test_content_is_due_the_policy_s_days_after_receipt() -> None:
    assert content_due_at(NOW, POLICY) == NOW + 14 * DAY


def test_a_creator_hears_about_a_sample_five_days_after_receipt_and_no_earlier() -> None:
    assert notice_due(RECEIVED, POLICY, NOW + 5 * DAY - INSTANT) is None
    assert notice_due(RECEIVED, POLICY, NOW + 5 * DAY) == Reason("samples.content_due_soon", {"days": 9})


def test_whole_days_are_left_and_none_once_it_is_late() -> None:
    moments = (13 * DAY, 13 * DAY + INSTANT, 14 * DAY, 20 * DAY)
    told = [notice_due(RECEIVED, POLICY, NOW + after) for after in moments]
    assert [one.data["days"] for one in told if one] == [1, 0, 0, 0]


def test_one_notice_is_all_a_creator_gets() -> None:
    assert notice_due(replace(RECEIVED, notices_sent=1), POLICY, NOW + 9 * DAY) is None
    twice = POLICY.model_copy(update={"reminder_max": 2})
    assert notice_due(replace(RECEIVED, notices_sent=1), twice, NOW + 9 * DAY) is not None


@pytest.mark.parametrize("stage", [stage for stage in SampleStage if stage != SampleStage.CONTENT_DUE])
def test_only_who_owes_content_is_reminded_of_it(stage: SampleStage) -> None:
    assert notice_due(replace(RECEIVED, stage=stage), POLICY, NOW + 9 * DAY) is None


def test_a_sample_whose_receipt_is_unknown_waits() -> None:
    assert notice_due(replace(RECEIVED, received_at=None), POLICY, NOW + 9 * DAY) is None


@given(st.timedeltas(timedelta(0), 60 * DAY), st.integers(0, 3), st.integers(0, 3), st.integers(0, 14))
def test_a_notice_keeps_to_the_policy_s_number_and_days(after: timedelta, sent: int, most: int, first: int) -> None:
    policy = POLICY.model_copy(update={"reminder_max": most, "reminder_min_days": first})
    told = notice_due(replace(RECEIVED, notices_sent=sent), policy, NOW + after)
    assert (told is not None) == (sent < most and after >= first * DAY)
