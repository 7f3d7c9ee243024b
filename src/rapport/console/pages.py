"""The template environment: how pages show money, rates, times, counts and sentences in the reader's language."""

from collections.abc import Callable, Mapping
from datetime import date as Day  # noqa: N812 - the filter of this name is ours
from datetime import datetime, timedelta
from functools import wraps
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime
from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext
from jinja2 import Environment, StrictUndefined, pass_context
from jinja2.runtime import Context

from rapport.console.charts import share, trend
from rapport.creators.rules.categories import category_name
from rapport.creators.rules.screens import FIELDS, Unit, written
from rapport.shared.conditions import Condition, Within
from rapport.shared.money import Money, minor_digits, percent, shown
from rapport.shared.refusals import Reason, Refusal
from rapport.shared.wording import UNKNOWN, said, sentence
from rapport.shops.rules.regions import REGIONS
from rapport.shops.rules.roles import WORKER

BABEL_LOCALES = {"zh-hans": "zh_Hans_CN", "en": "en_GB"}
PATTERNS = {
    ("day", "zh_Hans_CN"): "M月d日",
    ("day", "en_GB"): "d MMM",
    ("date", "zh_Hans_CN"): "y年M月d日",
    ("date", "en_GB"): "d MMM y",
    ("weekday", "zh_Hans_CN"): "M月d日 EEE",
    ("weekday", "en_GB"): "EEE d MMM",
    ("weekday_time", "zh_Hans_CN"): "M月d日 EEE HH:mm",
    ("weekday_time", "en_GB"): "EEE d MMM, HH:mm",
    ("today", "zh_Hans_CN"): "y年M月d日 EEEE",
    ("today", "en_GB"): "EEEE, d MMMM y",
    ("medium", "zh_Hans_CN"): "M月d日 HH:mm",
    ("medium", "en_GB"): "d MMM, HH:mm",
    ("long", "zh_Hans_CN"): "y年M月d日 HH:mm",
    ("long", "en_GB"): "d MMM y, HH:mm",
}
SCALES = {"zh-hans": ((10**8, "亿"), (10**4, "万")), "en": ((10**9, "B"), (10**6, "M"), (10**3, "K"))}
TONES = {
    "good": ("accepted", "active", "approved", "fulfilled", "completed", "done", "met", "spent"),
    "accent": ("proposed", "invited", "talking", "shortlisted", "sending", "held", "processing"),
    "warn": ("requested", "content_due", "open", "paused", "queued", "awaiting_payment", "unclear"),
    "bad": ("refused", "forbidden", "removed", "cancelled", "dead"),
}
"""How the chip of a state is coloured; every other state is plain."""
TONE_OF = {state: tone for tone, states in TONES.items() for state in states}
HOUR = timedelta(hours=1)
A_MOMENT = timedelta(seconds=1)
DAYS_FROM = timedelta(hours=48)


def environment(**options: object) -> Environment:
    """What settings name as the Jinja2 environment."""
    chosen = {**options, "autoescape": True, "undefined": StrictUndefined, "extensions": ["jinja2.ext.i18n"]}
    made = Environment(**chosen, trim_blocks=True, lstrip_blocks=True)  # type: ignore[arg-type]  # noqa: S701 - it is on, a line above
    made.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(
        url=reverse, static=static, language=get_language, messages=get_messages, query=query, TONES=TONE_OF
    )
    for form in (
        money,
        minor,
        short_minor,
        rate,
        count,
        hundredths,
        short,
        moment,
        date,
        day,
        last_day,
        span,
        minutes,
        word,
        bounds,
        screen_text,
        trend,
        share,
    ):
        made.filters[form.__name__] = _at_each_showing(form)
    made.filters |= {name: _at_each_showing(form) for name, form in NAMES.items()}
    made.filters["sentence"] = _at_each_showing(words)
    return made


def _at_each_showing(form: Callable[..., object]) -> Callable[..., object]:
    """The filter, never worked out while a template is compiled: what it gives depends on the reader's language."""

    @pass_context
    @wraps(form)
    def shown_now(_: Context, *given: object, **named: object) -> object:
        return form(*given, **named)

    return shown_now


def money(amount: Money | None) -> str:
    """`£1,234.50`; a sign stands before the symbol."""
    return UNKNOWN if amount is None else shown(amount)


def minor(units: int | None, currency: str | None) -> str:
    """Minor units of a currency as money."""
    return UNKNOWN if units is None or not currency else shown(Money(units, currency))


def short_minor(units: int | None, currency: str | None) -> str:
    """Minor units as a large amount is written in a table: `£136K`, `£13.6万`; small ones in full."""
    if units is None or not currency:
        return UNKNOWN
    whole = units // 10 ** minor_digits(currency)
    _, smallest = _scales()[-1][1], _scales()[-1][0]
    if whole < smallest:
        return shown(Money(whole * 10 ** minor_digits(currency), currency)).removesuffix(".00")
    symbol = shown(Money(0, currency)).rstrip("0.")
    return f"{symbol}{short(whole)}"


def rate(value: int | None) -> str:
    return UNKNOWN if value is None else percent(value)


def count(value: int | None) -> str:
    return UNKNOWN if value is None else f"{value:,}"


