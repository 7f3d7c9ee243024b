"""A call of a creator: its own token opens it, and a shop's does not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox import access, bodies, errors, fields
from sandbox.access import AppKeys, Request
from sandbox.errors import RefusedError
from sandbox.fields import Shape
from sandbox.markets import Market
from sandbox.scopes import check_scope
from sandbox.shops import Shop
from sandbox.store import tokens
from sandbox.world import World


@dataclass(frozen=True, slots=True)
class CreatorCall:
    """A request with checked fields; `shops` are those of the creator's market, `now` is in Unix seconds."""

    now: int
    creator: int
    market: Market
    shops: Mapping[int, Shop]
    query: Mapping[str, Any]
    body: Mapping[str, Any]


CreatorHandler = Callable[[World, CreatorCall], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class CreatorOperation:
    """One row of the creator's table: the template holds `{version}`, the newest version stands first."""

    name: str
    method: str
    template: str
    versions: tuple[str, ...]
    scope: str
    handler: CreatorHandler
    query: Shape = field(default_factory=dict)
    body: Shape | None = None  # None: a body is not looked at


def checked(
    world: World, keys: AppKeys, operation: CreatorOperation, version: str, request: Request, now: int
) -> CreatorCall:
    """Check a request in the platform's order and return the call. Refuses with the same codes as a seller's."""
    if version not in operation.versions:
        raise RefusedError(errors.WRONG_VERSION)
    access.check_signature(request, keys, now)
    creator = creator_of_token(request, world, now)
    check_scope(world, operation.scope)
    if request.value("shop_cipher") is not None:
        raise RefusedError(errors.INVALID, "Unexpected identifier: shop_cipher.")
    market = world.population.market(creator)
    return CreatorCall(
        now=now,
        creator=creator,
        market=market,
        shops={shop.id: shop for shop in world.shops.values() if shop.market is market},
        query=fields.read_query(list(request.query), operation.query),
        body={} if operation.body is None else bodies.fitting(request, operation.body),
    )


def creator_of_token(request: Request, world: World, now: int) -> int:
    """Return the creator whom an access token opens; a shop's token is of another kind and unknown here."""
    if not request.token:
        raise RefusedError(errors.INVALID, "The x-tts-access-token header is missing.")
    token = tokens.find(world.db, request.token, tokens.CREATOR_ACCESS)
    if token is None:
        raise RefusedError(errors.UNKNOWN_TOKEN)
    if token.expires_at <= now:
        raise RefusedError(errors.EXPIRED_TOKEN)
    return token.shop
