"""One play of one world: days pass, creators write, the judge counts units and says what was won."""

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from sandbox.game.figures import PROFIT_SHARE, SAMPLE_COST
from sandbox.game.world import World

Rule = Literal["message", "creator_week"]
Event = tuple[str, int, int]
"""What happened, to whom, and an amount in minor units where it is one."""


class Stage(StrEnum):
    """Where a creator stands, as the judge knows it."""

    INVITED = "invited"
    COMING = "coming"
    """They will write."""
    PROMISED = "promised"
    """They agreed; their sample is not sent yet."""
    WAITING = "waiting"
    """They wrote and wait for an answer."""
    NOTICE = "notice"
    """Their sample is on its way; with word of it they post. They do not cool, but without it nothing comes."""
    SOLD = "sold"
    """A week of their sales is known."""
    DONE = "done"


class WrongActError(Exception):
    """A policy asked for what cannot be done: no such act, nobody there, or not yet."""


@dataclass(slots=True)
class Talk:
    """What is between the shop and one creator."""

    stage: Stage
    invited_on: int
    contacted_on: int
    attempt: int = 1
    reminded: bool = False
    written: int = 0
    """Messages the creator has written."""


@dataclass(slots=True)
class Score:
    """What a play won: `quiet` credits what each act was expected to sell and takes back what was then lost;
    `sales` are those that came about, `profit` is the quiet score less commission, goods and samples.
    """

    quiet: float = 0.0
    sales: float = 0.0
    units: int = 0
    over: int = 0
    lost: int = 0
    invited: int = 0
    reminded: int = 0
    reinvited: int = 0
    samples: int = 0
    lapsed: int = 0

    @property
    def profit(self) -> float:
        return PROFIT_SHARE * self.quiet - SAMPLE_COST * self.samples


