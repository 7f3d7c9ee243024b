"""The product's planner in the outreach game: its own rules, fed with what the game shows."""

import rapport.project.ready  # noqa: F401  isort:skip

from dataclasses import dataclass, replace
from math import log
from typing import Any

import numpy as np
from benchmarks.judge import Act

from rapport.campaigns.rules.arrivals import (
    arrives_within,
    daily_chance,
    lost_in_silence,
    still_replies,
)
from rapport.campaigns.rules.learning import Outcomes, Prior, Weights, learn
from rapport.campaigns.rules.planner import Act as Kind
from rapport.campaigns.rules.planner import Opportunity, WeekAhead, make_plan
from rapport.campaigns.rules.prospects import (
    Chances,
    UnitCosts,
    Worths,
    best_first,
    chances,
    house_prior,
    price_of_unit,
    worths_of,
)
from rapport.campaigns.rules.traits import Row, Scale
from rapport.policies.queries import default_playbook
from rapport.shared.money import WHOLE_RATE
from rapport.shared.refusals import Reason

MARGIN = 1500
PER_DAY = 40
SPARE = 5
SETTLED_AFTER = 6
FORGOTTEN_AFTER = 21
REMIND_TO = 5
"""The playbook closes after so many days of silence."""
BUNDLE = 2.0
SAMPLE_DAYS = 3
TOLD_SHARE = 0.7
"""How much the prior that a shop was told counts beside the house's own."""
NAMES = {
    Kind.ANSWER: "answer",
    Kind.SAMPLE_NOTICE: "notice",
    Kind.REMIND: "remind",
    Kind.INVITE: "invite",
    Kind.REINVITE: "reinvite",
}
WHY = Reason("plan.game")


@dataclass
class Asked:
    """What was sent to one creator, and whether they wrote."""

    invited_on: int
    last_on: int
    ease: float = 1.0
    reminded: bool = False
    again: bool = False
    replied: bool = False
    answered: int = 0


