"""Product categories and the goods that demonstration shops may carry."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Good:
    """A thing to sell, before a shop gives it an identifier and a price in its currency."""

    title: str
    dollar_cents: int


@dataclass(frozen=True, slots=True)
class Category:
    """A category of the first level with its children (identifier and name) and goods."""

    id: int
    name: str
    children: tuple[tuple[int, str], ...]
    goods: tuple[Good, ...]


@cache
def read_categories() -> tuple[Category, ...]:
    """Read all categories; the order is part of the world, since creators are given them by position."""
    document = tomllib.loads((files("sandbox") / "catalogue.toml").read_text(encoding="utf-8"))
    return tuple(
        Category(
            id=row["id"],
            name=row["name"],
            children=tuple((row["id"] * 10 + place, name) for place, name in enumerate(row["children"], 1)),
            goods=tuple(Good(title, cents) for title, cents in row.get("goods", ())),
        )
        for row in document["categories"]
    )
