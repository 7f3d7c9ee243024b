"""What the sandbox knows by itself: the truth against which a client's own counting can be held."""

from collections import Counter
from dataclasses import asdict, dataclass

from sandbox import allowance
from sandbox.commission import commission
from sandbox.quota import same_pool, windows_until
from sandbox.shops import Shop
from sandbox.store import collaborations, conversations, sales, samples, uses
from sandbox.world import World


@dataclass(frozen=True, slots=True)
class Ledger:
    """Sums of a time, in minor units; refunds and commission as they stand now."""

    paid_orders: int
    gmv_minor: int
    refunded_minor: int
    commission_minor: int
    currency: str
    contents: int
    accepted: int
    samples_requested: int


def ledger(world: World, shop: Shop, *, since: int, until: int, now: int) -> Ledger:
    """Sum up orders placed, content posted and invitations accepted from `since` to before `until`."""
    until = min(until, now + 1)
    lines = sales.lines_between(world.db, shop.id, since, until)
    known = [line.known_at(now) for line in lines]
    return Ledger(
        paid_orders=len({line.order_id for line in lines}),
        gmv_minor=sum(line.price * line.quantity for line in lines),
        refunded_minor=sum(line.refunded_amount for line in known),
        commission_minor=sum(commission(line, shop.rules.refund_basis).actual for line in known),
        currency=shop.market.currency,
        contents=sales.contents_posted(world.db, shop.id, since, until),
        accepted=collaborations.accepted(world.db, shop.id, since, until),
        samples_requested=samples.requested(world.db, shop.id, since, until),
    )


def quota_windows(world: World, shop: Shop, *, since: int, now: int) -> list[dict[str, int | str | None]]:
    """Return every quota week so far with its cap (starter pack included), units used and refusals.

    Where invitations have a pool of their own, the weeks are those of the messages.
    """
    found: list[dict[str, int | str | None]] = []
    for window in windows_until(now, since, shop.rules.quota, shop.zone):
        cap = allowance.tier_in(world, shop, window).weekly_cap
        starter = allowance.starter_left(world, shop, window.start)
        kinds = same_pool(shop.rules.quota, "message")
        found.append(
            {
                **asdict(window),
                "unit": shop.rules.quota.unit,
                "cap": None if cap is None else cap + starter,
                "used": uses.used(world.db, shop.id, window.start, window.end, kinds),
                "refused": uses.refused(world.db, shop.id, window.start, window.end),
            }
        )
    return found


def message_counts(world: World, shop: Shop, *, since: int, now: int) -> dict[str, int]:
    """Return how much the shop sent, and how much of it twice in the same quota week."""
    sent = conversations.handed_over(world.db, shop.id)
    twice = 0
    for window in windows_until(now, since, shop.rules.quota, shop.zone):
        inside = Counter(message[1:] for message in sent if window.start <= message[0] < window.end)
        twice += sum(count - 1 for count in inside.values())
    return {
        "sent": len(sent),
        "sent_twice": twice,
        "invitations": collaborations.invited_count(world.db, shop.id),
        "invited_twice": collaborations.invited_twice(world.db, shop.id),
    }
