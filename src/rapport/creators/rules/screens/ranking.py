"""In which order creators come: by one figure, or by several weighed against one another.

To be weighed, figures become points: amounts and counts a thousand for each doubling, shares their hundredths of a
percent, scores two thousand a step. Whole numbers, so that every engine adds them up to the same.
"""

import math
from dataclasses import dataclass

from rapport.creators.rules.screens.fields import Field, Unit

MOST_WEIGHT = 100
PER_DOUBLING = 1_000
PER_SCORE = 2_000
POINTS = ".points"
"""Behind a field's name: the column of its points."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Fields with their weights: one with 1 or -1 is an order by it, several are weighed. `weighs` tells them apart.

    In an order by one figure creators of whom it is unknown come last; in a weighing an unknown figure adds nothing.
    """

    weights: tuple[tuple[str, int], ...]
    weighs: bool = False


def points(value: int, field: Field) -> int:
    """What a known figure is worth in a weighing, from 0 on."""
    if field.name == "score":
        return value * PER_SCORE
    return value if field.unit is Unit.RATE else round(PER_DOUBLING * math.log2(value + 1))
