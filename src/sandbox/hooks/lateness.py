"""Deliveries that go astray when it is wished: twice, too late, or in another order."""

from collections.abc import Iterator
from dataclasses import replace

from sandbox.chance import Chance
from sandbox.faults import WEBHOOK, FaultKind, Faults, When, content_of
from sandbox.store.webhooks import Delivery

RANKS = 1_000


def repeated(chance: Chance, faults: Faults, delivery: Delivery) -> Iterator[Delivery]:
    """Return a delivery as the switches leave it, and its repetition where it comes twice."""
    content = content_of(str(delivery.shop).encode(), str(delivery.type).encode(), delivery.about.encode())
    fault = faults.take(faults.occasion(WEBHOOK, content), When.BEFORE)
    if fault is not None and fault.kind is FaultKind.LATE:
        delivery = replace(delivery, due_at=delivery.due_at + int(fault.seconds))
    elif fault is not None and fault.kind is FaultKind.REORDERED:
        delivery = replace(delivery, rank=chance.between(1, RANKS, "delivery rank", content))
    yield delivery
    if fault is not None and fault.kind is FaultKind.DUPLICATE:
        yield replace(delivery, copy=1)
