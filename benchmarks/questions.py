"""What the search benchmark asks: screens of six conditions with a ranking, as text, drawn by seed."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from rapport.creators.rules.screens import Ranking, Screen, read_screen, whole
from rapport.shared.conditions import Condition, OneOf, Within, leaves

TODAY = 20_500
RANKING = Ranking(
    (("gmv_30d", 3), ("interaction_rate", 1), ("engagement_rate", 1), ("score", 1)),
    weighs=True,
)
POINTS = tuple((f"{name}.points", weight) for name, weight in RANKING.weights)
REGIONS = ("US", "GB", "TH", "VN", "ID", "DE", "PH", "MY")
FACETS = ("category", "language", "score")
"""None of them is asked for in a screen, so that every engine counts the same."""
SCORES = (1, 2, 3, 4, 5)
WORDS = ("glow", "emma.home", "mina.tech", "noor.pets", "daily", "fresh")


@dataclass(frozen=True)
class Question:
    """One screen, as a condition for an index and as plain bounds for everybody else."""

    text: str

    @property
    def condition(self) -> Condition:
        return whole(Screen(read_screen(self.text).where, not_blocked=False), TODAY)

    @property
    def region(self) -> str:
        return next((one.values[0] for one in leaves(self.condition) if isinstance(one, OneOf)), "")

    @property
    def bounds(self) -> tuple[Within, ...]:
        return tuple(one for one in leaves(self.condition) if isinstance(one, Within))


def screens(count: int, *, seed: int, everywhere: bool = False) -> list[Question]:
    """Six conditions: region or share of adults, followers from-to, female share, GMV, videos, interaction."""
    chance = random.Random(seed)
    found = []
    for _ in range(count):
        low = chance.choice((1_000, 5_000, 10_000, 20_000))
        first = f"adult_share >= {chance.randrange(10, 50)}%" if everywhere else f"region = {chance.choice(REGIONS)}"
        parts = (
            first,
            f"followers {low}..{low * chance.choice((5, 20, 50))}",
            f"female_share >= {chance.randrange(20, 60)}%",
            f"gmv_30d >= {chance.choice((1_000, 5_000, 20_000))} minor",
            f"videos_30d >= {chance.randrange(4, 15)}",
            f"interaction_rate >= {chance.randrange(10, 40)}%",
        )
        found.append(Question(" and ".join(parts)))
    return found


def needles(count: int, *, seed: int) -> list[str]:
    """Parts of handles, no two alike: an index may remember what it was asked before."""
    chance = random.Random(seed)
    return [f"{chance.choice(WORDS)}{number}" for number in chance.sample(range(10, 10_000), count)]


def sql_where(question: Question, quoted: str = '"') -> str:
    """The conditions as SQL; unknown is NULL."""
    parts: list[str] = [f"{quoted}region{quoted} = '{question.region}'"] if question.region else []
    for one in question.bounds:
        name = f"{quoted}{one.field}{quoted}"
        parts += [f"{name} {mark} {bound}" for mark, bound in ((">=", one.low), ("<=", one.high)) if bound is not None]
    return " AND ".join(parts)


def sql_ranking(names: Sequence[tuple[str, int]] = POINTS) -> str:
    """The ranking as SQL; what is unknown adds nothing."""
    return " + ".join(f'coalesce("{name}", 0) * {weight}' for name, weight in names)
