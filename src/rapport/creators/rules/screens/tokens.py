"""A screen's text cut into words, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapport.shared.refusals import Refusal

LONGEST = 2000
"""Characters of a screen's text."""


class ScreenUnreadable(Refusal):
    """A screen's text breaks off the form at a place: `at` counts characters from 1, `found` is what stands there."""

    code = "screens.unreadable"


class TextTooLong(ScreenUnreadable):
    """A screen's text is longer than `most` characters."""

    code = "screens.too_long"


class QuoteOpen(ScreenUnreadable):
    """A quoted text never ends."""

    code = "screens.quote_open"


class Sort(StrEnum):
    """What a token is."""

    WORD = "word"
    QUOTED = "quoted"
    MARK = "mark"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a quoted text or a mark; `at` counts characters from 1."""

    sort: Sort
    text: str
    at: int


_MARKS = {"≥": ">=", "≤": "<=", "≠": "!=", "（": "(", "）": ")", "，": ",", "、": ",", "＝": "=", "＞": ">", "＜": "<"}
_QUOTES = {'"': '"', "'": "'", "“": "”", "「": "」"}
_TOKEN = re.compile(
    r"(?P<mark>>=|<=|!=|\.\.|[≥≤≠><=~()（）,，、＝＞＜*+])"
    r"|(?P<word>(?:(?!\.\.)[^\s≥≤≠><=!~()（）,，、＝＞＜*+\"'“”「」])+)"
)


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, an END last. Refuses with TextTooLong, QuoteOpen or ScreenUnreadable."""
    if len(text) > LONGEST:
        raise TextTooLong(at=LONGEST + 1, found="", most=LONGEST)
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        token, place = _quoted(text, place) if text[place] in _QUOTES else _plain(text, place)
        yield token
    yield Token(Sort.END, "", len(text) + 1)


def _plain(text: str, place: int) -> tuple[Token, int]:
    found = _TOKEN.match(text, place)
    if found is None:
        raise ScreenUnreadable(at=place + 1, found=text[place])
    if found["mark"]:
        return Token(Sort.MARK, _MARKS.get(found["mark"], found["mark"]), place + 1), found.end()
    return Token(Sort.WORD, found["word"], place + 1), found.end()


def _quoted(text: str, place: int) -> tuple[Token, int]:
    """A quoted text; a backslash keeps the character after it."""
    end, inner, at = _QUOTES[text[place]], [], place + 1
    while at < len(text) and text[at] != end:
        at += text[at] == "\\" and at + 1 < len(text)
        inner.append(text[at])
        at += 1
    if at >= len(text):
        raise QuoteOpen(at=place + 1, found=text[place])
    return Token(Sort.QUOTED, "".join(inner), place + 1), at + 1
