"""Looking behind the scenes in tests: pairs, relations, and creators of whom the truth is known."""

from collections.abc import Callable, Iterator

from tests.sandbox.seller import Seller
from tests.sandbox.story import SMALL

from sandbox import truth
from sandbox.behaviour.voice import pair_of
from sandbox.identifiers import creator_of
from sandbox.shops import Shop
from sandbox.store import relations
from sandbox.store.relations import Relation
from sandbox.truth import Approach, Pair, Reaction
from sandbox.world import World


def world_of(seller: Seller) -> tuple[World, Shop]:
    world = seller.sandbox.desk.world
    return world, world.shops[int(seller.shop["id"])]


def pair(seller: Seller, creator: str) -> Pair:
    world, shop = world_of(seller)
    return pair_of(world, shop, creator_of(world.chance, creator) or 0)


def relation(seller: Seller, creator: str) -> Relation:
    world, shop = world_of(seller)
    found = relations.find(world.db, shop.id, creator_of(world.chance, creator) or 0)
    assert found is not None
    return found


def written_to(attempt: int = 1, *, named: bool = False) -> Approach:
    """Return the approach of a plain message to a creator whom nothing of the shop fits."""
    return Approach(attempt=attempt, rate=1_500, match=0, named=named, invited=False, after_no=False)


def who(seller: Seller, fits: Callable[[Pair], bool]) -> Iterator[str]:
    """Return creators whose hidden truth fits."""
    for card in seller.creators(1_000, **SMALL):
        if fits(pair(seller, card["creator_open_id"])):
            yield card["creator_open_id"]


def replies(known: Pair) -> bool:
    return truth.reaction(known, written_to()) is Reaction.REPLY
