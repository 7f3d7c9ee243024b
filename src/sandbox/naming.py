"""How creators are called: unique handles, nicknames in their own language, a line about themselves."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from sandbox.chance import Chance
from sandbox.markets import MARKETS

ALPHABET = np.frombuffer(b"0123456789abcdefghijklmnopqrstuvwxyz", dtype="S1")
SUFFIX_LETTERS = 4
HANDLES_MAX = len(ALPHABET) ** SUFFIX_LETTERS
_STRIDE = 1_000_003  # shares no factor with HANDLES_MAX, so every number gets its own suffix


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of names: as many first names in every market, as many epithets in every language."""

    handle_names: NDArray[np.bytes_]  # market × name
    written_names: Sequence[Sequence[str]]
    topics: NDArray[np.bytes_]
    separators: NDArray[np.bytes_]
    epithets: Mapping[str, Sequence[str]]
    bios: Mapping[str, Sequence[str]]


@cache
def read_vocabulary() -> Vocabulary:
    document = tomllib.loads((files("sandbox") / "vocabulary.toml").read_text(encoding="utf-8"))
    pairs = [[name.split(":") for name in document["names"][region]] for region in MARKETS]
    return Vocabulary(
        handle_names=np.array([[handle for handle, _ in market] for market in pairs], dtype=np.bytes_),
        written_names=[[written for _, written in market] for market in pairs],
        topics=np.array(document["topics"], dtype=np.bytes_),
        separators=np.array(document["separators"], dtype=np.bytes_),
        epithets=document["epithets"],
        bios=document["bios"],
    )


def handles(
    chance: Chance, words: Vocabulary, markets: NDArray[np.uint8], names: NDArray[np.uint8]
) -> NDArray[np.bytes_]:
    """Return one handle for each creator; the suffix makes it the only one."""
    count = len(markets)
    topics = words.topics[_choice(chance, "topic", count, len(words.topics))]
    separators = words.separators[_choice(chance, "separator", count, len(words.separators))]
    column = np.strings.add(words.handle_names[markets, names], separators)
    return np.strings.add(np.strings.add(column, topics), np.strings.add(separators, _suffixes(count)))


def _choice(chance: Chance, purpose: str, count: int, options: int) -> NDArray[np.uint8]:
    return (chance.uniforms("naming " + purpose, count) * options).astype(np.uint8)


def _suffixes(count: int) -> NDArray[np.bytes_]:
    numbers = np.arange(count, dtype=np.int64) * _STRIDE % HANDLES_MAX
    column = np.full(count, b"", dtype="S1")
    for _ in range(SUFFIX_LETTERS):
        column = np.strings.add(ALPHABET[numbers % len(ALPHABET)], column)
        numbers //= len(ALPHABET)
    return column
