"""Figures as people and exports write them: `221.7K`, `3.60万`, `81.24万₫-81.24万₫`, `15.5%`, `00:02:22`.

What can be read in two ways is refused, and so is what no column of ours could hold.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from functools import lru_cache
from zoneinfo import ZoneInfo

from rapport.shared.money import MINOR_DIGITS, half_up
from rapport.shared.refusals import Refusal

EMPTY = frozenset({"", "-", "--", "–", "—", "/", "n/a", "na", "null", "none", "nan", "暂无"})
HIDDEN = re.compile(r"#+")
"""What a spreadsheet shows where its column is too narrow, as some exports keep it."""
BEGINNINGS = frozenset("#").union(*((word[:1], word[:1].upper()) for word in EMPTY)) - {""}
"""How a text that says nothing may begin; most cells do not, and need no closer look."""
SCALES = {"K": 10**3, "M": 10**6, "B": 10**9, "千": 10**3, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
SIGNS: dict[str, tuple[str, ...]] = {
    **{code: (code,) for code in MINOR_DIGITS},
    "US$": ("USD",),
    "S$": ("SGD",),
    "R$": ("BRL",),
    "MX$": ("MXN",),
    "$": ("USD", "SGD", "MXN", "AUD", "CAD", "BRL"),
    "¥": ("CNY", "JPY"),
    "￥": ("CNY", "JPY"),
    "£": ("GBP",),
    "€": ("EUR",),
    "₫": ("VND",),
    "đ": ("VND",),
    "฿": ("THB",),
    "₱": ("PHP",),
    "₩": ("KRW",),
    "RM": ("MYR",),
    "Rp": ("IDR",),
}
"""How a currency is marked beside a figure, and which ones the mark may stand for."""
DIGITS_MOST = 18
REMEMBERED = 65_536
"""Exports say the same figures again and again: a creator's in each of their rows, small counts in most."""

_CURRENCIES = {sign.casefold(): codes for sign, codes in SIGNS.items()}
_BARE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SIGN = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))
_FIGURE = re.compile(
    rf"(?P<minus>[+-]?)\s*(?P<before>{_SIGN})?\s*(?P<inner>[+-]?)"
    r"(?P<digits>[0-9][0-9.,\s]*?)(?P<power>[eE][+-]?[0-9]{1,2})?\s*"
    rf"(?P<scale>[KMB千万萬亿億])?\s*(?P<after>{_SIGN})?",
    re.IGNORECASE,
)
_GROUPINGS = (
    (re.compile(r"[0-9]+(?:\.[0-9]+)?"), "", "."),
    (re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?"), ",", "."),
    (re.compile(r"[1-9][0-9]{0,2}(?:\s[0-9]{3})+(?:\.[0-9]+)?"), " ", "."),
    (re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}(?:,[0-9]+)?"), ".", ","),
    (re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+"), ".", ","),
    (re.compile(r"[1-9][0-9]{0,2}(?:\s[0-9]{3})+,[0-9]+"), " ", ","),
    (re.compile(r"[0-9]+,[0-9]{1,2}|0,[0-9]+"), "", ","),
)
"""How thousands and decimals are parted: the form, the mark of thousands, the mark of decimals."""
_DOTTED = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_BETWEEN = re.compile(r"(?<=[^\s\-–~])\s*[-–—~～至]\s*(?=\S)")
_AND_MORE = re.compile(r"\s*(?:\+|以上)$")

_CLOCK = r"(?:[ T]\s*(?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?(?:\.[0-9]+)?)?"
_OFFSET = (
    r"\s*(?P<offset>Z|\(?(?:UTC|GMT)?(?P<sign>[+-])(?P<hours>[0-9]{1,2}):?(?P<minutes>[0-9]{2})?\)?|\(?(?:UTC|GMT)\)?)?"
)
_MOMENTS = (
    re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})" + _CLOCK + _OFFSET),
    re.compile(r"(?P<year>[0-9]{4})([-/])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})" + _CLOCK + _OFFSET),
)
_DURATION = re.compile(r"(?:([0-9]{1,3}):)?([0-9]{1,3}):([0-9]{1,2})")
_YEARS = range(2000, 2200)


class FigureUnreadable(Refusal):
    """A cell holds text that is not the kind of figure its column asks for."""

    code = "figures.unreadable"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and the currencies that the sign beside it may stand for."""

    value: Decimal
    currencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A figure known only to lie between two bounds; an exact one has both equal, an open one no upper."""

    low: Decimal
    high: Decimal | None
    currencies: tuple[str, ...] = ()


def is_empty(text: str) -> bool:
    """Whether a cell says that its figure is not known."""
    bare = text.strip()
    if bare and bare[0] not in BEGINNINGS:
        return False
    return bare.casefold() in EMPTY or HIDDEN.fullmatch(bare) is not None


