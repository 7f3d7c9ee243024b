"""Invitations as the creator sees them: what is offered, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.commission import share
from sandbox.shops import Product, Shop
from sandbox.store import by_creator, collaborations, played, terms
from sandbox.store.collaborations import Collaboration, Invitation
from sandbox.world import World


@dataclass(frozen=True, slots=True)
class Offered:
    """One product of an invitation; `earned` is the commission on one piece, in minor units."""

    product: Product
    rate: int
    earned: int
    carried: bool
    open: bool


@dataclass(frozen=True, slots=True)
class Invited:
    """One invitation; its state is open, accepted, declined or over."""

    shop: Shop
    invitation: Invitation
    collaboration: Collaboration
    products: list[Offered]
    state: str

    @property
    def id(self) -> int:
        return self.collaboration.id

    @property
    def rates(self) -> tuple[int, int]:
        """The lowest and the highest rate."""
        rates = [item.rate for item in self.products] or [0]
        return min(rates), max(rates)

    @property
    def can_accept(self) -> bool:
        return any(item.open for item in self.products)


def invitations_of(world: World, shops: Mapping[int, Shop], creator: int, now: int) -> list[Invited]:
    """Return a creator's invitations, the newest first."""
    declined = played.declined(world.db, creator)
    found = []
    for invitation, collaboration in by_creator.invitations(world.db, creator):
        shop = shops.get(collaboration.shop)
        if shop is not None:
            products = _offered(world, shop, collaboration, creator, now)
            state = _state(invitation, collaboration, products, now, declined=collaboration.id in declined)
            found.append(Invited(shop, invitation, collaboration, products, state))
    return found


def _offered(world: World, shop: Shop, collaboration: Collaboration, creator: int, now: int) -> list[Offered]:
    offers = collaborations.open_offers(world.db, shop.id, creator, now)
    offered = {offer.product for offer in offers if offer.collaboration == collaboration.id}
    carried = {product for owner, product in terms.carriers(world.db, collaboration.id) if owner == creator}
    found = []
    for row in collaborations.products(world.db, collaboration.id):
        product = shop.product(row.product)
        if product is not None and (row.ends_at is None or row.ends_at > now):
            held = terms.rate_in_force(world.db, collaboration.id, creator, product.id, now)
            rate = row.rate if held is None else held
            earned = share(product.price, rate)
            found.append(Offered(product, rate, earned, product.id in carried, product.id in offered))
    return sorted(found, key=lambda item: item.product.place)


def _state(
    invitation: Invitation, collaboration: Collaboration, products: list[Offered], now: int, *, declined: bool
) -> str:
    if collaboration.over_from <= now or (invitation.ends_at is not None and invitation.ends_at <= now):
        return "over"
    if invitation.accepted_at is not None:
        return "accepted"
    if declined:
        return "declined"
    return "open" if any(item.open for item in products) else "over"
