"""Rates and amounts of money that a text names, in the writing of every market; what cannot be read counts as named."""

import re
import unicodedata

from rapport.outreach.rules.masking import CURRENCY

PER_CENT = (
    r"(?:%|per\s?cent|percentage points?|prozent|procent|persen|peratus|porsyento|phần trăm"
    r"|por ciento|por cento|pour cent|per cento|パーセント|เปอร์เซ็นต์|เปอร์เซนต์|个点|個點|个百分点)"
)
RATE = re.compile(rf"(\d+(?:[.,]\d+)?)\s*{PER_CENT}", re.IGNORECASE)
CHINESE = "[〇零一二三四五六七八九十百两]"
ENGLISH = "(?:five|ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
IN_WORDS = re.compile(rf"百分之{CHINESE}|{CHINESE}+(?:个点|個點|成)|{ENGLISH}\s{PER_CENT}", re.IGNORECASE)
"""A rate in words of a number: it is named, which one is not read."""
BARE = re.compile(rf"百分之|{PER_CENT}", re.IGNORECASE)
"""A sign or word for a percentage, with or without a number that we know."""
MONEY_WORDS = (
    r"(?:dollars?|bucks|pounds?|quid|euros?|baht|บาท|rupiah|ringgit|pesos?|piso|đồng|dong|vnđ|vnd|yen|yuan"
    r"|元|块|塊|人民币|円)"
)
THOUSANDS = r"(?:k|rb|ribu|jt|juta|tr|triệu|nghìn|ngàn|万|萬)(?!\w)(?!\s*(?:follow|view|sub|fans|người|粉))"
AMOUNT = re.compile(
    rf"{CURRENCY}\s?\d[\d.,]*|\d[\d.,]*\s?{CURRENCY}|\d[\d.,]*\s?{MONEY_WORDS}|\d[\d.,]*\s?{THOUSANDS}", re.IGNORECASE
)
HUNDREDTHS = 100
UNREADABLE = -1
"""A rate that is named and cannot be read."""


def rates_in(text: str, *, asking: bool = False) -> frozenset[int]:
    """Hundredths of a percent of each rate that a text names; UNREADABLE for one in words.

    A text of ours names a rate by the mere word for it; where a creator is `asking`, "how many percent?" names none.
    """
    plain = _plain(text)
    named = {_hundredths(found) for found in RATE.findall(plain)}
    if (IN_WORDS if asking else BARE).search(RATE.sub(" ", plain)) or IN_WORDS.search(plain):
        named.add(UNREADABLE)
    return frozenset(named)


def amounts_in(text: str) -> list[str]:
    """The amounts of money that a text names, as they are written."""
    return [found[0].strip(" .,") for found in AMOUNT.finditer(_plain(text))]


def names_figures(text: str) -> bool:
    """Whether any figure, rate or amount stands in a text."""
    plain = _plain(text)
    return any(letter.isdecimal() for letter in plain) or bool(rates_in(text)) or bool(re.search(CURRENCY, plain))


def _plain(text: str) -> str:
    """Every script's digits and full-width signs as ASCII ones."""
    normal = unicodedata.normalize("NFKC", text)
    return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in normal)


def _hundredths(typed: str) -> int:
    whole, _, part = typed.replace(",", ".").partition(".")
    return int(whole) * HUNDREDTHS + int((part + "00")[:2])