def figure(text: str) -> Figure:
    """One number with an optional sign of a currency, marks of thousands and scale letter.

    Refuses with FigureUnreadable, also more than eighteen digits before the decimals.
    """
    bare = text.strip()
    if _BARE.fullmatch(bare):
        return Figure(_sized(Decimal(bare), text))
    found = _FIGURE.fullmatch(bare)
    if found is None or (found["before"] and found["after"]) or (found["minus"] and found["inner"]):
        raise FigureUnreadable(text=text)
    sign = found["before"] or found["after"]
    currencies = _CURRENCIES[sign.casefold()] if sign else ()
    value = Decimal(
        _plain(found["digits"].rstrip(), () if found["scale"] else currencies, text) + (found["power"] or "")
    )
    value = _sized(_sized(value, text) * (SCALES[found["scale"].upper()] if found["scale"] else 1), text)
    return Figure(-value if "-" in found["minus"] + found["inner"] else value, currencies)


def number(text: str) -> Decimal:
    """The number alone. Refuses with FigureUnreadable."""
    return figure(text).value


@lru_cache(REMEMBERED)
def whole(text: str) -> int:
    """A count; refuses a fraction that remains after scaling."""
    if len(text) <= DIGITS_MOST and text.isdecimal() and text.isascii():
        return int(text)
    value = number(text)
    if value != value.to_integral_value():
        raise FigureUnreadable(text=text)
    return int(value)


@lru_cache(REMEMBERED)
def span(text: str) -> Span:
    """`81.24万₫-98.42万₫` as its two bounds, `1000+` without an upper one, a plain figure as both."""
    if _BARE.fullmatch(text.strip()):
        exact = figure(text).value
        return Span(exact, exact)
    if open_end := _AND_MORE.search(text.strip()):
        low = figure(text.strip()[: open_end.start()])
        return Span(low.value, None, low.currencies)
    bounds = _BETWEEN.split(text.strip(), maxsplit=1)
    if len(bounds) == 1:
        only = figure(text)
        return Span(only.value, only.value, only.currencies)
    one, other = figure(bounds[0]), figure(bounds[-1])
    if one.currencies and other.currencies and one.currencies != other.currencies:
        raise FigureUnreadable(text=text)
    low_value, high_value = sorted((one.value, other.value))
    return Span(low_value, high_value, one.currencies or other.currencies)


@lru_cache(REMEMBERED)
def rate(text: str) -> int:
    """`15.5%` as hundredths of a percent (1550), half up. Refuses a text without the percent sign."""
    bare = text.strip().replace("％", "%")
    if not bare.endswith("%"):
        raise FigureUnreadable(text=text)
    found = figure(bare.removesuffix("%"))
    if found.currencies:
        raise FigureUnreadable(text=text)
    return half_up(*(found.value * 100).as_integer_ratio())


def seconds(text: str) -> int:
    """A duration `hh:mm:ss` or `mm:ss` in seconds."""
    found = _DURATION.fullmatch(text.strip())
    if found is None:
        raise FigureUnreadable(text=text)
    hours, minutes, rest = (int(part or 0) for part in found.groups())
    return hours * 3600 + minutes * 60 + rest


def moment(text: str, timezone_name: str) -> datetime:
    """A date and time as exports write it, day before month, in UTC; the zone holds where the text names no offset."""
    for form in _MOMENTS:
        if found := form.fullmatch(text.strip()):
            break
    else:
        raise FigureUnreadable(text=text)
    year, month, day, hour, minute, second = (
        int(found[part] or 0) for part in ("year", "month", "day", "hour", "minute", "second")
    )
    try:
        zone = _offset(found) if found["offset"] else ZoneInfo(timezone_name)
        there = datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        raise FigureUnreadable(text=text) from None
    if year not in _YEARS:
        raise FigureUnreadable(text=text)
    return there.astimezone(UTC)


def _sized(value: Decimal, text: str) -> Decimal:
    if value.adjusted() >= DIGITS_MOST:
        raise FigureUnreadable(text=text)
    return value


def _plain(digits: str, currencies: tuple[str, ...], text: str) -> str:
    """The digits with a decimal point and nothing else; a currency without decimals has none, so `99.000₫` is 99000."""
    if _DOTTED.fullmatch(digits) and currencies and all(MINOR_DIGITS[code] == 0 for code in currencies):
        return digits.replace(".", "")
    for form, thousands, decimals in _GROUPINGS:
        if form.fullmatch(digits):
            kept = re.sub(r"\s", "", digits) if thousands == " " else digits.replace(thousands, "")
            return kept.replace(decimals, ".")
    raise FigureUnreadable(text=text)


def _offset(found: re.Match[str]) -> timezone:
    hours, minutes = int(found["hours"] or 0), int(found["minutes"] or 0)
    away = timedelta(hours=hours, minutes=minutes)
    return timezone(-away if found["sign"] == "-" else away)
