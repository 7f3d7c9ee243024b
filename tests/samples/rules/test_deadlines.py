"""Where a sample stands, when its content is due, and when its creator hears of it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.cast import NOW

from rapport.policies.rules.packs import SamplesPolicy
from rapport.samples.rules.deadlines import NoticeFacts, SampleStage, content_due_at, notice_due, stage_of
from rapport.shared.refusals import Reason

POLICY = SamplesPolicy(review_days=7, content_days=14, extension_days=7, reminder_min_days=5, reminder_max=1)
RECEIVED = NoticeFacts(SampleStage.CONTENT_DUE, NOW - timedelta(days=8), NOW, notices_sent=0)


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        ("PENDING", SampleStage.REQUESTED),
        ("AWAITING_SHIPMENT", SampleStage.APPROVED),
        ("SHIPPED", SampleStage.SHIPPED),
        ("CONTENT_PENDING", SampleStage.CONTENT_DUE),
        ("COMPLETED", SampleStage.FULFILLED),
        ("OPS_COMPLETED", SampleStage.FULFILLED),
        ("UNFULFILL_CANCELLED", SampleStage.CLOSED),
        ("A_WORD_OF_NEXT_YEAR", SampleStage.CLOSED),
    ],
)
def test_the_platforms_words_become_a_few_stages(status: str, stage: SampleStage) -> None:
    assert stage_of(status) is stage


def test_content_is_due_two_weeks_after_receipt() -> None:
    assert content_due_at(NOW, POLICY) == NOW + timedelta(days=14)


def test_a_creator_hears_of_the_sample_from_the_fifth_day_on() -> None:
    early, due = NOW + timedelta(days=5) - timedelta(seconds=1), NOW + timedelta(days=5)
    assert notice_due(RECEIVED, POLICY, early) is None
    assert notice_due(RECEIVED, POLICY, due) == Reason("samples.content_due_soon", {"days": 9})


def test_when_content_is_overdue_no_days_are_left() -> None:
    reason = notice_due(RECEIVED, POLICY, NOW + timedelta(days=20))
    assert reason == Reason("samples.content_due_soon", {"days": 0})


def test_nobody_hears_of_a_sample_more_often_than_the_policy_allows() -> None:
    assert notice_due(replace(RECEIVED, notices_sent=1), POLICY, NOW + timedelta(days=10)) is None


@pytest.mark.parametrize("stage", [stage for stage in SampleStage if stage is not SampleStage.CONTENT_DUE])
def test_a_notice_belongs_to_no_other_stage(stage: SampleStage) -> None:
    assert notice_due(replace(RECEIVED, stage=stage), POLICY, NOW + timedelta(days=10)) is None


def test_a_sample_nobody_saw_arrive_asks_for_nothing() -> None:
    assert notice_due(replace(RECEIVED, received_at=None), POLICY, NOW + timedelta(days=10)) is None
