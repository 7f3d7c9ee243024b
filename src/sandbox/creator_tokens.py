"""Tokens of creators: each pair follows from the seed, the creator and its turn; the authorization has no end."""

from sandbox.identifiers import opaque
from sandbox.issuing import ACCESS_LASTS, REFRESH_LASTS, TokenPair
from sandbox.store import tokens
from sandbox.store.tokens import Token
from sandbox.world import World

CREATOR_LASTS = 100 * REFRESH_LASTS
"""A creator's authorization has no end; something must be said all the same."""


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


def renewed_for_creator(world: World, creator: int, now: int) -> TokenPair:
    """Return a creator's pair whose access token is valid, issuing one where it is not."""
    access = tokens.newest(world.db, creator, tokens.CREATOR_ACCESS)
    refresh = tokens.newest(world.db, creator, tokens.CREATOR_REFRESH)
    if access is None or refresh is None or access.expires_at <= now:
        return issue_to_creator(world, creator, now)
    return TokenPair(access, refresh)
