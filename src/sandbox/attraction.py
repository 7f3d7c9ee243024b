"""The hidden truth about open collaborations: who sees one, and who takes it up. Pure functions of the seed."""

import math

from sandbox.chance import Chance
from sandbox.truth import WEEK, Pair

OPEN_TURNS = 100_000  # take-ups count from here on, apart from the acceptances of invitations
CANDIDATES_A_WEEK = 6.0  # creators who look at one product's open collaboration
_BASE = -1.2  # log odds of a take-up at 15 % where no category fits: about a quarter


def candidates(chance: Chance, key: tuple[int, int, int], week: int, available: int) -> list[tuple[int, int]]:
    """Return (place in the market's ranking, seconds into the week) of those who look at an open collaboration.

    The key is (shop, product's place, how often the product was opened), so neither rate nor identifier decides.
    """
    count = chance.poisson(CANDIDATES_A_WEEK, "open candidates", *key, week) if available else 0
    return [
        (
            chance.between(0, available - 1, "open candidate", *key, week, turn),
            chance.between(0, WEEK - 1, "open candidate at", *key, week, turn),
        )
        for turn in range(count)
    ]


def takes_up(pair: Pair, place: int, turn: int, *, rate: int, match: float) -> bool:
    """Tell whether a creator who looks takes a product up; a better rate never leads to less."""
    score = _BASE + 1.5 * match + 6.0 * (min(rate, 5_000) / 10_000 - 0.15) + 0.6 * pair.normal("taste for", place)
    return pair.uniform("takes up", place, turn) < 1 / (1 + math.exp(-score))
