"""Which scopes the app has: all of them, until its owner takes some away as the platform's review would."""

from collections.abc import Sequence

from sandbox import errors
from sandbox.errors import RefusedError
from sandbox.world import World

SELLER_SCOPES = (
    "seller.affiliate_collaboration.read",
    "seller.affiliate_collaboration.write",
    "seller.creator_marketplace.read",
    "seller.affiliate_messages.write",
    "seller.authorization.info",
    "seller.product.basic",
    "seller.return_refund.basic",
    "seller.order.info",
    "seller.finance.info",
    "seller.shop.info",
)
CREATOR_SCOPES = (
    "creator.affiliate.info",
    "creator.affiliate_collaboration.read",
    "creator.showcase.read",
    "creator.showcase.write",
)
KNOWN = (*SELLER_SCOPES, *CREATOR_SCOPES)
_SETTING = "scopes"


def granted(world: World, scopes: Sequence[str]) -> list[str]:
    """Return those of the scopes that the app has."""
    kept = world.db.setting(_SETTING)
    return [scope for scope in scopes if kept is None or scope in kept]


def check_scope(world: World, scope: str) -> None:
    """Refuse what asks for a scope that the app has not."""
    if not granted(world, [scope]):
        raise RefusedError(errors.SCOPE_MISSING)


def grant(world: World, scopes: Sequence[str]) -> None:
    """Let the app have these scopes and no others, from now on and with every token."""
    world.db.keep_setting(_SETTING, [scope for scope in KNOWN if scope in scopes])
