"""One row of a file seen through its layout: each cell read as the layout says, or refused with its column.

Unknown stays None: an empty cell is never zero. Amounts come in minor units, rates in hundredths of a percent.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import TypeVar

from rapport.shared import cells, figures
from rapport.shared.cells import Bounds
from rapport.shared.figures import FigureUnreadable
from rapport.shared.layouts import Match, folded
from rapport.shared.money import half_up, minor_digits
from rapport.shared.refusals import Reason, Refusal
from rapport.shared.tables import Row

__all__ = ["Bounds", "Record", "sifted", "whole_record"]
T = TypeVar("T")
Read = TypeVar("Read")
MINOR_MOST = 10**15
"""More than any shop sells, and little enough that sums of millions of rows stay exact in every database."""
TEXT_SHOWN = 80


class CellUnreadable(Refusal):
    """The cell holds text that is not what its column asks for (`reads`)."""

    code = "imports.cell_unreadable"


class CellEmpty(Refusal):
    """No row without this cell."""

    code = "imports.cell_empty"


class IdentifierRounded(Refusal):
    """A spreadsheet turned the number into a rounded one: which order or product it was is lost."""

    code = "imports.id_rounded"


class OtherCurrency(Refusal):
    """The amount is not in the currency that this row's amounts are in."""

    code = "imports.other_currency"


class CurrencyUnknown(Refusal):
    """An amount without a currency: neither the file nor the person says which."""

    code = "imports.currency_unknown"


class RowBroken(Refusal):
    """The line itself is damaged; `why` says how."""

    code = "imports.row_broken"


class RowIncomplete(Refusal):
    """The row has not as many cells as there are columns, so that none can be trusted to stand under its own."""

    code = "imports.row_incomplete"


class RowSums(Refusal):
    """The row sums up others: it tells of nobody."""

    code = "imports.row_sums"


def whole_record(match: Match, row: Row, timezone: str) -> "Record":
    """The row as a record. Refuses with RowBroken, RowIncomplete or RowSums."""
    if row.trouble:
        raise RowBroken(why=row.trouble)
    if len(row.cells) != len(match.columns):
        raise RowIncomplete(cells=len(row.cells), columns=len(match.columns))
    if match.layout.sums and (first := next(filter(None, row.cells), "")) and folded(first) in match.layout.sums:
        raise RowSums(text=first)
    return Record(match, row, timezone)


def sifted(
    rows: Iterable[Row], read: Callable[[Row], T], refuse: Callable[[int, Reason], None]
) -> Iterator[tuple[Row, T]]:
    """What the rows tell, each beside its row; a row that is refused is told with its line and loses only itself."""
    for row in rows:
        try:
            found = read(row)
        except Refusal as refusal:
            refuse(row.line, Reason(refusal.code, refusal.data))
        else:
            yield row, found