@dataclass
class Play:
    """A world under a counting rule. `dawn`, then `act` and `heard` as often as wanted, then `night`, day by day."""

    world: World
    rule: Rule
    day: int = 0
    left: int = 0
    score: Score = field(default_factory=Score)
    talks: dict[int, Talk] = field(default_factory=dict)
    _said: list[Event] = field(default_factory=list)
    _due: dict[int, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self.left = self.world.figures.cap

    @property
    def is_over(self) -> bool:
        return self.day >= self.world.figures.days

    def dawn(self) -> list[Event]:
        """What the new day brings."""
        return [event for name, creator in self._due.pop(self.day, []) for event in self._happens(name, creator)]

    def waiting(self) -> list[tuple[int, str]]:
        """Creators who wait for us, and for what: an answer or the sample's notice."""
        wanted = {Stage.WAITING: "answer", Stage.NOTICE: "notice"}
        return [(creator, wanted[talk.stage]) for creator, talk in self.talks.items() if talk.stage in wanted]

    def act(self, name: str, creator: int) -> bool:
        """Do one thing; False where the week's quota does not allow it. Raises WrongActError."""
        self._check(name, creator)
        units = self._units(name, creator)
        if units > self.left:
            self.score.over += units
            return False
        self.left -= units
        self.score.units += units
        getattr(self, f"_{name}")(creator)
        self.talks[creator].contacted_on = self.day
        return True

    def heard(self) -> list[Event]:
        """What creators said at once to what was just done."""
        said, self._said = self._said, []
        return said

    def night(self) -> None:
        """The day ends; with the week ends what is left of its quota."""
        self.day += 1
        if self.day % 7 == 0:
            self.score.lapsed += self.left
            self.left = self.world.figures.cap
        if self.is_over:
            self._settle()

    def _units(self, name: str, creator: int) -> int:
        if self.rule == "message":
            return 1
        talk = self.talks.get(creator)
        same_week = talk is not None and talk.contacted_on // 7 == self.day // 7
        return 0 if name in ("answer", "notice") or same_week else 1

    def _check(self, name: str, creator: int) -> None:
        figures, talk = self.world.figures, self.talks.get(creator)
        since = self.day - talk.invited_on if talk else 0
        silent = talk is not None and talk.written == 0
        allowed = {
            "invite": talk is None and 0 <= creator < figures.creators,
            "remind": silent
            and talk is not None
            and not talk.reminded
            and figures.remind_from <= since <= figures.remind_to,
            "reinvite": silent and talk is not None and talk.attempt == 1 and since >= figures.reinvite_from,
            "answer": talk is not None and talk.stage is Stage.WAITING,
            "notice": talk is not None and talk.stage is Stage.NOTICE,
        }
        if not allowed.get(name, False):
            raise WrongActError(f"{name} {creator} on day {self.day}")

    def _invite(self, creator: int) -> None:
        self.talks[creator] = Talk(Stage.INVITED, self.day, self.day)
        self.score.invited += 1
        self._ask(creator, die=0, share=1.0)

    def _remind(self, creator: int) -> None:
        self.talks[creator].reminded = True
        self.score.reminded += 1
        self._ask(creator, die=1, share=self.world.figures.reminder)

    def _reinvite(self, creator: int) -> None:
        talk = self.talks[creator]
        talk.attempt, talk.invited_on, talk.reminded = 2, self.day, True
        self.score.reinvited += 1
        self._ask(creator, die=2, share=self.world.figures.again)

    def _ask(self, creator: int, *, die: int, share: float) -> None:
        """The creator thinks about it, unless they were going to write anyway."""
        talk, chance = self.talks[creator], share * float(self.world.reply[creator])
        if talk.stage is not Stage.INVITED:
            return
        self.score.quiet += chance * self._worth(creator)
        if self.world.dice[creator, die] < chance:
            talk.stage = Stage.COMING
            self._comes(creator)

    def _comes(self, creator: int) -> None:
        delay = int(self.world.delays[creator, self.talks[creator].written])
        self._due[self.day + delay].append(("reply", creator))

    def _answer(self, creator: int) -> None:
        """The creator asks again within the hour, or decides."""
        talk, figures = self.talks[creator], self.world.figures
        if talk.written < self.world.answers[creator]:
            self._waits(creator, talk)
            self._said.append(("reply", creator, 0))
        elif self.world.dice[creator, 3] < figures.agree:
            talk.stage = Stage.PROMISED
            self._said.append(("agreed", creator, 0))
            self._due[self.day + figures.sample_days].append(("sample", creator))
        else:
            talk.stage = Stage.DONE
            self._said.append(("declined", creator, 0))

    def _notice(self, creator: int) -> None:
        self.talks[creator].stage = Stage.DONE
        self.score.samples += 1
        if self.world.dice[creator, 4] < self.world.figures.post:
            self.score.sales += float(self.world.life_sales[creator] * self.world.luck[creator])
            posts_on = self.day + int(self.world.post_days[creator])
            self._due[posts_on].append(("posted", creator))
            self._due[posts_on + 7].append(("sold", creator))

    def _happens(self, name: str, creator: int) -> list[Event]:
        talk = self.talks[creator]
        if name in ("posted", "sold"):
            talk.stage = Stage.SOLD if name == "sold" else talk.stage
            return [(name, creator, self._first_week(creator) if name == "sold" else 0)]
        if name.startswith("leaves"):
            is_same = talk.stage is Stage.WAITING and name == f"leaves {talk.written}"
            return self._leaves(creator, talk) if is_same else []
        if name == "sample":
            talk.stage = Stage.NOTICE
        else:
            self._waits(creator, talk)
        return [(name, creator, 0)]

    def _waits(self, creator: int, talk: Talk) -> None:
        talk.stage = Stage.WAITING
        stays = self.world.stays(creator, talk.written)
        talk.written += 1
        self._due[self.day + 1 + stays].append((f"leaves {talk.written}", creator))

    def _leaves(self, creator: int, talk: Talk) -> list[Event]:
        self.score.quiet -= self._hoped(creator, talk)
        self.score.lost += 1
        talk.stage = Stage.DONE
        return [("left", creator, 0)]

    def _settle(self) -> None:
        """What is unfinished when the game ends was not won."""
        for creator, talk in self.talks.items():
            if talk.stage in (Stage.COMING, Stage.WAITING, Stage.PROMISED, Stage.NOTICE):
                self.score.quiet -= self._hoped(creator, talk)

    def _hoped(self, creator: int, talk: Talk) -> float:
        """What was credited for a creator who stands here."""
        figures = self.world.figures
        return self._worth(creator) / (figures.agree if talk.stage in (Stage.PROMISED, Stage.NOTICE) else 1)

    def _worth(self, creator: int) -> float:
        """What a creator who replies is expected to sell."""
        figures = self.world.figures
        return figures.agree * figures.post * float(self.world.life_sales[creator])

    def _first_week(self, creator: int) -> int:
        sold = self.world.life_sales[creator] / self.world.figures.life * self.world.luck[creator]
        return round(100 * float(sold))
