"""The greetings that ship, read once per process."""

import tomllib
from functools import cache
from importlib.resources import files

from rapport.outreach.rules.greetings import Greetings, Holiday


@cache
def shipped_greetings() -> Greetings:
    """What is said on ordinary days and on holidays."""
    text = (files("rapport.outreach") / "greetings" / "greetings.toml").read_text(encoding="utf-8")
    read = tomllib.loads(text)
    holidays = (
        Holiday(
            name=one["name"],
            regions=frozenset(one["regions"]),
            says=one["says"],
            days=one["days"],
            yearly=one.get("yearly", ""),
            on=tuple(one.get("on", ())),
        )
        for one in read["holiday"]
    )
    return Greetings(read["plain"], tuple(holidays))
