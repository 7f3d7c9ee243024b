"""Order lines: one product in one order, credited to one creator. Amounts are minor units of the shop's currency."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class LineStatus(StrEnum):
    """Where the order stands for the creator's commission."""

    AWAITING_PAYMENT = "awaiting_payment"
    PROCESSING = "processing"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    INELIGIBLE = "ineligible"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenLine:
    """An order line as the platform or an export shows it. `platform_*` is what the platform itself reckons."""

    order_id: str
    sku_id: str
    product_id: str
    product_title: str
    creator_handle: str
    status: LineStatus
    price: int
    quantity: int
    paid: int
    """What the line came to before refunds: selling price × quantity, or the payment an export names."""
    ordered_at: datetime
    delivered_at: datetime | None = None
    commission_paid_at: datetime | None = None
    content_id: str = ""
    content_type: str = ""
    platform_rate: int | None = None
    platform_estimated_base: int | None = None
    platform_estimated: int | None = None
    platform_base: int | None = None
    platform_commission: int | None = None

    @property
    def is_sample(self) -> bool:
        """A payment of nothing marks a free sample (reference outreach A.2)."""
        return self.paid == 0

    @property
    def earns(self) -> bool:
        """Whether this row can bring commission: of an order that stands in several rows only one has a base
        above 0.
        """
        if self.status in (LineStatus.CANCELLED, LineStatus.INELIGIBLE) or self.is_sample:
            return False
        return self.platform_estimated_base is None or self.platform_estimated_base > 0


@dataclass(frozen=True, slots=True)
class SeenRefund:
    """What came back of an order line: pieces, money, when the request was completed."""

    return_id: str
    order_id: str
    sku_id: str
    quantity: int
    amount: int
    at: datetime
