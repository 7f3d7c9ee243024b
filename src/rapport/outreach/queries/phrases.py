"""The phrases that ship, read once per process."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def declining_phrases() -> frozenset[str]:
    """How creators say no, in every language: people do not always write in their market's."""
    return _phrases("declines.toml") | stopping_phrases()


@cache
def stopping_phrases() -> frozenset[str]:
    """How creators ask not to be written to any more."""
    return _phrases("stops.toml")


def _phrases(name: str) -> frozenset[str]:
    text = (files("rapport.outreach") / "phrases" / name).read_text(encoding="utf-8")
    return frozenset(phrase for phrases in tomllib.loads(text).values() for phrase in phrases)
