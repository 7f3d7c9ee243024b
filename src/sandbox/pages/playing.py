"""What the creator's pages share: who is played, the bar of tabs, acts and what is said about them."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote

import falcon
import numpy as np

from sandbox import calls
from sandbox.behaviour.playing import ActRefusedError
from sandbox.markets import Market
from sandbox.pages import shown
from sandbox.pages.forms import Form
from sandbox.pages.invited import Invited, invitations_of
from sandbox.pages.web import Page, PageMissingError, Visit, answer, see_other
from sandbox.population import Creator
from sandbox.shops import Shop
from sandbox.store import by_creator, played, terms
from sandbox.store.conversations import SHOP

ROOT = "/creator/"


@dataclass(frozen=True)
class Player:
    """The creator whom a person plays, in one visit."""

    visit: Visit
    number: int

    @cached_property
    def creator(self) -> Creator:
        return self.visit.world.population.creator(self.number)

    @property
    def handle(self) -> str:
        return self.creator.handle

    @property
    def market(self) -> Market:
        return self.creator.market

    @property
    def home(self) -> str:
        return f"{ROOT}{quote(self.handle)}"

    @cached_property
    def shops(self) -> dict[int, Shop]:
        """The shops of the creator's market: nobody else can reach them."""
        return {shop.id: shop for shop in self.visit.world.shops.values() if shop.market is self.market}

    def shop(self, identifier: int) -> Shop:
        if identifier not in self.shops:
            raise PageMissingError
        return self.shops[identifier]

    def when(self, moment: int) -> str:
        return shown.when(moment, self.creator.zone, self.visit.now, self.visit.texts)

    def day(self, moment: int) -> str:
        return shown.day(moment, self.creator.zone, self.visit.texts)

    def money(self, minor: int) -> str:
        return self.market.display_text(minor)

    @cached_property
    def invitations(self) -> list[Invited]:
        return invitations_of(self.visit.world, self.shops, self.number, self.visit.now)

    @property
    def open_invitations(self) -> int:
        return sum(item.state == "open" for item in self.invitations)

    @property
    def unanswered(self) -> int:
        known = by_creator.conversations(self.visit.world.db, self.number)
        return sum(item.last_sender == SHOP for item in known)

    @property
    def rates_waiting(self) -> int:
        db = self.visit.world.db
        found = {row.collaboration for row in by_creator.showcase(db, self.number)}
        return sum(len(terms.waiting(db, collaboration, self.number)) for collaboration in found)


def number_of(visit: Visit, handle: str) -> int:
    """Return the creator who is called so. Refuses a handle that nobody has."""
    found = np.flatnonzero(visit.world.population["handle"] == handle.encode())
    if not len(found):
        raise PageMissingError("no_such_creator")
    return int(found[0])


class CreatorPage(Page, ABC):
    """A page of a played creator."""

    tab = ""

    def on_get(self, req: falcon.Request, resp: falcon.Response, handle: str, **path: str) -> None:
        with self.visit(req, resp) as visit:
            who = Player(visit, number_of(visit, handle))
            if played.is_played(visit.world.db, who.number):
                answer(resp, self.show(visit, who, **path))
            else:
                see_other(resp, who.home)

    @abstractmethod
    def show(self, visit: Visit, who: Player, **path: str) -> str:
        """Return the page."""

    def page(self, visit: Visit, who: Player, template: str, **values: Any) -> str:
        return visit.render(template, who=who, tab=self.tab, **values)


class ActPage(CreatorPage):
    """A page with forms: it shows something, and does what a form says."""

    def on_post(self, req: falcon.Request, resp: falcon.Response, handle: str, **path: str) -> None:
        """Do what the form says and show what came of it."""
        with self.visit(req, resp) as visit:
            who, form = Player(visit, number_of(visit, handle)), self.form(req, visit)
            if not played.is_played(visit.world.db, who.number):
                raise PageMissingError("not_played", 403)
            try:
                with visit.world.db.attempt():
                    where, done = self.act(visit, who, form, **path)
                see_other(resp, where, done=done)
            except ActRefusedError as refused:
                see_other(resp, req.path, no=refused.reason)

    @abstractmethod
    def act(self, visit: Visit, who: Player, form: Form, **path: str) -> tuple[str, str]:
        """Do something and return where to go on, and the name of what is said there."""


def whole(text: str) -> int:
    """Return a number in an address. Refuses what is none."""
    number = calls.whole(text)
    if number is None:
        raise PageMissingError
    return number
