"""A buyer's order as a whole, be it bought or a sample: its state follows from the clock."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from sandbox.commission import DAY
from sandbox.store.sales import OrderLine
from sandbox.store.samples import Sample

_HANDLING = DAY // 2


@dataclass(frozen=True, slots=True)
class Piece:
    """What was ordered: one product in some quantity; a sample costs nothing."""

    place: int
    product: int
    price: int
    quantity: int


@dataclass(frozen=True, slots=True)
class Purchase:
    """One order with the moments at which its state changes; those that are not known yet are None."""

    id: int
    created_at: int
    shipped_at: int | None
    delivered_at: int | None
    completed_at: int | None
    pieces: tuple[Piece, ...]
    is_sample: bool = False

    def state(self, now: int) -> tuple[str, int]:
        """Return the status at a moment and since when it holds."""
        steps = (
            ("COMPLETED", self.completed_at),
            ("DELIVERED", self.delivered_at),
            ("IN_TRANSIT", self.shipped_at),
        )
        for status, since in steps:
            if since is not None and since <= now:
                return status, since
        return "AWAITING_SHIPMENT", self.created_at


def bought(lines: Sequence[OrderLine]) -> list[Purchase]:
    """Return the orders that lines belong to; lines of one order stand together."""
    found = []
    for order, group in groupby(lines, lambda line: line.order_id):
        rows = sorted(group, key=lambda line: line.place)
        first = rows[0]
        pieces = tuple(Piece(row.place, row.product, row.price, row.quantity) for row in rows)
        shipped_at = first.created_at + _HANDLING
        found.append(Purchase(order, first.created_at, shipped_at, first.delivered_at, first.settles_at, pieces))
    return found


def of_sample(sample: Sample, settlement_days: int) -> Purchase:
    """Return the order behind an approved sample."""
    done = None if sample.delivered_at is None else sample.delivered_at + settlement_days * DAY
    return Purchase(
        id=sample.order_id or 0,
        created_at=sample.reviewed_at or sample.requested_at,
        shipped_at=sample.shipped_at,
        delivered_at=sample.delivered_at,
        completed_at=done,
        pieces=(Piece(0, sample.product, 0, 1),),
        is_sample=True,
    )
