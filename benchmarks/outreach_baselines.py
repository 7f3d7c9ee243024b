"""Policies of the outreach game that need no model: what ours must beat."""

from collections.abc import Callable
from typing import Any

import numpy as np
from benchmarks.judge import Act

FOLLOWERS, VIEWS, POSTS, SALES, MATCH = range(5)
SMALL, LARGE, VIEWS_FROM, POSTS_FROM = 10_000, 50_000, 5_000, 12
LAST_DAY = 6


def by_chance(public: dict[str, Any]) -> list[int]:
    return [int(one) for one in np.random.default_rng(len(public["creators"])).permutation(len(public["creators"]))]


def by_followers(public: dict[str, Any]) -> list[int]:
    return _descending([row[FOLLOWERS] for row in public["creators"]])


def by_sales(public: dict[str, Any]) -> list[int]:
    return _descending([row[SALES] for row in public["creators"]])


def by_brief(public: dict[str, Any]) -> list[int]:
    """Who meets more of the brief's conditions first (10k-50k followers, the category, three videos a week, 5,000
    views), then the larger.
    """
    met = [
        (SMALL <= row[FOLLOWERS] < LARGE) + row[MATCH] + (row[POSTS] >= POSTS_FROM) + (row[VIEWS] >= VIEWS_FROM)
        for row in public["creators"]
    ]
    return _descending([count * 1e9 + row[FOLLOWERS] for count, row in zip(met, public["creators"], strict=True)])


def _descending(figures: list[float]) -> list[int]:
    return [int(one) for one in np.argsort(-np.array(figures), kind="stable")]


class Ranked:
    """Answers who waits, then follows up where it does so, then invites by rank; `kept` of the week's units until the
    last day.
    """

    def __init__(
        self, public: dict[str, Any], order: Callable[[dict[str, Any]], list[int]], *, kept: float, follows_up: bool
    ) -> None:
        self._public = public
        self._order = order(public)
        self._place = {creator: place for place, creator in enumerate(self._order)}
        self._next = 0
        self._kept = round(kept * public["cap"])
        self._follows_up = follows_up
        self._silent: dict[int, tuple[int, int, bool]] = {}
        """Day of the invitation, day of the last message, whether it was the second invitation."""
        self._reminded: set[int] = set()

    def decide(self, today: dict[str, Any]) -> list[Act]:
        for _, creator, _ in today["events"]:
            self._silent.pop(creator, None)
        acts, left = list[Act](), int(today["left"])
        message = 1 if self._public["rule"] == "message" else 0
        for creator, name in sorted(today["waiting"], key=lambda one: self._place[one[0]]):
            if left >= message:
                acts.append((name, creator))
                left -= message
        if acts:
            return acts
        day = today["day"]
        least = 0 if day % 7 == LAST_DAY else self._kept
        for name, creator in self._due(day) if self._follows_up else []:
            cost = 0 if message == 0 and name == "remind" and self._silent[creator][1] // 7 == day // 7 else 1
            if left - cost >= least:
                acts.append((name, creator))
                left -= cost
                self._note(name, creator, day)
        while left > least and self._next < len(self._order):
            creator = self._order[self._next]
            acts.append(("invite", creator))
            self._silent[creator] = (day, day, False)
            self._next += 1
            left -= 1
        return acts

    def _due(self, day: int) -> list[Act]:
        """Reminders after 48 hours, second invitations 14 days after the five of silence."""
        first, last = self._public["remind"]
        found = list[Act]()
        for creator, (invited, _, again) in self._silent.items():
            if creator not in self._reminded and first <= day - invited <= last:
                found.append(("remind", creator))
            elif not again and day - invited >= self._public["reinvite_from"]:
                found.append(("reinvite", creator))
        return found

    def _note(self, name: str, creator: int, day: int) -> None:
        invited, _, again = self._silent[creator]
        self._reminded.add(creator)
        self._silent[creator] = (invited, day, again) if name == "remind" else (day, day, True)


def random_order(public: dict[str, Any]) -> Ranked:
    return Ranked(public, by_chance, kept=0.0, follows_up=False)


def followers_first(public: dict[str, Any]) -> Ranked:
    return Ranked(public, by_followers, kept=0.0, follows_up=False)


def brief(public: dict[str, Any]) -> Ranked:
    return Ranked(public, by_brief, kept=0.0, follows_up=True)


def sales_and_reserve(public: dict[str, Any]) -> Ranked:
    return Ranked(public, by_sales, kept=0.3, follows_up=False)


def sales_and_reminders(public: dict[str, Any]) -> Ranked:
    return Ranked(public, by_sales, kept=0.3, follows_up=True)
