"""What dealings with creators tell: reply rate, fulfilment, time to reply, each drawn toward creators alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from statistics import median_low

from rapport.creators.rules.shrinkage import (
    FULFILMENT_PRIOR,
    REPLY_PRIOR,
    REPLY_TIME_PRIOR,
    Shrunk,
    rate_priors,
    shrunk_rate,
    shrunk_time,
    time_priors,
)

Group = tuple[str, str]
"""A creator's country and best category."""
RATES = ("reply_rate", "fulfilment_rate", "reply_minutes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealt:
    """What the domains above saw of one creator, over all shops of a workspace; see `models.Dealings` for the words."""

    first_contact_at: datetime | None = None
    last_contact_at: datetime | None = None
    contacts: int = 0
    invitations: int = 0
    replies: int = 0
    reply_cases: int = 0
    """Invitations answered, and those that nobody hopes to see answered any more."""
    minutes: tuple[int, ...] = ()
    """From each invitation to its answer, ascending."""
    accepted: int = 0
    declined: int = 0
    active_invitation: bool = False
    opted_out: bool = False
    samples_received: int = 0
    samples_with_content: int = 0
    sample_cases: int = 0
    """Samples that led to content, and those whose content is overdue or was given up."""
    contents: int = 0
    paid_orders: int = 0
    paid_gmv_minor: int = 0
    currency: str = ""
    refunds: int = 0
    refunded_minor: int = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """Dealings with what they tell; None is unknown."""

    dealt: Dealt
    median_reply_minutes: int | None
    reply_rate: Shrunk | None
    fulfilment_rate: Shrunk | None
    reply_minutes: Shrunk | None


def judged(dealings: Mapping[int, Dealt], groups: Mapping[int, Group]) -> dict[int, Judged]:
    """Judge every creator by their own cases and by those of their group, the narrowest that speaks for itself.

    All creators of a workspace are given at once: each is a case for the others.
    """
    told = [(*groups[creator_id], one) for creator_id, one in dealings.items()]
    replies = rate_priors(((where, what, (one.replies, one.reply_cases)) for where, what, one in told), REPLY_PRIOR)
    kept = rate_priors(
        ((where, what, (one.samples_with_content, one.sample_cases)) for where, what, one in told), FULFILMENT_PRIOR
    )
    times = time_priors(((where, what, one.minutes) for where, what, one in told), REPLY_TIME_PRIOR)
    return {
        creator_id: Judged(
            one,
            median_low(one.minutes) if one.minutes else None,
            shrunk_rate(one.replies, one.reply_cases, replies.of(*groups[creator_id])),
            shrunk_rate(one.samples_with_content, one.sample_cases, kept.of(*groups[creator_id])),
            shrunk_time(one.minutes, times.of(*groups[creator_id])),
        )
        for creator_id, one in dealings.items()
    }
