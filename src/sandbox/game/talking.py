"""The talk of the judge with a policy: one JSON value on each line, a question in and an answer out.

    {"open": {"seed": 1, "world": 0, "variant": "right", "rule": "message"}}   what is public, and the first day
    {"acts": [["invite", 17], ["answer", 4]]}                                 what was done, and what was said to it
    {"acts": [["invite", 18]], "night": true}                                 the same, and the next day, or the score
    {"reference": "ceiling"}                                                  the score of a policy that knows the truth
    {"close": true}                                                           the end

What is asked wrongly is answered with {"error": …}. Nothing of the truth is ever in an answer but in scores.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from sandbox.game.clairvoyant import clairvoyant_bound
from sandbox.game.figures import VARIANTS, told_prior
from sandbox.game.play import Event, Play, Rule, Score, WrongActError
from sandbox.game.posterior import posterior_knowledge
from sandbox.game.reference import Knowledge, Reference, public_knowledge, whole_knowledge
from sandbox.game.world import World, draw_world

Answer = dict[str, object]
STUDIES: Mapping[str, Callable[[Play], Knowledge]] = {
    "posterior": posterior_knowledge,
    "plain ceiling": public_knowledge,
    "ceiling": public_knowledge,
    "informed": whole_knowledge,
}
RULES: tuple[Rule, ...] = ("message", "creator_week")


@dataclass
class Judge:
    """Holds the world that is being played; a new play may be opened at any time."""

    world: World | None = None
    play: Play | None = None
    drawn: tuple[str, int, int] = ("", 0, 0)

    def answer(self, asked: dict[str, object]) -> Answer:
        """One answer. Raises WrongActError, KeyError, TypeError or ValueError for what cannot be understood."""
        if "open" in asked:
            return self._open(asked["open"])
        if self.play is None or self.world is None:
            raise ValueError("open a play first")
        if "reference" in asked:
            return {"score": self._reference(str(asked["reference"]), self.world, self.play.rule)}
        return self._acts(asked["acts"], self.play, night=bool(asked.get("night")))

    def _open(self, wanted: object) -> Answer:
        if not isinstance(wanted, dict):
            raise TypeError("open asks for seed, world, variant and rule")
        figures, rule = VARIANTS[wanted["variant"]], wanted["rule"]
        if rule not in RULES:
            raise ValueError(f"rule is one of {RULES}")
        drawn = (wanted["variant"], int(wanted["seed"]), int(wanted["world"]))
        if self.world is None or self.drawn != drawn:
            self.world, self.drawn = draw_world(figures, drawn[1], drawn[2]), drawn
        self.play = Play(self.world, rule)
        public: Answer = {
            "rule": rule,
            "cap": figures.cap,
            "days": figures.days,
            "creators": self.world.public.tolist(),
            "prior": told_prior(figures),
            "remind": [figures.remind_from, figures.remind_to],
            "reinvite_from": figures.reinvite_from,
        }
        return {"public": public, **self._day(self.play, self.play.dawn())}

    def _acts(self, acts: object, play: Play, *, night: bool) -> Answer:
        if not isinstance(acts, list):
            raise TypeError("acts is a list of [name, creator]")
        if play.is_over:
            raise ValueError("the play is over")
        done, said = [play.act(str(name), int(creator)) for name, creator in acts], play.heard()
        if night:
            play.night()
        if play.is_over:
            return {"done": done, "score": _told(play.score)}
        return {"done": done, **self._day(play, [*said, *(play.dawn() if night else [])])}

    def _day(self, play: Play, events: list[Event]) -> Answer:
        return {"day": play.day, "left": play.left, "events": events, "waiting": play.waiting()}

    def _reference(self, name: str, world: World, rule: Rule) -> dict[str, float]:
        if name == "clairvoyant":
            return {"sales": clairvoyant_bound(world, rule)}
        if name not in STUDIES:
            raise ValueError(f"no reference policy is called {name}")
        play = Play(world, rule)
        Reference(play, STUDIES[name], plain=name == "plain ceiling").run()
        return _told(play.score)


def _told(score: Score) -> dict[str, float]:
    return {**asdict(score), "profit": score.profit}


def talk(lines: Iterable[str]) -> Iterator[str]:
    """Answer each line with a line until it is told to close."""
    judge = Judge()
    for line in lines:
        try:
            asked = json.loads(line)
            if "close" in asked:
                return
            told = judge.answer(asked)
        except (WrongActError, KeyError, TypeError, ValueError) as wrong:
            told = {"error": f"{type(wrong).__name__}: {wrong}"}
        yield json.dumps(told, separators=(",", ":"))
