"""Figures and dates as people type them into forms; an empty field is None, anything else unreadable is refused."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from rapport.shared import figures
from rapport.shared.figures import FigureUnreadable
from rapport.shared.money import Money
from rapport.shared.refusals import Refusal

Entries = Mapping[str, str]


class DateUnreadable(Refusal):
    """A field asks for a date and holds something else."""

    code = "console.date_unreadable"


class ChoiceUnknown(Refusal):
    """A form sent a choice that it does not offer."""

    code = "console.choice_unknown"


def text(entries: Entries, name: str) -> str:
    return entries.get(name, "").strip()


def one_of(entries: Entries, name: str, offered: Collection[str]) -> str:
    """One of the choices a form offers. Refuses with ChoiceUnknown."""
    chosen = text(entries, name)
    if chosen not in offered:
        raise ChoiceUnknown(field=name, choice=chosen)
    return chosen


def whole(entries: Entries, name: str) -> int | None:
    """A count from 0 on: `20000`, `20,000`, `20K`, `2万`. Refuses with FigureUnreadable."""
    typed = text(entries, name)
    return _not_negative(figures.whole(typed), typed) if typed else None


def rate(entries: Entries, name: str) -> int | None:
    """Hundredths of a percent from `15`, `15%` or `15.5 %`. Refuses with FigureUnreadable."""
    typed = text(entries, name)
    return _not_negative(figures.rate(typed.rstrip("% ") + "%"), typed) if typed else None


def amount(entries: Entries, name: str, currency: str) -> int | None:
    """Minor units from an amount in whole ones: `1,500.50`. Refuses with FigureUnreadable or AmountUnreadable."""
    typed = text(entries, name)
    if not typed:
        return None
    return _not_negative(Money.parse(str(figures.number(typed)), currency).minor, typed)


def day(entries: Entries, name: str) -> date | None:
    """A date as date fields send it, `2026-03-02`. Refuses with DateUnreadable."""
    typed = text(entries, name)
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise DateUnreadable(text=typed) from None


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


def _not_negative(value: int, typed: str) -> int:
    if value < 0:
        raise FigureUnreadable(text=typed)
    return value
