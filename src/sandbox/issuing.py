"""Issuing tokens: each pair follows from the seed, the shop and its turn."""

from dataclasses import dataclass

from sandbox.identifiers import opaque
from sandbox.shops import Shop
from sandbox.store import revocations, tokens
from sandbox.store.revocations import Revocation
from sandbox.store.tokens import Token
from sandbox.world import World

ACCESS_LASTS, REFRESH_LASTS = 7 * 86_400, 365 * 86_400


@dataclass(frozen=True, slots=True)
class TokenPair:
    """An access token and the refresh token that came with it."""

    access: Token
    refresh: Token


def issue(world: World, shop: Shop, now: int) -> TokenPair:
    """Give a shop its next pair; earlier ones stay valid until they expire."""
    last = tokens.newest(world.db, shop.id, tokens.ACCESS)
    turn = last.turn + 1 if last else 0
    prefix = "TTP_" if shop.market.region == "US" else "ROW_"

    def token(kind: str, lasts: int) -> Token:
        text = prefix + opaque(world.chance, f"{kind} token", 60, shop.key, turn)
        return Token(text, shop.id, kind, turn, now + lasts)

    pair = TokenPair(token(tokens.ACCESS, ACCESS_LASTS), token(tokens.REFRESH, REFRESH_LASTS))
    tokens.add(world.db, pair.access)
    tokens.add(world.db, pair.refresh)
    return pair


def current(world: World, shop: Shop) -> TokenPair | None:
    """Return a shop's newest pair, expired or not."""
    access = tokens.newest(world.db, shop.id, tokens.ACCESS)
    refresh = tokens.newest(world.db, shop.id, tokens.REFRESH)
    return TokenPair(access, refresh) if access and refresh else None


def renewed(world: World, shop: Shop, now: int) -> TokenPair:
    """Return a pair whose access token is valid, issuing one where it is not."""
    pair = current(world, shop)
    if pair is None or pair.access.expires_at <= now or is_dead(world, pair.access):
        return issue(world, shop, now)
    return pair


def revoke(world: World, shop: Shop, now: int) -> None:
    """Take a shop's authorization back: all its tokens are dead from now on."""
    pair = current(world, shop)
    revocations.put(world.db, Revocation(shop.id, pair.access.turn if pair else -1, now))


def is_dead(world: World, token: Token) -> bool:
    """Tell whether a token belongs to an authorization that was taken back."""
    revoked = revocations.find(world.db, token.shop)
    return revoked is not None and token.turn <= revoked.turn


def is_revoked(world: World, shop: Shop) -> bool:
    """Tell whether a shop's authorization was taken back and not given again."""
    pair = current(world, shop)
    return pair is not None and is_dead(world, pair.access)
