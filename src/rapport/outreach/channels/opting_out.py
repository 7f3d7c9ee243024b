"""Whether a message asks us to stop writing: plain words, in every language at once."""

import re
from collections.abc import Collection
from dataclasses import dataclass

QUOTES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'"})
EDGES = " \t\r\n.!?,;:\"'()[]。！？，；：“”…-–—"
LATIN_END = re.compile(r"[a-z0-9]$")


@dataclass(frozen=True, slots=True)
class StopWords:
    """`alone` count where they are all that was written; `inside` wherever they stand."""

    alone: Collection[str]
    inside: Collection[str]


def asks_to_stop(text: str, words: StopWords) -> bool:
    """True for `STOP`, `please unsubscribe me`, `不要再发了` and their like; case, quotes and spacing do not matter."""
    plain = _plain(text)
    if plain.strip(EDGES) in {_plain(word) for word in words.alone}:
        return True
    return any(_holds(plain, _plain(phrase)) for phrase in words.inside)


def _plain(text: str) -> str:
    return " ".join(text.translate(QUOTES).casefold().split())


def _holds(text: str, phrase: str) -> bool:
    if phrase not in text:
        return False
    return not LATIN_END.search(phrase) or re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", text) is not None
