"""The doors of the consent page: an owner chooses, allows or refuses, and is sent back with a code."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

import falcon

from sandbox.consent import pages
from sandbox.consent.granting import code_of_creator, code_of_shop
from sandbox.consent.pages import Asked, Choice, Texts
from sandbox.desk import Desk
from sandbox.scopes import CREATOR_SCOPES, SELLER_SCOPES, granted
from sandbox.waking import is_address

SELLER_PATH, CREATOR_PATH = "/open/authorize", "/alliance/creator/auth"
CREATORS_SHOWN = 3  # of each region in which there is a shop
_CARRIED = ("service_id", "app_key", "state", "lang")

Given = Mapping[str, str]


class _Page(ABC):
    """What both pages share: showing, answering, sending back."""

    path = ""
    who = ""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        given = dict(parse_qsl(req.query_string, keep_blank_values=True))
        texts = _texts(req, given)
        with self._desk.turn():
            if wrong := self._wrong(given):
                _show(resp, pages.unknown(texts, wrong), falcon.HTTP_400)
            else:
                _show(resp, pages.ask(texts, self._asked(given)))

    def on_post(self, req: falcon.Request, resp: falcon.Response) -> None:
        """Take the owner's decision: back to the app with a code or a refusal, or shown here."""
        body = req.bounded_stream.read().decode(errors="replace")
        given = dict(parse_qsl(body, keep_blank_values=True))
        texts = _texts(req, given)
        with self._desk.turn() as now:
            if wrong := self._wrong(given):
                _show(resp, pages.unknown(texts, wrong), falcon.HTTP_400)
            elif given.get("decision") != "allow":
                self._send_back(resp, given, {"code": "null", "error": "auth_denied"}, pages.refused(texts))
            elif (code := self._code(given, now)) is None:
                _show(resp, pages.ask(texts, self._asked(given), wrong="no_owner"), falcon.HTTP_400)
            else:
                self._send_back(resp, given, {"code": code}, pages.allowed(texts, code))

    def _send_back(self, resp: falcon.Response, given: Given, answer: dict[str, str], page: str) -> None:
        redirect = self._desk.world.db.setting("redirect")
        if redirect is None:
            _show(resp, page)
            return
        carried = {name: given[name] for name in self._returned() if name in given}
        joint = "&" if "?" in redirect else "?"
        resp.status = falcon.HTTP_303  # not raised, for that would undo the code
        resp.location = redirect + joint + urlencode(answer | carried)

    def _asked(self, given: Given) -> Asked:
        return Asked(
            who=self.who,
            app=self._desk.keys.key,
            path=self.path,
            given={name: given[name] for name in _CARRIED if name in given},
            scopes=self._scopes(),
            choices=self._choices(),
            redirect=self._desk.world.db.setting("redirect"),
        )

    @abstractmethod
    def _wrong(self, given: Given) -> str: ...

    @abstractmethod
    def _returned(self) -> tuple[str, ...]: ...

    @abstractmethod
    def _scopes(self) -> list[str]: ...

    @abstractmethod
    def _choices(self) -> list[Choice]: ...

    @abstractmethod
    def _code(self, given: Given, now: int) -> str | None: ...


class SellerPage(_Page):
    """An owner connects one of the demonstration shops."""

    path, who = SELLER_PATH, "seller"

    def _wrong(self, given: Given) -> str:
        return "" if given.get("service_id") == self._desk.keys.service_id else "unknown_service"

    def _returned(self) -> tuple[str, ...]:
        return ("state",)

    def _scopes(self) -> list[str]:
        return granted(self._desk.world, SELLER_SCOPES)

    def _choices(self) -> list[Choice]:
        shops = self._desk.world.shops.values()
        return [Choice(str(shop.id), shop.name, f"{shop.market.region} · {shop.market.currency}") for shop in shops]

    def _code(self, given: Given, now: int) -> str | None:
        shop = self._desk.shop(given.get("owner"))
        return None if shop is None else code_of_shop(self._desk.world, shop, now)


class CreatorPage(_Page):
    """A creator connects their account."""

    path, who = CREATOR_PATH, "creator"

    def _wrong(self, given: Given) -> str:
        if given.get("app_key") != self._desk.keys.key:
            return "unknown_app"
        return "" if given.get("state") else "no_state"

    def _returned(self) -> tuple[str, ...]:
        return ("state", "app_key")

    def _scopes(self) -> list[str]:
        return granted(self._desk.world, CREATOR_SCOPES)

    def _choices(self) -> list[Choice]:
        """Return the first of each market; of others the handle can be written."""
        world, found = self._desk.world, []
        for region in dict.fromkeys(shop.market.region for shop in world.shops.values()):
            for number in world.population.ranked[region][:CREATORS_SHOWN].tolist():
                handle = world.population.handle(number)
                found.append(Choice(handle, world.population.nickname(number), f"@{handle} · {region}"))
        return found

    def _code(self, given: Given, now: int) -> str | None:
        handle = given.get("handle", "").strip().removeprefix("@") or given.get("owner", "")
        number = self._desk.world.population.number_of(handle)
        return None if number is None else code_of_creator(self._desk.world, number, now)


class RedirectRoute:
    """Where owners are sent back to; a setting of the app in the platform's Partner Center."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def on_put(self, req: falcon.Request, resp: falcon.Response) -> None:
        wanted = req.get_media()
        url = wanted.get("url", "") if isinstance(wanted, dict) else ""
        if url is not None and not (isinstance(url, str) and is_address(url)):
            raise falcon.HTTPBadRequest(description="url must be an http address, or null.")
        with self._desk.pause():
            self._desk.world.db.keep_setting("redirect", url)
        resp.media = {"url": url}


def _texts(req: falcon.Request, given: Given) -> Texts:
    return pages.texts_in(given.get("lang"), req.get_header("accept-language"))


def _show(resp: falcon.Response, page: str, status: Any = falcon.HTTP_200) -> None:
    resp.status = status
    resp.content_type = "text/html; charset=utf-8"
    resp.set_header("cache-control", "no-store")
    resp.text = page


def add_consent(app: "falcon.App[falcon.Request, falcon.Response]", desk: Desk, control: str) -> None:
    """Add the consent pages, and the setting of where they send back to."""
    app.add_route(SELLER_PATH, SellerPage(desk))
    app.add_route(CREATOR_PATH, CreatorPage(desk))
    app.add_route(control + "redirect", RedirectRoute(desk))
