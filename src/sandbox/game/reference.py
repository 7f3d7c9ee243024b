"""Policies that know what nobody can: the ceiling for public columns, and one informed of each creator.

All decide in the same way, by code of their own: by index; what cannot be done later (a reminder) before what can,
where it earns more than the least act that the quota ahead will pay for; with a reserve for the answers expected this
week, so sure that it is hardly ever missed, for what is left over is used on the last day. `plain` decides as reference
B.9 does: by index alone, with the newsvendor's reserve of 0.8.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from sandbox.game.figures import Floats
from sandbox.game.play import Event, Play, Stage
from sandbox.game.world import expit

COUNT_MOST = 1_000
SURE, B9_SURE = 0.97, 0.8
REMIND_TO = 5
"""Later than that nobody is reminded."""
NODES, NODE_WEIGHTS = np.polynomial.hermite_e.hermegauss(9)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Each creator's chance to reply and what they are expected to sell once they posted."""

    reply: Floats
    sales: Floats


def public_knowledge(play: Play) -> Knowledge:
    """The world's own weights on the public columns: the most that public data can tell."""
    world = play.world
    odds = world.reply_level + world.traits @ world.reply_weights
    spread = world.figures.reply_noise * NODES
    reply = sum(weight * expit(odds + node) for weight, node in zip(NODE_WEIGHTS, spread, strict=True))
    explained = world.traits @ world.sales_weights
    return Knowledge(np.asarray(reply) / NODE_WEIGHTS.sum(), np.exp(explained))


def whole_knowledge(play: Play) -> Knowledge:
    """Each creator's own rates."""
    return Knowledge(play.world.reply, play.world.life_sales)


