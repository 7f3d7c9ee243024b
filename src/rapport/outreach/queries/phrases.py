"""The phrases that ship, read once per process."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def declining_phrases() -> frozenset[str]:
    """How creators say no, in every language: people do not always write in their market's."""
    text = (files("rapport.outreach") / "phrases" / "declines.toml").read_text(encoding="utf-8")
    return frozenset(phrase for phrases in tomllib.loads(text).values() for phrase in phrases)
