"""A sample on its way: shipped, delivered, or stuck because nobody decided or nothing was posted."""

from dataclasses import replace

from sandbox import truth
from sandbox.behaviour.acceptance import plan_content
from sandbox.behaviour.voice import pair_of
from sandbox.shops import Shop
from sandbox.store import events, samples
from sandbox.store.events import Event, Kind
from sandbox.store.samples import Sample
from sandbox.truth import DAY
from sandbox.world import World

FULFILMENT = {
    "PENDING": "PENDING",
    "AWAITING_SHIPMENT": "PENDING",
    "SHIPPED": "PENDING",
    "CONTENT_PENDING": "ONGOING",
    "COMPLETED": "SUCCEED",
    "UNFULFILL_CANCELLED": "OVERDUE",
    "OVERDUE_CANCELLED": "CANCELLED",
    "REJECT_CANCELLED": "CANCELLED",
    "DEL_OPEN_COLLAB": "CANCELLED",
}


def reject_sample(world: World, shop: Shop, sample: Sample, now: int, status: str = "REJECT_CANCELLED") -> None:
    """Close an application without a sample; some creators post all the same."""
    samples.keep(world.db, replace(sample, status=status, reviewed_at=now))
    pair = pair_of(world, shop, sample.creator)
    event = Event(now, shop.id, sample.creator, Kind.SAMPLE_UNREVIEWED, sample.turn)
    plan_content(world, shop, pair, event, sample.collaboration, with_sample=False)


def sample_unreviewed(world: World, shop: Shop, event: Event) -> None:
    sample = samples.find(world.db, event.about)
    if sample is not None and sample.status == "PENDING":
        reject_sample(world, shop, sample, event.at, "OVERDUE_CANCELLED")


def ship_sample(world: World, shop: Shop, event: Event) -> None:
    sample = samples.find(world.db, event.about)
    if sample is None or sample.status != "AWAITING_SHIPMENT":
        return
    samples.keep(world.db, replace(sample, status="SHIPPED", shipped_at=event.at))
    at = event.at + truth.delivery_delay(pair_of(world, shop, event.creator), "sample delivery", event.turn)
    events.schedule(world.db, replace(event, at=at, kind=Kind.DELIVER_SAMPLE))


def deliver_sample(world: World, shop: Shop, event: Event) -> None:
    """Hand the sample over; from now on content is due."""
    sample = samples.find(world.db, event.about)
    if sample is None or sample.status != "SHIPPED":
        return
    due = event.at + (shop.rules.content_days + shop.rules.extension_days) * DAY
    samples.keep(world.db, replace(sample, status="CONTENT_PENDING", delivered_at=event.at, content_by=due))
    events.schedule(world.db, replace(event, at=due, kind=Kind.SAMPLE_UNFULFILLED))
    pair = pair_of(world, shop, event.creator)
    plan_content(world, shop, pair, event, sample.collaboration, with_sample=True)


def sample_unfulfilled(world: World, _shop: Shop, event: Event) -> None:
    sample = samples.find(world.db, event.about)
    if sample is not None and sample.status == "CONTENT_PENDING":
        samples.keep(world.db, replace(sample, status="UNFULFILL_CANCELLED"))
