"""Choosing whom to play: those with invitations first, others by their handle; taking over and handing back."""

from collections.abc import Iterable
from dataclasses import dataclass

import falcon
import numpy as np

from sandbox.behaviour.playing import hand_back, take_over
from sandbox.pages.playing import ROOT, Player, number_of
from sandbox.pages.web import Page, Visit, answer, see_other
from sandbox.population import REGIONS
from sandbox.store import by_creator, played

SHOWN, SUGGESTED = 40, 3
_MOST_LETTERS = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """One creator who may be played."""

    who: Player
    invitations: int
    is_played: bool


class ChoosePage(Page):
    """The first page: everybody who can be played."""

    def on_get(self, req: falcon.Request, resp: falcon.Response) -> None:
        with self.visit(req, resp) as visit:
            wanted = visit.query.get("q", "").strip().lstrip("@").lower()[:_MOST_LETTERS]
            groups = _found(visit, wanted) if wanted else _groups(visit)
            answer(resp, visit.render("choose.html", groups=groups, wanted=wanted))


def _groups(visit: Visit) -> list[tuple[str, list[Choice]]]:
    """Return (name of the group, creators): played, invited, known otherwise, and some nobody has spoken to."""
    db, population, seen = visit.world.db, visit.world.population, set[int]()
    regions = dict.fromkeys(shop.market.region for shop in visit.world.shops.values())
    strangers = [int(number) for region in regions for number in population.ranked[region][: SUGGESTED * 3]]
    found = []
    for name, numbers, most in (
        ("played", played.everyone(db), SHOWN),
        ("invited", [row[0] for row in by_creator.invited(db)], SHOWN),
        ("known", by_creator.known(db), SHOWN),
        ("strangers", strangers, SUGGESTED * len(regions)),
    ):
        new = [number for number in numbers if number not in seen][:most]
        seen.update(new)
        if new:
            found.append((name, _choices(visit, new)))
    return found


def _found(visit: Visit, wanted: str) -> list[tuple[str, list[Choice]]]:
    """Return whose handle holds the letters, those with invitations first; only of markets with a shop."""
    population = visit.world.population
    places = [REGIONS.index(shop.market.region) for shop in visit.world.shops.values()]
    holds = np.strings.find(population["handle"], wanted.encode()) >= 0
    numbers = np.flatnonzero(holds & np.isin(population["market"], places)).tolist()
    invited = {number: last for number, _, last in by_creator.invited(visit.world.db)}
    numbers.sort(key=lambda number: (-invited.get(number, -1), population.handle(number)))
    return [("found", _choices(visit, numbers[:SHOWN]))] if numbers else []


def _choices(visit: Visit, numbers: Iterable[int]) -> list[Choice]:
    counts = {number: count for number, count, _ in by_creator.invited(visit.world.db)}
    now_played = set(played.everyone(visit.world.db))
    return [Choice(Player(visit, number), counts.get(number, 0), number in now_played) for number in numbers]


class ProfilePage(Page):
    """One creator before and while they are played: who they are, taking over, handing back."""

    def on_get(self, req: falcon.Request, resp: falcon.Response, handle: str) -> None:
        with self.visit(req, resp) as visit:
            who = Player(visit, number_of(visit, handle))
            population = visit.world.population
            answer(
                resp,
                visit.render(
                    "profile.html",
                    who=who,
                    tab="me",
                    bio=population.bio(who.number),
                    categories=[visit.world.categories[place].name for place in who.creator.categories],
                    is_played=played.is_played(visit.world.db, who.number),
                ),
            )

    def on_post(self, req: falcon.Request, resp: falcon.Response, handle: str) -> None:
        """Take a creator over, or hand them back to the simulation."""
        with self.visit(req, resp) as visit:
            who, form = Player(visit, number_of(visit, handle)), self.form(req, visit)
            if form.text("act") == "hand_back":
                hand_back(visit.world, who.number, visit.now)
                see_other(resp, ROOT, done="handed_back")
            else:
                take_over(visit.world, who.number, visit.now)
                see_other(resp, f"{who.home}/invitations", done="taken_over")
