"""What one cell says, by itself: an account, a share, a count that may be a range. Refuses with FigureUnreadable."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapport.shared import figures
from rapport.shared.figures import FigureUnreadable
from rapport.shared.layouts import folded
from rapport.shared.money import WHOLE_RATE, half_up

COUNT_MOST = 2**31 - 1
YES = frozenset({"yes", "y", "true", "1", "是", "有", "có", "ya"})
NO = frozenset({"no", "n", "false", "0", "否", "无", "không", "tidak"})
HANDLE = re.compile(r"[\w.-]{1,80}")
ACCOUNT = re.compile(r"[a-z0-9_.]{2,24}")
"""A user name as the platform gives them, and no display name in another script or with blanks in it."""
PROFILE = re.compile(r"(?:https?://)?(?:www\.|m\.)?tiktok\.com/@([^/?#]+).*", re.IGNORECASE)
IDENTIFIER = re.compile(r"[A-Za-z0-9_-]{1,40}")
ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+)?[eE]\+?[0-9]+|[0-9]+[.,]0+")
"""What spreadsheets make of a long number: `5.86E+17`, `576000000000000000.0`."""
SHIELDED = re.compile(r'="(.*)"')
"""How some exports keep spreadsheets from doing so."""
POWER = re.compile(r"[0-9]\s*[eE][+-]?[0-9]")


@dataclass(frozen=True, slots=True)
class Bounds:
    """A whole figure known only as a range: exact where both are equal, open where there is no `high`."""

    low: int
    high: int | None

    @property
    def middle(self) -> int:
        """The middle, of an open range its lower bound."""
        return self.low if self.high is None else (self.low + self.high) // 2


def handle(text: str) -> str:
    bare = unshielded(text)
    if address := PROFILE.fullmatch(bare):
        bare = address[1]
    bare = bare.removeprefix("@").strip().lower()
    if not HANDLE.fullmatch(bare):
        raise FigureUnreadable(text=text)
    return bare


def account(text: str) -> str:
    bare = handle(text)
    if not ACCOUNT.fullmatch(bare):
        raise FigureUnreadable(text=text)
    return bare


def unshielded(text: str) -> str:
    found = SHIELDED.fullmatch(text)
    return (found[1] if found else text.removeprefix("'")).strip()


def our_word(text: str, words: dict[str, tuple[str, ...]]) -> str:
    wanted = folded(text)
    for ours, theirs in words.items():
        if any(folded(one) == wanted for one in theirs):
            return ours
    raise FigureUnreadable(text=text)


@lru_cache(figures.REMEMBERED)
def count(text: str) -> int | None:
    """A count, or nothing where the cell says that it is not known."""
    return None if figures.is_empty(text) else within(figures.whole(text), COUNT_MOST)


@lru_cache(figures.REMEMBERED)
def counts(text: str) -> Bounds:
    if text.isdecimal() and text.isascii():
        exact = within(figures.whole(text), COUNT_MOST)
        return Bounds(exact, exact)
    found = figures.span(text)
    bounds = [None if bound is None else int(bound) for bound in (found.low, found.high)]
    if found.currencies or bounds != [found.low, found.high]:
        raise FigureUnreadable(text=text)
    return Bounds(within(int(found.low), COUNT_MOST), None if found.high is None else within(bounds[1], COUNT_MOST))


@lru_cache(figures.REMEMBERED)
def rate(text: str) -> int:
    return within(figures.rate(text), WHOLE_RATE)


def percent(text: str) -> int:
    """The header says that it is percent. A number below one may be a share of one all the same, and is refused."""
    if not text.endswith("%") and 0 < figures.number(text) < 1:
        raise FigureUnreadable(text=text)
    return rate(text.removesuffix("%") + "%")


def fraction(text: str) -> int:
    if text.endswith("%"):
        return rate(text)
    return within(half_up(*(figures.number(text) * WHOLE_RATE).as_integer_ratio()), WHOLE_RATE)


RATES = {"fraction": fraction, "percent": percent}


def flag(text: str) -> bool:
    word = folded(text)
    if word not in YES | NO:
        raise FigureUnreadable(text=text)
    return word in YES


def within(value: int | None, most: int) -> int:
    if value is None or not 0 <= value <= most:
        raise FigureUnreadable(text=str(value))
    return value
