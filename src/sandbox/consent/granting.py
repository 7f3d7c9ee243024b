"""Codes for those who let the app in."""

from sandbox.identifiers import opaque
from sandbox.shops import Shop
from sandbox.store import codes
from sandbox.store.codes import CREATOR, SELLER, Code
from sandbox.world import World


def code_of_shop(world: World, shop: Shop, now: int) -> str:
    return _code(world, SELLER, shop.id, shop.key, now)


def code_of_creator(world: World, creator: int, now: int) -> str:
    return _code(world, CREATOR, creator, creator, now)


def _code(world: World, kind: str, owner: int, key: int, now: int) -> str:
    """Make the owner's next code; it follows from the seed, the owner and its turn."""
    turn = codes.count(world.db, kind, owner)
    text = "SBX_" + opaque(world.chance, "auth code", 48, kind, key, turn)
    codes.add(world.db, Code(text, kind, owner, now))
    return text
