"""Two or more wordings of one purpose compared: who gets which, and what the counts say.

Nobody draws: a creator's arm follows from the experiment and the creator alone, so that it is the same whoever asks,
however often. While the planned number is not reached nothing is decided; looking earlier and stopping when it pleases
finds differences that are none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from rapport.outreach.rules.power import ARMS_LEAST, differ, interval
from rapport.shared.refusals import Data, Reason, Refusal

ARMS_MOST = 4
REPLY_DAYS = 7
"""A reply within so many days counts; who was written to later than that is still waited for."""


class ArmsInvalid(Refusal):
    """An experiment compares two to four different wordings of one purpose."""

    code = "experiments.arms_invalid"


def check_arms(names: Sequence[str], known: Sequence[str]) -> None:
    """Refuses with ArmsInvalid."""
    distinct = set(names)
    if not ARMS_LEAST <= len(names) <= ARMS_MOST or len(distinct) != len(names) or not distinct <= set(known):
        raise ArmsInvalid(least=ARMS_LEAST, most=ARMS_MOST)


def arm_of(experiment: str, creator: int, arms: int) -> int:
    """Which arm a creator is in, from 0; the same for ever, and independent between experiments."""
    digest = sha256(f"{experiment}:{creator}".encode()).digest()
    return int.from_bytes(digest[:8], "big") % arms


@dataclass(frozen=True, slots=True)
class ArmCount:
    """One wording's figures: sent, of these those whose seven days are over, and who of these replied in time."""

    name: str
    sent: int
    settled: int
    replied: int

    @property
    def rate(self) -> int | None:
        """Hundredths of a percent; None while nobody's time is over."""
        return (2 * 10_000 * self.replied + self.settled) // (2 * self.settled) if self.settled else None

    @property
    def interval(self) -> tuple[int, int] | None:
        return interval(self.replied, self.settled) if self.settled else None


@dataclass(frozen=True, slots=True)
class Result:
    """What an experiment says now. `is_reached`: every arm holds as many as were planned."""

    arms: tuple[ArmCount, ...]
    planned: int
    is_reached: bool
    said: Reason


def result(arms: Sequence[ArmCount], planned: int) -> Result:
    """The counts and what may be said of them: nothing before the planned number, then whether the best differs from
    every other.
    """
    least = min(one.settled for one in arms)
    if least < planned:
        said = Reason("experiments.not_reached", {"least": least, "planned": planned, "left": planned - least})
        return Result(tuple(arms), planned, is_reached=False, said=said)
    best = max(arms, key=lambda one: (one.rate or 0, one.settled))
    others = [one for one in arms if one is not best]
    pairs = len(arms) * (len(arms) - 1) // 2
    found = ((best.replied, best.settled), [(one.replied, one.settled) for one in others])
    apart = all(differ(found[0], one, comparisons=pairs) for one in found[1])
    data: Data = {"best": best.name, "rate": best.rate}
    said = Reason("experiments.differ" if apart else "experiments.no_difference", data)
    return Result(tuple(arms), planned, is_reached=True, said=said)
