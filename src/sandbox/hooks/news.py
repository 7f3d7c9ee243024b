"""What is news: rows whose moment came between two readings of the clock, as the platform words them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox import issuing
from sandbox.hooks.kinds import Type
from sandbox.identifiers import creator_im, open_id
from sandbox.refunds import COMPLETE, return_id, return_type
from sandbox.shops import Shop
from sandbox.store import happenings, revocations
from sandbox.store.sales import OrderLine
from sandbox.store.samples import Sample
from sandbox.world import World

TOLD_BEFORE_THE_END = 30 * 86_400


@dataclass(frozen=True, slots=True)
class News:
    """One piece of news: when it happened, what names it among its type, and the data that is sent."""

    at: int
    key: tuple[int | str, ...]
    data: Mapping[str, Any]


Read = Callable[[World, Shop, int, int], Iterator[News]]


def messages(world: World, shop: Shop, since: int, until: int) -> Iterator[News]:
    """Tell what creators wrote."""
    for item in happenings.creators_messages(world.db, shop.id, since, until):
        creator = happenings.conversation(world.db, item.conversation).creator
        data = {
            "index": str(item.place + 1),
            "message_id": str(item.id),
            "conversation_id": str(item.conversation),
            "msg_type": item.type,
            "content": item.content,
            "create_time": str(item.sent_at),
            "sender": {"sender_im_user_id": str(creator_im(world.chance, creator))},
        }
        yield News(item.sent_at, (item.id,), data)


def samples(world: World, shop: Shop, since: int, until: int) -> Iterator[News]:
    """Tell each status a sample application came into."""
    for sample, posted_at in happenings.moved_samples(world.db, shop.id, since, until):
        item = shop.product(sample.product)
        for at, status in sample_history(sample, posted_at, until):
            if since <= at <= until:
                data = {
                    "application_id": str(sample.id),
                    "new_status": status,
                    "creator": [{"creator_open_id": open_id(world.chance, sample.creator)}],
                    "product": [{"id": str(sample.product), "sku_id": str(item.sku_id) if item else ""}],
                }
                yield News(at, (sample.id, status), data)


def sample_history(sample: Sample, posted_at: int | None, now: int) -> Iterator[tuple[int, str]]:
    """Return every status so far with its moment; one whose moment is not kept happened now."""
    if sample.reviewed_at != sample.requested_at:  # else it was approved by itself
        yield sample.requested_at, "PENDING"
    if sample.reviewed_at is not None:
        yield sample.reviewed_at, "AWAITING_SHIPMENT" if sample.order_id else sample.status
    for at, status in ((sample.shipped_at, "SHIPPED"), (sample.delivered_at, "CONTENT_PENDING")):
        if at is not None:
            yield at, status
    if sample.status == "COMPLETED" and posted_at is not None:
        yield posted_at, sample.status
    elif sample.status == "UNFULFILL_CANCELLED" and sample.content_by is not None:
        yield sample.content_by, sample.status
    elif sample.reviewed_at is None and sample.status != "PENDING":
        yield now, sample.status


def orders(world: World, shop: Shop, since: int, until: int) -> Iterator[News]:
    """Tell of orders that were placed and that arrived."""
    for line in happenings.placed(world.db, shop.id, since, until):
        yield _order(line, line.created_at, "AWAITING_SHIPMENT")
    for line in happenings.delivered(world.db, shop.id, since, until):
        yield _order(line, line.delivered_at, "DELIVERED")


def _order(line: OrderLine, at: int, status: str) -> News:
    data = {"order_id": str(line.order_id), "order_status": status, "is_on_hold_order": False, "update_time": at}
    return News(at, (line.order_id, status), data)


def returns(world: World, shop: Shop, since: int, until: int) -> Iterator[News]:
    """Tell of refunds; a request is finished when it becomes known."""
    for line in happenings.refunded(world.db, shop.id, since, until):
        identifier, at = return_id(world.chance, shop, line), line.refunded_at or 0
        data = {
            "order_id": str(line.order_id),
            "return_role": "BUYER",
            "return_type": return_type(line),
            "return_status": COMPLETE,
            "return_id": str(identifier),
            "create_time": at,
            "update_time": at,
        }
        yield News(at, (identifier, COMPLETE), data)


def deauthorized(world: World, shop: Shop, since: int, until: int) -> Iterator[News]:
    """Tell that an owner took the authorization back."""
    revoked = revocations.find(world.db, shop.id)
    if revoked is not None and since <= revoked.at <= until:
        data = {"message": f"{shop.name} is no longer authorized."}
        yield News(revoked.at, (revoked.turn,), data)


def expiring(world: World, shop: Shop, since: int, until: int) -> Iterator[News]:
    """Tell that an authorization ends in thirty days."""
    pair = issuing.current(world, shop)
    if pair is None:
        return
    at = pair.refresh.expires_at - TOLD_BEFORE_THE_END
    if since <= at <= until:
        data = {
            "message": f"The authorization of {shop.name} ends soon.",
            "expiration_time": str(pair.refresh.expires_at),
        }
        yield News(at, (pair.refresh.turn,), data)


READS: Mapping[Type, Read] = {
    Type.ORDER: orders,
    Type.DEAUTHORIZED: deauthorized,
    Type.EXPIRING: expiring,
    Type.RETURN: returns,
    Type.MESSAGE: messages,
    Type.SAMPLE: samples,
}
