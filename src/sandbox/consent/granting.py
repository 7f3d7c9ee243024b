"""Codes for those who let the app in, and the tokens of creators that come of them."""

from sandbox.identifiers import opaque
from sandbox.issuing import ACCESS_LASTS, REFRESH_LASTS, TokenPair
from sandbox.shops import Shop
from sandbox.store import codes, tokens
from sandbox.store.codes import CREATOR, SELLER, Code
from sandbox.store.tokens import Token
from sandbox.world import World

CREATOR_LASTS = 100 * REFRESH_LASTS
"""A creator's authorization has no end; something must be said all the same."""


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


def issue_to_creator(world: World, creator: int, now: int) -> TokenPair:
    """Give a creator their next pair; earlier ones stay valid until they expire."""
    last = tokens.newest(world.db, creator, tokens.CREATOR_ACCESS)
    turn = last.turn + 1 if last else 0

    def token(kind: str, lasts: int) -> Token:
        text = "ROW_" + opaque(world.chance, f"{kind} token", 60, creator, turn)
        return Token(text, creator, kind, turn, now + lasts)

    pair = TokenPair(token(tokens.CREATOR_ACCESS, ACCESS_LASTS), token(tokens.CREATOR_REFRESH, CREATOR_LASTS))
    tokens.add(world.db, pair.access)
    tokens.add(world.db, pair.refresh)
    return pair
