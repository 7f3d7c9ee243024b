"""Commission by the sandbox's own sums: whole minor units, rates in hundredths of a percent, half up."""

from dataclasses import dataclass

DAY = 86_400
_WHOLE_RATE = 10_000


@dataclass(frozen=True, slots=True)
class Line:
    """What the sums need of an order line; amounts in minor units, refunds as known so far."""

    price: int
    quantity: int
    rate: int
    refunded_units: int = 0
    refunded_amount: int = 0


@dataclass(frozen=True, slots=True)
class Commission:
    """The base and the commission on it, before refunds (estimated) and after (actual)."""

    estimated_base: int
    estimated: int
    actual_base: int
    actual: int


def commission(line: Line, refund_basis: str) -> Commission:
    """Return what a line pays. By `quantity` a refund without returned units leaves the base as it was."""
    before = line.price * line.quantity
    if refund_basis == "quantity":
        after = line.price * (line.quantity - line.refunded_units)
    else:
        after = before - line.refunded_amount
    return Commission(before, share(before, line.rate), after, share(after, line.rate))


def share(amount: int, rate: int) -> int:
    """Return amount times rate, rounded half up in whole minor units."""
    return (amount * rate + _WHOLE_RATE // 2) // _WHOLE_RATE


def settles_at(delivered_at: int, days_after_delivery: int) -> int:
    """Return the Unix second at which a delivered line becomes final."""
    return delivered_at + days_after_delivery * DAY