@dataclass(frozen=True, slots=True)
class Record:
    """A row by the names of its layout's fields. A field whose column the file lacks is empty.

    Every reader refuses with CellEmpty where the row cannot do without the cell, and with CellUnreadable.
    """

    match: Match
    row: Row
    timezone: str

    def column(self, name: str) -> str:
        """The header that a field stands under in this file."""
        return self.match.columns[self.match.places[name]]

    def text(self, name: str, most: int) -> str:
        """The text, shortened to `most` letters."""
        return self._bare(name)[:most]

    def handle(self, name: str) -> str:
        """A user name of the platform, from `@Anna`, `anna` or the profile's address; always in small letters."""
        return self._read(name, cells.account if self._reads(name) == "account" else cells.handle) or ""

    def identifier(self, name: str) -> str:
        """A number or code that names something. Refuses with IdentifierRounded where a spreadsheet spoiled it."""
        text = cells.unshielded(self._bare(name))
        if cells.ROUNDED.fullmatch(text):
            raise IdentifierRounded(column=self.column(name), text=text[:TEXT_SHOWN])
        if text and not cells.IDENTIFIER.fullmatch(text):
            raise self._unreadable(name)
        return text

    def word(self, name: str) -> str:
        """Our word for the file's, or an empty one. Refuses words that the layout does not know."""
        return self._read(name, lambda text: cells.our_word(text, self.match.layout.words[name])) or ""

    def label(self, name: str, most: int) -> str:
        """Our word for the file's, or the file's own, shortened."""
        text = self._bare(name)
        try:
            return cells.our_word(text, self.match.layout.words.get(name, {}))
        except FigureUnreadable:
            return text[:most]

    def count(self, name: str) -> int | None:
        place = self.match.places.get(name)
        if place is None:
            return None
        try:
            found = cells.count(self.row.cells[place])
        except FigureUnreadable:
            raise self._unreadable(name) from None
        if found is None:
            self._bare(name)  # refuses where the row cannot do without it
        return found

    def counts(self, name: str) -> Bounds | None:
        """A count that may be a range: `10-100`, `1000+`."""
        return self._read(name, cells.counts)

    def seconds(self, name: str) -> int | None:
        return self._read(name, figures.seconds)

    def rate(self, name: str) -> int | None:
        """A share of 100 % at most, from `15.5%`; where the layout reads a fraction from `0.155`, a percent `15.5`."""
        return self._read(name, cells.RATES.get(self._reads(name), cells.rate))

    def moment(self, name: str) -> datetime | None:
        return self._read(name, lambda text: figures.moment(text, self.timezone))

    def flag(self, name: str) -> bool | None:
        return self._read(name, cells.flag)

    def currencies(self, name: str) -> tuple[str, ...]:
        """What the sign beside an amount may stand for; nothing where there is none."""
        found = self._read(name, figures.span)
        return found.currencies if found else ()

    def money(self, name: str, currency: str) -> Bounds | None:
        """An amount as public figures give it, in minor units rounded half up; may be a range.

        Refuses with OtherCurrency or CurrencyUnknown.
        """
        found = self._priced(name, currency)
        if found is None:
            return None
        bounds = _minor(found, currency)
        if bounds is None:
            raise self._unreadable(name)
        return bounds

    def amount(self, name: str, currency: str) -> int | None:
        """An exact amount in minor units; refuses what is finer, or rounded. Refuses with OtherCurrency too."""
        found = self._priced(name, currency)
        if found is None:
            return None
        minor = found.low.scaleb(minor_digits(currency))
        exact = (
            found.low == found.high and minor == minor.to_integral_value() and not cells.POWER.search(self._bare(name))
        )
        if not exact or not 0 <= minor <= MINOR_MOST:
            raise self._unreadable(name)
        return int(minor)

    def _priced(self, name: str, currency: str) -> figures.Span | None:
        found = self._read(name, figures.span)
        if found is None:
            return None
        if not currency:
            raise CurrencyUnknown(column=self.column(name))
        if found.currencies and currency not in found.currencies:
            raise OtherCurrency(column=self.column(name), text=self._bare(name)[:TEXT_SHOWN], currency=currency)
        return found

    def _read(self, name: str, read: Callable[[str], Read]) -> Read | None:
        text = self._bare(name)
        try:
            return read(text) if text else None
        except FigureUnreadable:
            raise self._unreadable(name) from None

    def _bare(self, name: str) -> str:
        """The cell's text, empty where it says that nothing is known."""
        place = self.match.places.get(name)
        if place is None:
            return ""
        text = self.row.cells[place]
        if not figures.is_empty(text):
            return text
        if self.match.layout.fields[name].need == "filled":
            raise CellEmpty(column=self.column(name))
        return ""

    def _reads(self, name: str) -> str:
        field = self.match.layout.fields.get(name)
        return field.reads if field else ""

    def _unreadable(self, name: str) -> CellUnreadable:
        return CellUnreadable(column=self.column(name), text=self._bare(name)[:TEXT_SHOWN], reads=self._reads(name))


@lru_cache(figures.REMEMBERED)
def _minor(span: figures.Span, currency: str) -> Bounds | None:
    """An amount in minor units; none where it is below zero or beyond what is kept."""
    digits = minor_digits(currency)
    low, high = (
        None if bound is None else half_up(*bound.scaleb(digits).as_integer_ratio()) for bound in (span.low, span.high)
    )
    if low is None or low < 0 or max(low, high or 0) > MINOR_MOST:
        return None
    return Bounds(low, high)
