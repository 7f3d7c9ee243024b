"""How times, rates and counts are written on the pages."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sandbox.pages.texts import Texts

_TONES = 8
_SIZES = {"zh": ((100_000_000, "亿"), (10_000, "万")), "en": ((1_000_000, "M"), (1_000, "K"))}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(moment: int, zone: ZoneInfo, texts: Texts) -> str:
    """Return `2 Nov` or `11月2日`."""
    local = datetime.fromtimestamp(moment, zone)
    return f"{local.month}月{local.day}日" if texts.language == "zh" else f"{local.day} {_MONTHS[local.month - 1]}"


def when(moment: int, zone: ZoneInfo, now: int, texts: Texts) -> str:
    """Return the time of day for today, the day with it for other days."""
    local, today = datetime.fromtimestamp(moment, zone), datetime.fromtimestamp(now, zone).date()
    time = f"{local:%H:%M}"
    return time if local.date() == today else f"{day(moment, zone, texts)} {time}"


def percent(rate: int) -> str:
    """Return a rate in hundredths of a percent as `15%` or `12.5%`."""
    whole, part = divmod(rate, 100)
    return f"{whole}.{part:02}".rstrip("0").rstrip(".") + "%"


def short(count: int, texts: Texts) -> str:
    """Return a count in few letters: `950`, `12.3K`, `4.1M`, or `1.2万`, `3.4亿`."""
    for size, letter in _SIZES[texts.language]:
        if count >= size:
            whole, tenth = divmod(count * 10 // size, 10)
            return f"{whole}.{tenth}{letter}" if tenth else f"{whole}{letter}"
    return str(count)


def tone(number: int) -> str:
    """Return the style class of one of the colours that stand for pictures."""
    return f"tone-{number % _TONES}"


def initial(name: str) -> str:
    return next((letter for letter in name if letter.isalnum()), "·").upper()
