"""Commission of one order line: paid on what was not refunded (brief S2; reference platform-rules section 3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rapport.policies.rules.sections import SettlementPolicy
from rapport.shared.money import Money
from rapport.shared.refusals import Reason


@dataclass(frozen=True, slots=True)
class RefundFacts:
    """What came back: pieces and money."""

    quantity: int
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFacts:
    """An order line as settlement sees it.

    `rate` is that of the terms in force when it was ordered, hundredths of a percent. `reported_base` stands in
    for refunds that a file does not list: the base that the platform itself reported as final.
    """

    price: Money
    quantity: int
    paid: Money
    earns: bool
    rate: int
    delivered_at: datetime | None
    closed: bool = False
    """Cancelled or never eligible: no commission ever."""
    reported_base: Money | None = None
    reported_final_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A line's commission and how it came about. Nothing is posted here."""

    full_base: Money
    refunded: Money
    base: Money
    rate: int
    owed: Money
    final_at: datetime | None
    """When it becomes final; empty while nothing is known of a delivery."""
    reason: Reason

    def is_final(self, now: datetime) -> bool:
        return self.final_at is not None and self.final_at <= now


def breakdown(line: LineFacts, refunds: Sequence[RefundFacts], policy: SettlementPolicy) -> Breakdown:
    """Reckon one line: the base that remains after all refunds so far, times the rate, rounded half up once.

    Recomputed on what remains instead of summed over single reversals, which would leave pennies behind.
    """
    currency = line.paid.currency
    nothing = Money.zero(currency)
    if line.closed or not line.earns:
        final_at = line.reported_final_at or line.delivered_at
        return Breakdown(
            line.paid, line.paid, nothing, line.rate, nothing, final_at, Reason("settlement.earns_nothing")
        )
    if line.reported_base is not None:
        base = line.reported_base
        reason = Reason("settlement.base_as_reported")
        return Breakdown(
            line.paid,
            line.paid - base,
            base,
            line.rate,
            base.at_rate(line.rate),
            line.reported_final_at,
            reason,
        )
    refunded = _refunded(line, refunds, policy)
    base = max(line.paid - refunded, nothing)
    final_at = line.delivered_at + timedelta(days=policy.days_after_delivery) if line.delivered_at else None
    reason = Reason(f"settlement.base_by_{policy.refund_basis}", {"refunds": len(refunds)})
    return Breakdown(line.paid, line.paid - base, base, line.rate, base.at_rate(line.rate), final_at, reason)


def _refunded(line: LineFacts, refunds: Sequence[RefundFacts], policy: SettlementPolicy) -> Money:
    """By `quantity`, returned pieces count at the selling price, and only a refund without pieces by its amount."""
    currency = line.paid.currency
    if policy.refund_basis == "amount":
        return Money.total((refund.amount for refund in refunds), currency)
    pieces = line.price.times(sum(refund.quantity for refund in refunds))
    without_pieces = Money.total((refund.amount for refund in refunds if refund.quantity == 0), currency)
    return pieces + without_pieces
