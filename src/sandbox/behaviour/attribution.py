"""Whose terms an order is paid by: the target collaboration before the open one, that before the shop's plan."""

from dataclasses import dataclass

from sandbox.shops import Shop
from sandbox.store import collaborations, open_collaborations, terms
from sandbox.store.database import Database
from sandbox.store.sales import Content
from sandbox.world import World

SHOP_PLAN = 0  # in the place of a collaboration's identifier


@dataclass(frozen=True, slots=True)
class Credit:
    """What pays a line: a collaboration (target or open) or the shop's plan, and its rate."""

    collaboration: int
    rate: int


def carried_under(db: Database, collaboration: int, creator: int, at: int) -> list[int]:
    """Return the products a creator carries under one collaboration, whichever kind it is."""
    return terms.carried(db, collaboration, creator, at) or open_collaborations.promoted_under(
        db, collaboration, creator, at
    )


def carried_beside(db: Database, shop: Shop, content: Content, at: int) -> list[int]:
    """Return the products a buyer may find beside a content: those of its collaboration, else those taken up openly."""
    carried = terms.carried(db, content.collaboration, content.creator, at)
    return carried or open_collaborations.promoted(db, shop.id, content.creator, at)


def credit(world: World, shop: Shop, content: Content, product: int, at: int) -> Credit | None:
    """Return what pays for a product sold through a content at a moment, or None where nothing does."""
    db, creator = world.db, content.creator
    own = content.collaboration
    if product in terms.carried(db, own, creator, at):
        return _by(db, own, creator, product, at)
    opened = open_collaborations.promoting(db, shop.id, creator, product, at)
    plan = open_collaborations.shop_rate(db, shop.id)
    if opened is None and plan is None and collaborations.exists(db, own):
        return None
    if (target := terms.carrying(db, shop.id, creator, product, at)) is not None:
        return _by(db, target, creator, product, at)
    if opened is not None:
        return _by(db, opened, creator, product, at)
    return None if plan is None else Credit(SHOP_PLAN, plan)


def _by(db: Database, collaboration: int, creator: int, product: int, at: int) -> Credit | None:
    rate = terms.rate_in_force(db, collaboration, creator, product, at)
    return None if rate is None else Credit(collaboration, rate)