@dataclass
class Reference:
    """A policy that plays inside the judge's process."""

    play: Play
    study: Callable[[Play], Knowledge]
    """What is known at the beginning of each week."""
    plain: bool = False
    known: Knowledge = field(init=False)
    _index: Floats = field(init=False)
    _order: list[int] = field(init=False)
    _price: float = field(init=False)
    _open: dict[int, tuple[int, float]] = field(default_factory=dict)
    """Invitations nobody answered yet: the day, and the chance."""

    def _learn(self) -> None:
        self.known = self.study(self.play)
        figures = self.play.world.figures
        later = figures.agree * (figures.post * self.known.sales)
        self._index = self.known.reply * later / self._units(self.known.reply)
        self._order = [int(one) for one in np.argsort(-self._index, kind="stable")]
        self._price = 0.0 if self.plain else self._least(later)

    def run(self) -> None:
        """Play all days."""
        while not self.play.is_over:
            self._hears(self.play.dawn())
            if self.play.day % 7 == 0:
                self._learn()
            self._decide()
            self.play.night()

    def _hears(self, events: list[Event]) -> None:
        for _, creator, _ in events:
            self._open.pop(creator, None)

    def _answers(self) -> None:
        """Answer and give notice until nobody waits or no unit is left; the most valuable first."""
        sales, cost = self.known.sales, 1 if self.play.rule == "message" else 0
        while (waiting := self.play.waiting()) and self.play.left >= cost:
            creator, name = max(waiting, key=lambda one: (one[1] == "answer", sales[one[0]]))
            self.play.act(name, creator)
            self._hears(self.play.heard())

    def _decide(self) -> None:
        self._answers()
        follow_ups = self._follow_ups()
        first = [
            one
            for one in follow_ups
            if self._units_now(one[2]) == 0 or (one[1] == "remind" and one[0] > self._price > 0)
        ]
        for _, name, creator in first:
            self._try(name, creator)
        rest = [one for one in follow_ups if one not in first]
        fresh = (one for one in self._order if one not in self.play.talks)
        following = iter(sorted(rest, reverse=True))
        follow, new = next(following, None), next(fresh, None)
        while follow is not None or new is not None:
            if new is not None and (follow is None or self._index[new] >= follow[0]):
                if not self._try("invite", new):
                    break
                new = next(fresh, None)
            elif follow is not None:
                self._try(follow[1], follow[2])
                follow = next(following, None)

    def _follow_ups(self) -> list[tuple[float, str, int]]:
        """Reminders and second invitations that may be sent today, by index."""
        figures, found = self.play.world.figures, []
        for creator, talk in self.play.talks.items():
            since = self.play.day - talk.invited_on
            if talk.written:
                continue
            if not talk.reminded and figures.remind_from <= since <= REMIND_TO:
                share = figures.reminder * self._still(creator, since)
                found.append((self._again(creator, share), "remind", creator))
            elif talk.attempt == 1 and since >= figures.reinvite_from:
                found.append((self._again(creator, figures.again), "reinvite", creator))
        return sorted(found, reverse=True)

    def _again(self, creator: int, share: float) -> float:
        reply = float(self.known.reply[creator])
        later = self.play.world.figures.agree * self.play.world.figures.post * float(self.known.sales[creator])
        return float(share * reply * later / self._units(share * reply))

    def _still(self, creator: int, since: int) -> float:
        """How likely a creator who has been silent so long was not going to write."""
        reply = float(self.known.reply[creator])
        coming = reply * (1 - self.play.world.figures.answer_daily) ** since
        return (1 - reply) / (1 - reply + coming)

    def _try(self, name: str, creator: int) -> bool:
        """Do it unless its unit is to be kept for an answer."""
        cost = self._units_now(creator)
        share = {"remind": self.play.world.figures.reminder, "reinvite": self.play.world.figures.again}.get(name, 1.0)
        chance = share * float(self.known.reply[creator])
        if cost > self.play.left or self.play.left - cost < self._reserve(chance):
            return False
        self.play.act(name, creator)
        before = self._open.get(creator, (self.play.day, 0.0))[1] if name == "remind" else 0.0
        self._open[creator] = (self.play.day, before + chance)
        return True

    def _units_now(self, creator: int) -> int:
        """What a further message to this creator takes from the week."""
        talk = self.play.talks.get(creator)
        same_week = talk is not None and talk.contacted_on // 7 == self.play.day // 7
        return 0 if self.play.rule == "creator_week" and same_week else 1

    def _reserve(self, chance: float) -> int:
        """Units to keep for answers this week if somebody with this chance is asked now."""
        days = 6 - self.play.day % 7
        if self.play.rule == "creator_week" or days == 0:
            return 0
        per_reply = 1 + self.play.world.figures.answers_beyond_first + self.play.world.figures.agree
        mean = per_reply * chance * self._within(0, days)
        mean += sum(per_reply * one * self._within(self.play.day - day, days) for day, one in self._open.values())
        mean += sum(talk.stage is Stage.PROMISED for talk in self.play.talks.values())
        if self.plain:
            return _quantile(mean, B9_SURE)
        return 2 * _quantile(mean / 2, SURE)

    def _within(self, waited: int, days: int) -> float:
        """The share of all replies that comes in the next days, after this many."""
        silent = 1 - self.play.world.figures.answer_daily
        return float(silent**waited - silent ** (waited + days))

    def _units(self, reply: Floats | float) -> Floats | float:
        """What an invitation costs in the end."""
        if self.play.rule == "creator_week":
            return 1 + 0 * reply
        figures = self.play.world.figures
        return 1 + reply * (1 + figures.answers_beyond_first + figures.agree)

    def _least(self, later: Floats) -> float:
        """The index of the last act that all weeks' quota pays for, if all acts could wait for each other."""
        figures, reply = self.play.world.figures, self.known.reply
        gains, units = [], []
        for share in (1.0, figures.reminder, figures.again):
            chance, reached = share * reply, 1.0 if share == 1.0 else 1 - reply
            cost = self._units(chance)
            gains.append(chance * later / cost)
            units.append(reached * cost)
        gain, unit = np.concatenate(gains), np.concatenate(units)
        order = np.argsort(-gain, kind="stable")
        used = np.cumsum(unit[order])
        place = int(np.searchsorted(used, figures.cap * figures.weeks))
        return float(gain[order][min(place, len(gain) - 1)])


def _quantile(mean: float, share: float) -> int:
    """The smallest count that a Poisson variable stays within at least this often."""
    count, term = 0, float(np.exp(-mean))
    total = term
    while total < share and count < COUNT_MOST:
        count += 1
        term *= mean / count
        total += term
    return count
