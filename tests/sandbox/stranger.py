"""A client that others wrote, at work on the sandbox: every answer is held against its own models."""

import inspect
from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace
from typing import Any

import attrs
import pytest
from tests.sandbox.port import control
from tiktok_shop_api import TikTokShop, TikTokShopAuth, TokenSet
from tiktok_shop_api.generated import models
from tiktok_shop_api.generated._groups import AffiliateSellerApi
from tiktok_shop_api.generated.types import Unset

DAY = 86_400
HIDDEN_FIGURES = {"content_count", "ec_video_view"}  # documented as whole numbers, and as "" where not shared
SELLER_OPERATIONS = {
    name for name, _ in inspect.getmembers(AffiliateSellerApi, inspect.isfunction) if not name.startswith("_")
}


def faults(value: Any, path: str = "") -> Iterator[str]:
    """Yield what of an answer is not documented, and what has another type than documented."""
    for name in value.additional_properties:
        yield f"{path}.{name} is not documented"
    for field in attrs.fields(type(value)):
        given = getattr(value, field.name)
        if field.name == "additional_properties" or isinstance(given, Unset):
            continue
        where = f"{path}.{field.name}"
        parts = given if isinstance(given, list) else [given]
        documented = str(type(value).__annotations__[field.name])
        for part in parts:
            if attrs.has(type(part)):
                yield from faults(part, where)
            elif type(part).__name__ not in documented and not (part == "" and field.name in HIDDEN_FIGURES):
                yield f"{where} is {part!r}, not {documented}"


def request(name: str, body: dict[str, Any]) -> Any:
    """Return a body as the client's own model of it."""
    return getattr(models, f"{name}Request").from_dict(body)


class Group:
    """One group of the client's calls; counts them and returns the data of their answers."""

    def __init__(self, calls: object) -> None:
        self._calls, self.called = calls, set[str]()

    def __getattr__(self, name: str) -> Any:
        call = getattr(self._calls, name)

        def told(*path: str, **given: Any) -> dict[str, Any]:
            answer = call(*path, **given)
            if found := list(faults(answer, name)):
                raise AssertionError("\n".join(found))
            self.called.add(name)
            data: dict[str, Any] = answer.to_dict().get("data") or {}
            return data

        return told


class Stranger:
    """A shop of the sandbox seen through `tiktok-shop-api`, whose machine shows the sandbox's time."""

    def __init__(self, description: dict[str, Any]) -> None:
        self.description = description
        self.base: dict[str, Any] = {"base_url": description["base_url"]}
        self.keys: tuple[str, str] = (description["app_key"], description["app_secret"])
        self.shop: dict[str, Any] = description["shops"][0]
        self.auth = TikTokShopAuth(*self.keys, description["service_id"], base_url=description["auth_url"])
        self.tokens: TokenSet = self.auth.exchange_code(f"demo-{self.shop['id']}")
        self.seller, self._patch = Group(None), pytest.MonkeyPatch()
        self.connect()

    @property
    def now(self) -> int:
        shown: str = control(self.description, "GET", "clock")["shown"]
        return int(datetime.fromisoformat(shown).timestamp())

    def connect(self) -> None:
        """Take the newest token, find the shop by it, and go on counting the calls."""
        self.tell_time()
        client = TikTokShop(*self.keys, self.tokens.access_token, **self.base)
        (shop,) = Group(client.authorization).get_authorized_shops()["shops"]
        self.client = client.with_shop(shop_cipher=shop["cipher"])
        before, self.seller = self.seller, Group(self.client.affiliate_seller)
        self.seller.called |= before.called
        client.close()

    def tell_time(self) -> None:
        now = self.now
        self._patch.setattr("tiktok_shop_api.client.time", SimpleNamespace(time=lambda: now))

    def close(self) -> None:
        self.client.close()
        self._patch.undo()

    def advance(self, days: int) -> None:
        control(self.description, "POST", "clock", {"advance_seconds": days * DAY})
        self.tokens = self.auth.refresh(self.tokens.refresh_token)
        self.client.close()
        self.connect()

    def minutes(self, count: int) -> None:
        control(self.description, "POST", "clock", {"advance_seconds": count * 60})
        self.tell_time()