def hundredths(value: int | None) -> str:
    """A figure kept in hundredths: 150 as `1.5`."""
    return UNKNOWN if value is None else percent(value).removesuffix("%")


def short(value: int | None) -> str:
    """A large count as readers of the language write it: 12.3万, or 123K."""
    if value is None:
        return UNKNOWN
    for size, letter in _scales():
        if value >= size:
            whole, tenth = divmod(value * 10 // size, 10)
            return f"{whole}.{tenth}{letter}" if tenth and whole < 100 else f"{whole}{letter}"  # noqa: PLR2004 - three digits are enough
    return str(value)


def moment(value: datetime | None, timezone: str = "UTC", form: str = "medium") -> str:
    """A time in a shop's zone, in the reader's language; `form` is one of PATTERNS."""
    if value is None:
        return UNKNOWN
    locale = BABEL_LOCALES[_language()]
    return format_datetime(value.astimezone(ZoneInfo(timezone)), PATTERNS[form, locale], locale=locale)


def date(value: Day | None) -> str:
    """A calendar day that belongs to no zone, such as that of a snapshot."""
    locale = BABEL_LOCALES[_language()]
    return UNKNOWN if value is None else format_date(value, PATTERNS["date", locale], locale=locale)


def day(value: datetime | None, timezone: str = "UTC") -> str:
    return moment(value, timezone, "weekday")


def last_day(end: datetime, timezone: str = "UTC", form: str = "weekday") -> str:
    """The last day of a time that ends at `end`: a week that ends on Monday at midnight ends on Sunday."""
    return moment(end - A_MOMENT, timezone, form)


def span(length: timedelta) -> str:
    """A length of time in one unit: minutes, hours below two days, then days."""
    if length < HOUR:
        minutes = max(0, int(length.total_seconds())) // 60
        return ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    if length < DAYS_FROM:
        hours = length // HOUR
        return ngettext("%(count)d hour", "%(count)d hours", hours) % {"count": hours}
    return ngettext("%(count)d day", "%(count)d days", length.days) % {"count": length.days}


def minutes(value: int | None) -> str:
    """A length of time kept in minutes."""
    return UNKNOWN if value is None else span(timedelta(minutes=value))


def words(reason: Reason | Refusal | Mapping[str, object] | None) -> str:
    """A reason, as rule or row give it, in words."""
    if not reason:
        return ""
    if isinstance(reason, Mapping):
        reason = Reason.from_json(dict(reason))
    return said(reason, gettext)


def word(value: str, family: str) -> str:
    """One word of a family, such as a stage: `invited` of `stage`. Behind a colon it is only numbered."""
    return sentence(f"{family}.{value.partition(':')[0]}", {}, gettext) if value else UNKNOWN


def language_name(code: str) -> str:
    """A language by its name in the reader's; the code itself where it is none."""
    try:
        shown = Locale.parse(code, sep="-").get_display_name(locale())
    except (UnknownLocaleError, ValueError):
        return code
    return shown or code


def wording(name: str) -> str:
    """A wording's name: a shipped one in words, a workspace's own as it was given."""
    code = f"shipped_wording.{name}"
    shown = sentence(code, {}, gettext) if name.isascii() and name.isalpha() else code
    return name if shown == code else shown


def bounds(one: Within, currency: str) -> str:
    """A condition of a screen: `20,000 – 50,000`, `≥ 15%`, `≤ £500.00`."""

    def shown_as(value: int) -> str:
        unit = FIELDS[one.field].unit
        if unit is Unit.MONEY:
            return minor(value, one.unit or currency)
        return rate(value) if unit is Unit.RATE else hundredths(value) if unit is Unit.HUNDREDTHS else count(value)

    if one.low is not None and one.high is not None:
        return f"{shown_as(one.low)} – {shown_as(one.high)}"
    if one.high is not None:
        return f"≤ {shown_as(one.high)}"
    return f"≥ {shown_as(one.low or 0)}"


def category(key: str) -> str:
    return category_name(key, _language())


def region(code: str) -> str:
    """A region by its name; the code itself where it is none of those we know."""
    found = REGIONS.get(code)
    if found is None:
        return code or UNKNOWN
    return found.name_zh if _language() == "zh-hans" else found.name_en


def who(label: str) -> str:
    """Who did something: a member or named part of the program as the trail has it, the worker in words."""
    return gettext("by itself") if label == WORKER.label else label


NAMES: dict[str, Callable[..., object]] = {
    "category": category,
    "language_name": language_name,
    "region": region,
    "who": who,
    "wording": wording,
}
"""Filters that show a thing by its name."""


def query(request: HttpRequest, **changes: object) -> str:
    """The present address's query with some parts changed; None takes a part out."""
    parts = request.GET.copy()
    for name, value in changes.items():
        if value is None:
            parts.pop(name, None)
        else:
            parts[name] = str(value)
    return f"?{parts.urlencode()}"


def screen_text(where: Condition) -> str:
    """A condition as the line of text that asks for it."""
    return written(where, language=_language())


def locale() -> str:
    """The reader's language as Babel names it."""
    return BABEL_LOCALES[_language()]


def _language() -> str:
    language = get_language()
    return language if language in BABEL_LOCALES else "zh-hans"


def _scales() -> tuple[tuple[int, str], ...]:
    return SCALES[_language()]
