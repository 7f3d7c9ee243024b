"""Who may call: the checks in the platform's order, each with its own code."""

from collections.abc import Sequence
from dataclasses import dataclass

from sandbox import errors
from sandbox.chance import Chance
from sandbox.errors import RefusedError
from sandbox.faults import content_of
from sandbox.identifiers import opaque
from sandbox.issuing import is_dead
from sandbox.reading import read_whole
from sandbox.shops import Shop
from sandbox.signing import verified
from sandbox.store import tokens
from sandbox.world import World

_OF_THE_MOMENT = frozenset({"app_key", "sign", "timestamp"})
PAST, FUTURE = 300, 30  # seconds a timestamp may lie before and after the clock


@dataclass(frozen=True, slots=True)
class AppKeys:
    """The one app that this sandbox knows."""

    key: str
    secret: str
    service_id: str
    webhook_secret: str
    control_token: str


@dataclass(frozen=True, slots=True)
class Request:
    """What arrived, before anything is believed."""

    path: str
    query: Sequence[tuple[str, str]]
    body: bytes
    content_type: str
    token: str | None

    def content(self) -> int:
        """Return what is asked as a number, whoever signed it and when."""
        query = sorted(pair for pair in self.query if pair[0] not in _OF_THE_MOMENT)
        return content_of(self.path.encode(), repr(query).encode(), self.body)

    @property
    def media_type(self) -> str:
        """The content type without its parameters, in small letters."""
        return self.content_type.lower().partition(";")[0].strip()

    def value(self, name: str) -> str | None:
        return next((value for key, value in self.query if key == name), None)


def app_keys(chance: Chance) -> AppKeys:
    secret = "".join(f"{chance.bits('app secret', turn):016x}" for turn in range(3))[:40]
    return AppKeys(
        key=f"{chance.bits('app key'):016x}"[:12],
        secret=secret,
        service_id=str(7 * 10**18 + chance.bits("service") % 10**17),
        webhook_secret=secret,  # the platform has no other
        control_token=opaque(chance, "control token", 32),
    )


def check_signature(request: Request, keys: AppKeys, now: int) -> None:
    """Check app key, time stamp and signature."""
    if request.value("app_key") != keys.key:
        raise RefusedError(errors.INVALID, "AppKey is missing or unknown.")
    stamp = read_whole(request.value("timestamp") or "")
    if stamp is None or not now - PAST <= stamp <= now + FUTURE:
        raise RefusedError(errors.INVALID, "Timestamp is missing, too old or too far ahead.")
    signature = request.value("sign")
    if not signature:
        raise RefusedError(errors.INVALID, "Sign is required and was not provided.")
    if not verified(signature, keys.secret, request.path, request.query, request.body, request.content_type):
        raise RefusedError(errors.BAD_SIGNATURE)


def shop_of_token(request: Request, world: World, now: int) -> Shop:
    """Return the shop that an access token opens."""
    if not request.token:
        raise RefusedError(errors.INVALID, "The x-tts-access-token header is missing.")
    token = tokens.find(world.db, request.token, tokens.ACCESS)
    if token is None or token.shop not in world.shops or is_dead(world, token):
        raise RefusedError(errors.UNKNOWN_TOKEN)
    if token.expires_at <= now:
        raise RefusedError(errors.EXPIRED_TOKEN)
    return world.shops[token.shop]


def check_cipher(request: Request, shop: Shop, *, wanted: bool) -> None:
    """Check the shop cipher where it belongs, and its absence where it does not."""
    cipher = request.value("shop_cipher")
    if not wanted:
        if cipher is not None:
            raise RefusedError(errors.INVALID, "Unexpected identifier: shop_cipher.")
        return
    if not cipher:
        raise RefusedError(errors.NO_SHOP_CIPHER)
    if cipher != shop.cipher:
        raise RefusedError(errors.WRONG_SHOP_CIPHER)