class Ours:
    """Plans each day with the product's planner; learns each week with the product's learning."""

    def __init__(self, public: dict[str, Any], *, learns: bool = True, told_share: float = TOLD_SHARE) -> None:
        self._public, self._told, self._learns = public, public["prior"], learns
        self._counts = public["rule"] == "message"
        rows: list[Row] = [(*row[:4], bool(row[4])) for row in public["creators"]]
        scale = Scale.of(rows)
        self._traits = scale.traits(rows)
        told = self._told
        self._play = default_playbook().values.planner.model_copy(
            update={
                "reply_rate": round(told["reply"] * WHOLE_RATE),
                "agree_rate": round(told["agree"] * WHOLE_RATE),
                "post_rate": round(told["post"] * WHOLE_RATE),
                "reply_after_silence": round(told["again"] * WHOLE_RATE),
            }
        )
        self._priors = self._believed(scale, told_share)
        self._asked: dict[int, Asked] = {}
        self._talking: dict[int, int] = {}
        self._sold: dict[int, int] = {}
        self._delays: list[int] = []
        self._agreed = self._decided = 0
        self._worths: Worths
        self._mean: Chances
        self._costs: UnitCosts
        self._order: list[int] = []
        self._silent: list[int] = []
        self._recent: set[int] = set()
        self._reply: list[int] = []
        self._value: list[int] = []
        self._profit: list[int] = []
        self._studied = -1
        self._price, self._daily = 0.0, daily_chance(())

    def decide(self, today: dict[str, Any]) -> list[Act]:
        day = today["day"]
        for name, creator, amount in today["events"]:
            self._hears(name, creator, amount, day)
        self._rates()
        if day % 7 == 0 and self._studied != day:
            self._study(day)
        waiting = self._waiting(today["waiting"])
        if any(one.units <= today["left"] for one in waiting):
            found = waiting
        else:
            found = [*waiting, *self._follow_ups(today["left"], day), *self._invitations(today["left"], day)]
        plan = make_plan(found, self._week(day, today["left"]))
        chosen = [(NAMES[line.opportunity.act], line.opportunity.creator_id) for line in plan.lines]
        for name, creator in chosen:
            self._note(name, creator, day)
        return chosen

    def _believed(self, scale: Scale, told_share: float) -> list[Prior]:
        """The prior the shop was told, and the house's own at the same levels."""
        told = self._told
        level = told["sales_level"] + log(100 / told["fade"])
        house = house_prior(self._play, scale)
        odds = log(told["reply"] / (1 - told["reply"]))
        mine = Prior(
            told_share,
            Weights(
                odds,
                house.reply.level_spread,
                tuple(told["reply_weights"]),
                told["reply_spread"],
            ),
            Weights(level, house.sales.level_spread, tuple(told["sales_weights"]), told["sales_spread"]),
            house.noise,
        )
        reply, sales = replace(house.reply, level=odds), replace(house.sales, level=level)
        return [mine, replace(house, share=1 - told_share, reply=reply, sales=sales)]

    def _study(self, day: int) -> None:
        """What the past weeks taught, and what a unit is worth later."""
        self._studied = day
        learned = learn(self._priors, self._outcomes(day) if self._learns else Outcomes.none())
        mean, costs = self._mean, self._costs
        known = np.ones(len(self._traits), dtype=np.bool_)
        self._worths = worths_of(self._traits, known, learned, margin=MARGIN, mean=mean)
        self._reply, self._value = self._worths.reply.tolist(), self._worths.value.tolist()
        self._profit = self._worths.profit.tolist()
        self._daily = daily_chance(self._delays)
        ranked = best_first(self._worths, costs).tolist()
        self._order = [creator for creator in ranked if creator not in self._asked]
        self._silent = [creator for creator in ranked if creator in self._asked]
        self._recent = {creator for creator, one in self._asked.items() if day - one.invited_on <= REMIND_TO}
        fresh = worths_of(self._traits[self._order], known[self._order], learned, margin=MARGIN, mean=mean)
        ahead = self._public["cap"] * (self._public["days"] - day) / 7
        self._price = price_of_unit(
            fresh, costs, units_ahead=ahead, reminder=self._told["reminder"], again=self._told["again"]
        )

    def _outcomes(self, day: int) -> Outcomes:
        over = [
            (creator, one) for creator, one in self._asked.items() if one.replied or day - one.last_on >= SETTLED_AFTER
        ]
        return Outcomes(
            asked=self._traits[[creator for creator, _ in over]],
            ease=np.array([one.ease for _, one in over]),
            replied=np.array([float(one.replied) for _, one in over]),
            sold=self._traits[list(self._sold)],
            amounts=np.array(list(self._sold.values()), dtype=np.float64),
        )

    def _rates(self) -> None:
        """What is expected of a reply, and the units it brings about, as of today."""
        self._mean = chances(self._play, 0, self._decided, self._agreed)
        after = self._told["answers"] + self._mean.agree / WHOLE_RATE if self._counts else 0.0
        self._costs = UnitCosts(1, 1 if self._counts else 0, after)

    def _waiting(self, waiting: list[tuple[int, str]]) -> list[Opportunity]:
        mean, unit = self._mean, 1 if self._counts else 0
        found = []
        for creator, name in waiting:
            profit = self._profit[creator]
            if name == "notice":
                value, act, needed = profit * mean.post // WHOLE_RATE, Kind.SAMPLE_NOTICE, float(unit)
            else:
                value, act = round(mean.after_reply * profit), Kind.ANSWER
                needed = unit * self._told["answers"]
            found.append(Opportunity(act, f"{name}:{creator}", creator, unit, needed, value, WHY))
        return found

    def _follow_ups(self, left: int, day: int) -> list[Opportunity]:
        first, found = self._public["remind"][0], []
        for creator in self._recent:
            one, waited = self._asked[creator], day - self._asked[creator].invited_on
            if not (one.replied or one.reminded or one.again) and first <= waited <= REMIND_TO:
                share = self._told["reminder"] * lost_in_silence(self._chance(creator), self._daily, waited)
                found.append(self._ask(Kind.REMIND, creator, share, day))
        ripe = [
            creator
            for creator in self._silent
            if not self._asked[creator].replied
            and not self._asked[creator].again
            and day - self._asked[creator].invited_on >= self._public["reinvite_from"]
        ]
        return found + [self._ask(Kind.REINVITE, creator, self._told["again"], day) for creator in ripe[: left + SPARE]]

    def _invitations(self, left: int, day: int) -> list[Opportunity]:
        best = [creator for creator in self._order if creator not in self._asked][: left + SPARE]
        return [self._ask(Kind.INVITE, creator, 1.0, day) for creator in best]

    def _chance(self, creator: int) -> float:
        return self._reply[creator] / WHOLE_RATE

    def _ask(self, act: Kind, creator: int, share: float, day: int) -> Opportunity:
        """A message that may bring a reply, with this share of a first invitation's chance."""
        chance = share * self._chance(creator)
        last = self._asked[creator].last_on if creator in self._asked else -7
        units = 1 if self._counts or last // 7 != day // 7 else 0
        expected = units + chance * self._costs.after_reply
        return Opportunity(
            act,
            f"{act}:{creator}",
            creator,
            units,
            expected,
            round(share * self._value[creator]),
            WHY,
            answers=self._answers_of(chance, 6 - day % 7),
            passes=act is Kind.REMIND,
        )

    def _answers_of(self, chance: float, days: int) -> float:
        if not self._counts:
            return 0.0
        return chance * self._costs.after_reply * arrives_within(self._daily, days)

    def _week(self, day: int, left: int) -> WeekAhead:
        days, mean = 6 - day % 7, self._mean
        answers, chance_sum, value_sum = 0.0, 0.0, 0.0
        for creator, one in self._asked.items():
            if one.replied or day - one.last_on > FORGOTTEN_AFTER:
                continue
            chance = still_replies(min(0.9, one.ease * self._chance(creator)), self._daily, day - one.last_on)
            answers += self._answers_of(chance, days)
            chance_sum += chance
            value_sum += chance * mean.after_reply * self._profit[creator]
        answers += sum(day + days >= due for due in self._talking.values()) if self._counts else 0
        needed = self._costs.after_reply
        return WeekAhead(
            left=left,
            days_left=7 - day % 7,
            answers_expected=answers,
            answer_units=1 if self._counts else 0,
            invitations_max=PER_DAY,
            price=self._price,
            answer_index=value_sum / chance_sum / needed if chance_sum > 0 and needed > 0 else 0.0,
            bundle=BUNDLE,
        )

    def _hears(self, name: str, creator: int, amount: int, day: int) -> None:
        if name == "agreed":
            self._talking[creator] = day + SAMPLE_DAYS
        else:
            self._talking.pop(creator, None)
        one = self._asked[creator]
        if name == "reply" and not one.replied:
            one.replied = True
            self._delays.append(day - one.last_on)
        if name in ("agreed", "declined"):
            self._decided += 1
            self._agreed += name == "agreed"
        if name == "sold":
            self._sold[creator] = round(amount / self._told["fade"])

    def _note(self, name: str, creator: int, day: int) -> None:
        if name == "invite":
            self._asked[creator] = Asked(day, day)
            self._recent.add(creator)
        one = self._asked[creator]
        one.last_on = day
        if name == "remind":
            one.reminded = True
            one.ease += self._told["reminder"]
        if name == "reinvite":
            one.again, one.invited_on = True, day
            one.ease += self._told["again"]


def ours(public: dict[str, Any]) -> Ours:
    return Ours(public)
