"""The phrases that ship, read once per process."""

import tomllib
from functools import cache
from importlib.resources import files

from rapport.outreach.queries.channel_rules import stop_words


@cache
def declining_phrases() -> frozenset[str]:
    """How creators say no, in every language: people do not always write in their market's."""
    return _phrases("declines.toml") | frozenset(stop_words().inside)


def _phrases(name: str) -> frozenset[str]:
    text = (files("rapport.outreach") / "phrases" / name).read_text(encoding="utf-8")
    return frozenset(phrase for phrases in tomllib.loads(text).values() for phrase in phrases)


@cache
def greeting_phrases() -> tuple[str, ...]:
    """What stands around a question and asks nothing."""
    return tuple(phrase for phrases in _read("greetings").values() for phrase in phrases)


@cache
def matters_for_a_person() -> dict[str, tuple[str, ...]]:
    """Phrases by matter (`money`, `complaint`, `legal`), of every language."""
    text = (files("rapport.outreach") / "phrases" / "handover.toml").read_text(encoding="utf-8")
    return {
        matter: tuple(phrase for phrases in languages.values() for phrase in phrases)
        for matter, languages in tomllib.loads(text).items()
    }


@cache
def promising_phrases() -> frozenset[str]:
    """How promises are made, in every language."""
    return frozenset(phrase for phrases in _read("promises").values() for phrase in phrases)


def _read(name: str) -> dict[str, list[str]]:
    """One file of phrases, by language."""
    return tomllib.loads((files("rapport.outreach") / "phrases" / f"{name}.toml").read_text(encoding="utf-8"))
