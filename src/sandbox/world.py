"""The world: what exists in one sandbox, handed to everything that happens in it."""

from collections.abc import Mapping
from dataclasses import dataclass

from sandbox.catalogue import Category
from sandbox.chance import Chance
from sandbox.population import Population
from sandbox.replies import Replies
from sandbox.shops import Shop
from sandbox.store.database import Database


@dataclass(frozen=True)
class World:
    """Everything but time, which is always handed over as `now`."""

    chance: Chance
    categories: tuple[Category, ...]
    population: Population
    replies: Replies
    shops: Mapping[int, Shop]
    db: Database
