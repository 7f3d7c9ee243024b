"""The template environment: how pages show money, rates, times, counts and sentences in the reader's language."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_datetime
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, StrictUndefined

from rapport.shared.money import Money, percent
from rapport.shared.refusals import Reason, Refusal
from rapport.shared.wording import said, sentence

BABEL_LOCALES = {"zh-hans": "zh_Hans_CN", "en": "en_GB"}
SYMBOLS = {
    "GBP": "£",
    "USD": "$",
    "EUR": "€",
    "THB": "฿",
    "VND": "₫",
    "PHP": "₱",
    "CNY": "¥",
    "MYR": "RM",
    "IDR": "Rp",
}
UNKNOWN = "–"


def environment(**options: object) -> Environment:
    """What settings name as the Jinja2 environment."""
    chosen = {**options, "autoescape": True, "undefined": StrictUndefined, "extensions": ["jinja2.ext.i18n"]}
    made = Environment(**chosen)  # type: ignore[arg-type]  # noqa: S701 - it is on, a line above
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(url=reverse, static=static, language=get_language)
    made.filters.update(
        money=money,
        minor=minor,
        rate=rate,
        count=count,
        short=short,
        moment=moment,
        day=day,
        sentence=words,
        word=word,
    )
    made.trim_blocks = made.lstrip_blocks = True
    return made


def money(amount: Money | None) -> str:
    """`£1,234.50`; a sign stands before the symbol."""
    if amount is None:
        return UNKNOWN
    whole, _, part = str(Money(abs(amount.minor), amount.currency)).partition(".")
    sign = "-" if amount.minor < 0 else ""
    return f"{sign}{SYMBOLS.get(amount.currency, amount.currency + ' ')}{int(whole):,}{'.' + part if part else ''}"


def minor(units: int | None, currency: str | None) -> str:
    """Minor units of a currency as money."""
    return UNKNOWN if units is None or not currency else money(Money(units, currency))


def rate(value: int | None) -> str:
    return UNKNOWN if value is None else percent(value)


def count(value: int | None) -> str:
    return UNKNOWN if value is None else f"{value:,}"


def short(value: int | None) -> str:
    """A large count as readers of the language write it: 12.3万, or 123K."""
    if value is None:
        return UNKNOWN
    steps = ((10**8, "亿"), (10**4, "万")) if get_language() == "zh-hans" else ((10**6, "M"), (10**3, "K"))
    for size, letter in steps:
        if value >= size:
            return f"{_one_place(value, size)}{letter}"
    return str(value)


def moment(value: datetime | None, timezone: str = "UTC", form: str = "medium") -> str:
    """A time in a shop's zone, in the reader's language."""
    if value is None:
        return UNKNOWN
    locale = BABEL_LOCALES.get(get_language() or "", "zh_Hans_CN")
    pattern = {"medium": "MMMd HHmm", "long": "yMMMd HHmm", "day": "MMMd", "weekday": "MMMEd"}[form]
    if pattern.endswith("HHmm"):
        date_part = format_datetime(
            value.astimezone(ZoneInfo(timezone)), _skeleton(pattern[:-5], locale), locale=locale
        )
        return f"{date_part} {value.astimezone(ZoneInfo(timezone)):%H:%M}"
    return format_datetime(value.astimezone(ZoneInfo(timezone)), _skeleton(pattern, locale), locale=locale)


def day(value: datetime | None, timezone: str = "UTC") -> str:
    return moment(value, timezone, "weekday")


def words(reason: Reason | Refusal | Mapping[str, object] | None) -> str:
    """A reason, as rule or row give it, in words."""
    if not reason:
        return ""
    if isinstance(reason, Mapping):
        reason = Reason.from_json(dict(reason))
    return said(reason, gettext)


def word(value: str, family: str) -> str:
    """One word of a family, such as a stage: `invited` of `stage`."""
    return sentence(f"{family}.{value}", {}, gettext) if value else UNKNOWN


def _skeleton(skeleton: str, locale: str) -> str:
    patterns = {
        ("MMMd", "zh_Hans_CN"): "M月d日",
        ("MMMd", "en_GB"): "d MMM",
        ("yMMMd", "zh_Hans_CN"): "y年M月d日",
        ("yMMMd", "en_GB"): "d MMM y",
        ("MMMEd", "zh_Hans_CN"): "M月d日 EEE",
        ("MMMEd", "en_GB"): "EEE d MMM",
    }
    return patterns[skeleton, locale]


def _one_place(value: int, size: int) -> str:
    tenths = value * 10 // size
    whole, tenth = divmod(tenths, 10)
    return f"{whole}.{tenth}" if tenth and whole < 100 else str(whole)  # noqa: PLR2004 - three digits are enough
