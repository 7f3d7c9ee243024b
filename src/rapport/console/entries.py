"""Figures and dates as people type them into forms; an empty field is None, anything else unreadable is refused."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from rapport.shared import figures
from rapport.shared.figures import FigureUnreadable
from rapport.shared.money import Money
from rapport.shared.refusals import Refusal

Entries = Mapping[str, str]
ID_DIGITS = 18
"""Ids of rows have no more: what is longer fits no database's integer."""
COUNT_MOST = 2 * 10**9
AMOUNT_MOST = 10**15
"""No count and no amount that a person types is larger, and a database's integers hold them."""
YEARS = range(2000, 2100)
"""Whose dates can be meant; at the calendar's very ends no other day or time zone can be reckoned."""


class DateUnreadable(Refusal):
    """A field asks for a date and holds something else."""

    code = "console.date_unreadable"


class ChoiceUnknown(Refusal):
    """A form sent a choice that it does not offer."""

    code = "console.choice_unknown"


def text(entries: Entries, name: str) -> str:
    """What a field holds, without the character that no database keeps."""
    return entries.get(name, "").replace("\0", "").strip()


def one_of(entries: Entries, name: str, offered: Collection[str]) -> str:
    """One of the choices a form offers. Refuses with ChoiceUnknown."""
    chosen = text(entries, name)
    if chosen not in offered:
        raise ChoiceUnknown(field=name, choice=chosen)
    return chosen


def filter_of(entries: Entries, name: str, offered: Collection[str]) -> str:
    """What an address filters a list by, empty for none; what is not offered filters nothing."""
    chosen = entries.get(name, "")
    return chosen if chosen in offered else ""


def whole(entries: Entries, name: str) -> int | None:
    """A count from 0 on: `20000`, `20,000`, `20K`, `2万`. Refuses with FigureUnreadable."""
    typed = text(entries, name)
    return _possible(figures.whole(typed), typed) if typed else None


def rate(entries: Entries, name: str) -> int | None:
    """Hundredths of a percent from `15`, `15%` or `15.5 %`. Refuses with FigureUnreadable."""
    typed = text(entries, name)
    return _possible(figures.rate(typed.rstrip("% ") + "%"), typed) if typed else None


def amount(entries: Entries, name: str, currency: str) -> int | None:
    """Minor units from an amount in whole ones: `1,500.50`. Refuses with FigureUnreadable or AmountUnreadable."""
    typed = text(entries, name)
    if not typed:
        return None
    return _possible(Money.parse(str(figures.number(typed)), currency).minor, typed, most=AMOUNT_MOST)


def day(entries: Entries, name: str) -> date | None:
    """A date as date fields send it, `2026-03-02`. Refuses with DateUnreadable."""
    typed = text(entries, name)
    try:
        found = date.fromisoformat(typed) if typed else None
    except ValueError:
        raise DateUnreadable(text=typed) from None
    if found is not None and found.year not in YEARS:
        raise DateUnreadable(text=typed)
    return found


def row_id(typed: str) -> int | None:
    """The id that an address or a form names; None for what names none."""
    return int(typed) if typed.isdecimal() and len(typed) <= ID_DIGITS else None


def moment(entries: Entries, name: str) -> datetime:
    """A moment as our own forms carry it along. Refuses with DateUnreadable."""
    typed = text(entries, name)
    try:
        return datetime.fromisoformat(typed)
    except ValueError:
        raise DateUnreadable(text=typed) from None


def page(entries: Entries) -> int:
    """The page of a list that an address asks for; the first where it asks for none that could exist."""
    typed = text(entries, "page")
    return max(1, int(typed)) if typed.isdecimal() and len(typed) < 10 else 1  # noqa: PLR2004 - no list has a billion pages


def _possible(value: int, typed: str, most: int = COUNT_MOST) -> int:
    if not 0 <= value <= most:
        raise FigureUnreadable(text=typed)
    return value
