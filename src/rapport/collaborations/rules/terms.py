"""Terms: which rate an order line earns, and when a changed one acts (design section 5.5; brief S2, 修改佣金)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from rapport.policies.rules.sections import ChangePolicy, CommissionPolicy, TermsKind
from rapport.shared.periods import day_of
from rapport.shared.refusals import Data, Reason, Refusal

NEVER = datetime.min.replace(tzinfo=UTC)


class RateOutOfRange(Refusal):
    """The platform does not allow this rate."""

    code = "terms.rate_out_of_range"


@dataclass(frozen=True, slots=True)
class TermsVersion:
    """A rate in hundredths of a percent for one product over a time; `creator_id` is None for terms open to all.

    A version that waits for the creator's confirmation has no `valid_from` yet and is never in force.
    """

    terms_id: int
    kind: TermsKind
    product_id: int
    creator_id: int | None
    rate: int
    valid_from: datetime | None
    valid_to: datetime | None = None

    def holds_at(self, moment: datetime) -> bool:
        if self.valid_from is None or moment < self.valid_from:
            return False
        return self.valid_to is None or moment < self.valid_to


def terms_in_force(
    versions: Iterable[TermsVersion],
    *,
    creator_id: int,
    product_id: int,
    moment: datetime,
    priority: Sequence[TermsKind] = ("target", "open", "shop"),
) -> TermsVersion | None:
    """The one version an order line of this creator, product and moment earns by; None where nothing was agreed.

    Kinds win in the policy's order; within a kind the latest to begin wins, then the latest recorded.
    """
    standing = [
        one
        for one in versions
        if one.product_id == product_id and one.creator_id in (None, creator_id) and one.holds_at(moment)
    ]
    return max(
        standing,
        key=lambda one: (-priority.index(one.kind), one.valid_from or NEVER, one.terms_id),
        default=None,
    )


@dataclass(frozen=True, slots=True)
class ChangeEffect:
    """When a changed rate acts: at a moment, or only once the creator confirms (`at` is None then)."""

    at: datetime | None
    reason: Reason


def effect_of_change(
    policy: ChangePolicy,
    *,
    kind: TermsKind,
    old_rate: int,
    new_rate: int,
    asked_at: datetime,
    timezone: str,
    promoting: bool,
) -> ChangeEffect:
    """When `new_rate` acts for a creator who is `promoting` the product already, or not.

    Under `on_confirmation` everyone must confirm. A raise otherwise acts as the policy says; a cut protects only those
    who promote: at the next local midnight for target terms, after the policy's days for open ones.
    """
    cut = new_rate < old_rate
    way = policy.raise_ if not cut else policy.cut_target if kind == "target" else policy.cut_open
    data: Data = {"old": old_rate, "new": new_rate}
    if way == "on_confirmation":
        return ChangeEffect(None, Reason("terms.waits_for_confirmation", data))
    if way == "at_once" or (cut and not promoting):
        return ChangeEffect(asked_at, Reason("terms.acts_at_once", data))
    if way == "next_day":
        return ChangeEffect(day_of(asked_at, timezone).end, Reason("terms.acts_next_day", data))
    later = asked_at + timedelta(days=policy.cut_open_days)
    return ChangeEffect(later, Reason("terms.acts_after_days", {**data, "days": policy.cut_open_days}))


def check_rate(policy: CommissionPolicy, rate: int) -> Reason | None:
    """A warning where official texts disagree about a rate, None where all is well. Refuses with RateOutOfRange."""
    if not policy.rate_min <= rate <= policy.rate_max:
        raise RateOutOfRange(rate=rate, low=policy.rate_min, high=policy.rate_max)
    if rate < policy.target_rate_warn_below:
        return Reason("terms.below_documented_minimum", {"rate": rate, "minimum": policy.target_rate_warn_below})
    return None
