"""Where a sample stands and when its content is due (reference platform-rules section 4)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from rapport.policies.rules.sections import SamplesPolicy
from rapport.shared.refusals import Reason


class SampleStage(StrEnum):
    """The platform's many states, as people need them."""

    REQUESTED = "requested"
    APPROVED = "approved"
    SHIPPED = "shipped"
    CONTENT_DUE = "content_due"
    FULFILLED = "fulfilled"
    CLOSED = "closed"


STAGES = {
    "PENDING": SampleStage.REQUESTED,
    "AWAITING_SHIPMENT": SampleStage.APPROVED,
    "SHIPPED": SampleStage.SHIPPED,
    "CONTENT_PENDING": SampleStage.CONTENT_DUE,
    "COMPLETED": SampleStage.FULFILLED,
    "OPS_COMPLETED": SampleStage.FULFILLED,
}
UNDER_WAY = frozenset({SampleStage.REQUESTED, SampleStage.APPROVED, SampleStage.SHIPPED, SampleStage.CONTENT_DUE})


def stage_of(platform_status: str) -> SampleStage:
    """The stage of a platform status; every kind of cancellation is closed."""
    return STAGES.get(platform_status, SampleStage.CLOSED)


def content_due_at(received_at: datetime, policy: SamplesPolicy) -> datetime:
    return received_at + timedelta(days=policy.content_days)


@dataclass(frozen=True, slots=True)
class NoticeFacts:
    """One sample as the notice rule sees it."""

    stage: SampleStage
    shipped_at: datetime | None
    received_at: datetime | None
    notices_sent: int


def notice_due(facts: NoticeFacts, policy: SamplesPolicy, now: datetime) -> Reason | None:
    """Why the creator should hear about their sample now: content is due and nobody reminded them yet.

    At most the policy's number of notices, none before its days after receipt.
    """
    if facts.stage is not SampleStage.CONTENT_DUE or facts.received_at is None:
        return None
    if facts.notices_sent >= policy.reminder_max:
        return None
    earliest = facts.received_at + timedelta(days=policy.reminder_min_days)
    if now < earliest:
        return None
    left = (content_due_at(facts.received_at, policy) - now).days
    return Reason("samples.content_due_soon", {"days": max(0, left)})
