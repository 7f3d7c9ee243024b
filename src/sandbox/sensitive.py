"""Sensitive words in what a seller writes into a collaboration: the pack's words, found by the sandbox's own code."""

from collections.abc import Iterable

from sandbox.errors import SENSITIVE_WORDS, RefusedError


def demand_plain_words(texts: Iterable[str], forbidden: Iterable[str]) -> None:
    """Refuse texts that hold one of the words, in whatever case; a word inside a longer Latin one is none."""
    for text in texts:
        small = text.casefold()
        for word in forbidden:
            if _stands_alone(small, word.casefold()):
                raise RefusedError(SENSITIVE_WORDS)


def _stands_alone(text: str, word: str) -> bool:
    place = text.find(word)
    while place >= 0:
        around = (text[place - 1 : place], text[place + len(word) : place + len(word) + 1])
        if not (word.isascii() and any(one.isascii() and one.isalnum() for one in around)):
            return True
        place = text.find(word, place + 1)
    return False
