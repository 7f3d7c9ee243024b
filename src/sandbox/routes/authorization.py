"""Tokens and the shops behind them."""

from typing import Any

from sandbox import errors
from sandbox.access import AppKeys, Request
from sandbox.calls import Call
from sandbox.creator_tokens import issue_to_creator
from sandbox.errors import RefusedError
from sandbox.identifiers import open_id
from sandbox.issuing import TokenPair, is_dead, issue, renewed
from sandbox.scopes import CREATOR_SCOPES, SELLER_SCOPES, granted
from sandbox.shops import Shop
from sandbox.store import codes, tokens
from sandbox.world import World

SELLER_TYPE, CREATOR_TYPE = 0, 1


def demo_code(shop: Shop) -> str:
    """Return the authorization code of a demonstration shop; it may be used any number of times."""
    return f"demo-{shop.id}"


def get_token(world: World, request: Request, keys: AppKeys, now: int) -> dict[str, Any]:
    """Trade an authorization code for tokens."""
    _check_app(request, keys, "authorized_code")
    text = request.value("auth_code") or ""
    shop = next((shop for shop in world.shops.values() if demo_code(shop) == text), None)
    if shop is not None:
        return _granted(world, shop, renewed(world, shop, now))
    code = codes.use(world.db, text, now)
    if code is not None and code.kind == codes.CREATOR:
        return _granted_to_creator(world, code.owner, issue_to_creator(world, code.owner, now))
    if code is None or code.owner not in world.shops:
        raise RefusedError(errors.BAD_AUTH_CODE)
    return _granted(world, world.shops[code.owner], issue(world, world.shops[code.owner], now))


def refresh_token(world: World, request: Request, keys: AppKeys, now: int) -> dict[str, Any]:
    """Trade a refresh token for a new pair."""
    _check_app(request, keys, "refresh_token")
    text = request.value("refresh_token") or ""
    creators = tokens.find(world.db, text, tokens.CREATOR_REFRESH)
    if creators is not None:
        return _granted_to_creator(world, creators.shop, issue_to_creator(world, creators.shop, now))
    token = tokens.find(world.db, text, tokens.REFRESH)
    if token is None or token.expires_at <= now or token.shop not in world.shops or is_dead(world, token):
        raise RefusedError(errors.AUTHORIZE_AGAIN)
    shop = world.shops[token.shop]
    return _granted(world, shop, issue(world, shop, now))


def authorized_shops(_world: World, call: Call) -> dict[str, Any]:
    shop = call.shop
    return {
        "shops": [
            {
                "id": str(shop.id),
                "name": shop.name,
                "region": shop.market.region,
                "seller_type": "LOCAL",
                "cipher": shop.cipher,
                "code": f"SBX{shop.market.region}{str(shop.id)[-6:]}",
            }
        ]
    }


def active_shops(_world: World, call: Call) -> dict[str, Any]:
    return {"shops": [{"id": str(call.shop.id), "region": call.shop.market.region}]}


def _check_app(request: Request, keys: AppKeys, grant_type: str) -> None:
    if (request.value("app_key"), request.value("app_secret")) != (keys.key, keys.secret):
        raise RefusedError(errors.INVALID, "AppKey or AppSecret is wrong.")
    if request.value("grant_type") != grant_type:
        raise RefusedError(errors.INVALID, f"GrantType must be {grant_type}.")


def _granted(world: World, shop: Shop, pair: TokenPair) -> dict[str, Any]:
    return {
        **_pair(pair),
        "open_id": shop.open_id,
        "seller_name": shop.name,
        "seller_base_region": shop.market.region,
        "user_type": SELLER_TYPE,
        "granted_scopes": granted(world, SELLER_SCOPES),
    }


def _granted_to_creator(world: World, creator: int, pair: TokenPair) -> dict[str, Any]:
    return {
        **_pair(pair),
        "open_id": open_id(world.chance, creator),
        "seller_name": world.population.nickname(creator),
        "seller_base_region": world.population.market(creator).region,
        "user_type": CREATOR_TYPE,
        "granted_scopes": granted(world, CREATOR_SCOPES),
    }


def _pair(pair: TokenPair) -> dict[str, Any]:
    return {
        "access_token": pair.access.text,
        "access_token_expire_in": pair.access.expires_at,
        "refresh_token": pair.refresh.text,
        "refresh_token_expire_in": pair.refresh.expires_at,
    }
