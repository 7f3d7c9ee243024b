"""Figures as people and exports write them: `221.7K`, `3.60万`, `81.24万₫-81.24万₫`, `15.5%`, `00:02:22`."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from rapport.shared.refusals import Refusal

EMPTY = frozenset({"", "-", "--", "—", "n/a", "N/A", "null", "NaN", "nan"})
SCALES = {"K": 10**3, "M": 10**6, "B": 10**9, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
SYMBOLS = "₫đ฿£$€¥₱₩"
CURRENCY_WORDS = re.compile(r"\b(?:VND|THB|GBP|USD|EUR|PHP|MYR|IDR|JPY|SGD|Rp|RM|US)\b\.?", re.IGNORECASE)
DATES = ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d")
UTC_SUFFIX = re.compile(r"\(UTC([+-]\d{1,2})(?::?(\d{2}))?\)$")


class FigureUnreadable(Refusal):
    """A cell holds text that is not the kind of figure its column asks for."""

    code = "figures.unreadable"


@dataclass(frozen=True, slots=True)
class Span:
    """A figure known only to lie between two bounds; an exact figure has both equal."""

    low: Decimal
    high: Decimal


def is_empty(text: str) -> bool:
    return text.strip() in EMPTY


def number(text: str) -> Decimal:
    """One number with an optional scale letter, thousands commas and currency sign. Refuses with FigureUnreadable."""
    bare = CURRENCY_WORDS.sub("", text.strip()).strip(SYMBOLS + " \u00a0")
    scale = 1
    if bare and bare[-1].upper() in SCALES:
        scale = SCALES[bare[-1].upper()]
        bare = bare[:-1].strip()
    bare = bare.replace(",", "")
    if not re.fullmatch(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?", bare):
        raise FigureUnreadable(text=text)
    return Decimal(bare) * scale


def whole(text: str) -> int:
    """A count; refuses a fraction that remains after scaling."""
    value = number(text)
    if value != value.to_integral_value():
        raise FigureUnreadable(text=text)
    return int(value)


def span(text: str) -> Span:
    """`81.24万₫-98.42万₫` as its two bounds, a plain figure as both."""
    bounds = re.split(r"(?<=[\d万亿KMB₫%])\s*[-–~]\s*(?=[\d₫฿£$€¥₱])", text.strip())
    if len(bounds) > 2:  # noqa: PLR2004 - a span has two ends
        raise FigureUnreadable(text=text)
    values = [number(bound) for bound in bounds]
    return Span(min(values), max(values))


def rate(text: str) -> int:
    """`15.5%` as hundredths of a percent (1550), half up. Refuses a text without the percent sign."""
    if not text.strip().endswith("%"):
        raise FigureUnreadable(text=text)
    value = number(text.strip().removesuffix("%"))
    return int((value * 100).quantize(Decimal(1), ROUND_HALF_UP))


def seconds(text: str) -> int:
    """A duration `hh:mm:ss` or `mm:ss` in seconds."""
    parts = text.strip().split(":")
    if len(parts) not in (2, 3) or not all(part.isdigit() for part in parts):
        raise FigureUnreadable(text=text)
    total = 0
    for part in parts:
        total = total * 60 + int(part)
    return total


def moment(text: str, timezone: str) -> datetime:
    """A date and time as exports write it, in UTC; `timezone` holds where the text names no offset."""
    bare = text.strip()
    suffix = UTC_SUFFIX.search(bare)
    if suffix:
        bare = bare[: suffix.start()].strip()
    for form in DATES:
        try:
            naive = datetime.strptime(bare, form)  # noqa: DTZ007 - the zone is put on below
        except ValueError:
            continue
        if suffix:
            return naive.replace(tzinfo=UTC) - _offset(suffix)
        return naive.replace(tzinfo=ZoneInfo(timezone)).astimezone(UTC)
    raise FigureUnreadable(text=text)


def _offset(suffix: re.Match[str]) -> timedelta:
    hours, minutes = int(suffix[1]), int(suffix[2] or 0)
    return timedelta(hours=hours, minutes=minutes if hours >= 0 else -minutes)
