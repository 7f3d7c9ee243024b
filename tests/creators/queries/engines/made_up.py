"""Three hundred made-up creators, and questions to them: some picked by hand, others drawn, the same in every run."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from rapport.creators.queries.library_rows import SCHEMA, points_of
from rapport.creators.rules.screens.fields import NUMBERS
from rapport.index.schema import UNKNOWN, Batch
from rapport.index.searching import Order
from rapport.shared.conditions import Condition, Contains, Either, Every, Known, Leaf, Not, OneOf, Within

OWN = replace(SCHEMA, sets=("tag", "list"))
"""The product's columns, and sets of any number of values."""
WORKSPACE, OTHER = 7, 8
CREATORS, DRAWN = 300, 40
REGIONS, CATEGORIES = ("", "GB", "TH", "US", "VN"), ("601450", "602118", "梅", "home's")
TAGS, LISTS = ("vip", "new", "到期", 'say "hi"'), ("spring", "summer")
NAMES = ("anna", "Bao Glow", "chai_x", "ÑANDÚ", "小梅", "100%\nreal", "o'neil\\", "")
FIGURES = (0, 1, 5, 100, 5_000, 20_000, 2**31, 2**40)
CLOSE = ("followers", "gmv_30d", "units_30d", "average_views", "score")
BY_FOLLOWERS = Order((("followers", 1),))


@dataclass(frozen=True)
class Asked:
    """A question to every engine."""

    condition: Condition
    order: Order = BY_FOLLOWERS
    start: int = 0
    names: tuple[str, ...] = ("region", "category", "followers")


def batches(first: int = 1, seed: int = 4, count: int = CREATORS) -> Iterator[Batch]:
    """Creators of made-up figures in batches of a hundred; of every figure and word some are unknown."""
    chance = random.Random(seed)
    for start in range(first, first + count, 100):
        ids = list(range(start, min(start + 100, first + count)))
        numbers = {
            name: np.array([UNKNOWN if chance.random() < 0.2 else chance.choice(FIGURES) for _ in ids], np.int64)
            for name in OWN.numbers
            if "." not in name
        }
        numbers["score"] = np.array([chance.choice((UNKNOWN, 1, 2, 3, 4, 5)) for _ in ids], np.int64)
        yield Batch(
            ids=np.array(ids, np.int64),
            numbers=numbers | points_of(numbers),
            words={name: [chance.choice(REGIONS) for _ in ids] for name in OWN.words},
            ranked={"category": [chance.sample(CATEGORIES, chance.randint(0, 3)) for _ in ids]},
            sets={"tag": [_some(chance, TAGS) for _ in ids], "list": [_some(chance, LISTS) for _ in ids]},
            texts={name: [f"{chance.choice(NAMES)}{chance.choice(('', '7'))}" for _ in ids] for name in OWN.texts},
        )


BY_POINTS = Order((("gmv_30d.points", 40), ("interaction_rate.points", -3), ("score.points", 100)), sums=True)
HAND_PICKED = (
    Asked(Every()),
    Asked(Either(())),
    Asked(Within("followers", 100, 20_000), Order((("gmv_30d", -1),))),
    Asked(Not(Within("followers", 100, 20_000)), BY_POINTS),
    Asked(Not(Within("followers"))),
    Asked(Within("gmv_30d", -(10**30), 10**30)),
    Asked(Not(OneOf("region", ()))),
    Asked(Not(OneOf("tag", ())), names=("tag", "list")),
    Asked(OneOf("region", ("GB", "", "GB"))),
    Asked(Not(OneOf("category", ("601450", "home's"))), names=("category", "tag")),
    Asked(Either((OneOf("tag", ('say "hi"',)), Not(OneOf("list", ("spring",))))), names=("tag", "list", "score")),
    Asked(Contains("handle", "ñandú"), BY_POINTS),
    Asked(Contains("nickname", "%\nR")),
    Asked(Not(Contains("bio", "o'neil\\"))),
    Asked(Every((Contains("handle", ""), Not(Known("bio"))))),
    Asked(Every((Known("category"), Not(Known("score")), Not(Known("region")))), start=2),
)


def drawn() -> list[Asked]:
    """Questions at random, every one of them the same tomorrow."""
    chance = random.Random(40)
    return [
        Asked(
            condition=Every(tuple(_condition(chance, 2) for _ in range(chance.randint(1, 3)))),
            order=_order(chance),
            start=chance.choice((0, 0, 3, 20, 400)),
            names=tuple(chance.sample(("region", "category", "tag", "list", "followers", "score"), 3)),
        )
        for _ in range(DRAWN)
    ]


def _condition(chance: random.Random, depth: int) -> Condition:
    kind = chance.randrange(6 if depth else 3)
    if kind == 3:
        return Not(_condition(chance, depth - 1))
    if kind > 3:
        parts = tuple(_condition(chance, depth - 1) for _ in range(chance.randint(0, 3)))
        return Either(parts) if kind == 4 else Every(parts)
    return _leaf(chance)


def _leaf(chance: random.Random) -> Leaf:
    bounds = (None, 0, 3, 100, 5_000, 20_000, 2**40)
    words = {"region": REGIONS, "language": REGIONS, "category": CATEGORIES, "tag": TAGS, "list": LISTS}
    match chance.randrange(5):
        case 0 | 1:
            return Within(_number(chance), chance.choice(bounds), chance.choice(bounds))
        case 2:
            name = chance.choice(tuple(words))
            return OneOf(name, tuple(chance.sample(words[name], chance.randint(0, 2))))
        case 3:
            return Contains(chance.choice(OWN.texts), chance.choice(("A", "梅", "ñ", "%", "_", "7", "'", "\\")))
        case _:
            return Known(chance.choice((_number(chance), "region", "category", "tag", "bio")))


def _number(chance: random.Random) -> str:
    return chance.choice([one.day or one.name for one in NUMBERS])


def _order(chance: random.Random) -> Order:
    if chance.random() < 0.5:
        return Order(((chance.choice(CLOSE), chance.choice((1, -1))),))
    weighed = chance.sample([name for name in OWN.numbers if name.endswith(".points")], 3)
    return Order(tuple((name, chance.randint(-100, 100)) for name in weighed), sums=True)


def _some(chance: random.Random, values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(chance.sample(values, chance.randint(0, len(values))))
