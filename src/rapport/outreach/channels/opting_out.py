"""Whether a message asks us to stop writing: plain words, in every language at once."""

from collections.abc import Collection
from dataclasses import dataclass

from rapport.outreach.rules.intent import declines, plain

EDGES = " \t\r\n.!?,;:\"'()[]。！？，；：“”…-–—"


@dataclass(frozen=True, slots=True)
class StopWords:
    """`alone` count where they are all that was written; `inside` wherever they stand."""

    alone: Collection[str]
    inside: Collection[str]


def asks_to_stop(text: str, words: StopWords) -> bool:
    """True for `STOP`, `please unsubscribe me`, `不要再发了` and their like; case, quotes and spacing do not matter."""
    bare = plain(text).strip(EDGES)
    return bare in {plain(word) for word in words.alone} or declines(text, words.inside)
