"""What the platform pays a seller: revenue less its own share and the affiliate commission. Whole minor units."""

from collections.abc import Iterable
from dataclasses import dataclass

from sandbox.commission import DAY, Line, commission, share

PLATFORM_RATE = 500  # hundredths of a percent of the revenue: an assumption


@dataclass(frozen=True, slots=True)
class Account:
    """The sums of one line or of many; fees are positive and are taken off."""

    subtotal: int = 0
    refund: int = 0
    platform_fee: int = 0
    affiliate_commission: int = 0

    @property
    def revenue(self) -> int:
        return self.subtotal - self.refund

    @property
    def fees(self) -> int:
        return self.platform_fee + self.affiliate_commission

    @property
    def settlement(self) -> int:
        return self.revenue - self.fees


def account(line: Line, refund_basis: str) -> Account:
    """Return the sums of one line as it is known so far."""
    subtotal = line.price * line.quantity
    return Account(
        subtotal=subtotal,
        refund=line.refunded_amount,
        platform_fee=share(subtotal - line.refunded_amount, PLATFORM_RATE),
        affiliate_commission=commission(line, refund_basis).actual,
    )


def total(accounts: Iterable[Account]) -> Account:
    listed = list(accounts)
    names = Account.__dataclass_fields__
    return Account(**{name: sum(getattr(one, name) for one in listed) for name in names})


def day_of(moment: int) -> int:
    """Return the day in UTC on which something settled; its statement comes at the next 00:00."""
    return moment // DAY


def statement_time(day: int) -> int:
    return (day + 1) * DAY
