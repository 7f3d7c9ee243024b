"""Money as integers of minor units, rates as hundredths of a percent; nothing here ever touches a float."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow

from rapport.shared.refusals import Refusal

MINOR_DIGITS = {
    "AUD": 2,
    "BRL": 2,
    "CAD": 2,
    "CNY": 2,
    "EUR": 2,
    "GBP": 2,
    "IDR": 0,
    "JPY": 0,
    "KRW": 0,
    "MXN": 2,
    "MYR": 2,
    "PHP": 2,
    "SGD": 2,
    "THB": 2,
    "USD": 2,
    "VND": 0,
}

SYMBOLS = {
    "CNY": "¥",
    "EUR": "€",
    "GBP": "£",
    "IDR": "Rp",
    "MYR": "RM",
    "PHP": "₱",
    "THB": "฿",
    "USD": "$",
    "VND": "₫",
}
"""How people write a currency in front of an amount; the others stand as their codes."""
WHOLE_RATE = 10_000
EXACT = Context(prec=28, Emax=27, traps=[InvalidOperation, Inexact, Overflow])
"""Rounds nothing away: a text that holds more digits than this is no amount of money."""


class UnknownCurrency(Refusal):
    """The table of minor units does not hold this currency, and a guess would misplace the decimal point."""

    code = "money.unknown_currency"


class CurrenciesDiffer(Refusal):
    """Two amounts of different currencies cannot be added or compared."""

    code = "money.currencies_differ"


class AmountUnreadable(Refusal):
    """A text is not an amount of this currency: not a number, or finer than its smallest unit."""

    code = "money.amount_unreadable"


def minor_digits(currency: str) -> int:
    """Decimal places of a currency. Refuses with UnknownCurrency."""
    try:
        return MINOR_DIGITS[currency]
    except KeyError:
        raise UnknownCurrency(currency=currency) from None


def half_up(numerator: int, denominator: int) -> int:
    """The quotient rounded to the nearest whole number, halves away from zero, by integer division."""
    if denominator <= 0:
        raise ValueError("the denominator must be positive")
    size = (2 * abs(numerator) + denominator) // (2 * denominator)
    return size if numerator >= 0 else -size


@dataclass(frozen=True, slots=True)
class Money:
    """An exact amount: `minor` units (pence, cents, dong) of one currency."""

    minor: int
    currency: str

    @classmethod
    def zero(cls, currency: str) -> "Money":
        return cls(0, currency)

    @classmethod
    def parse(cls, text: str, currency: str) -> "Money":
        """Read a plain decimal text such as `-12.30`. Refuses with AmountUnreadable or UnknownCurrency."""
        digits = minor_digits(currency)
        try:
            scaled = Decimal(text.strip()).scaleb(digits, EXACT)
        except (InvalidOperation, Inexact, Overflow):
            raise AmountUnreadable(text=text, currency=currency) from None
        if not scaled.is_finite() or scaled != scaled.to_integral_value():
            raise AmountUnreadable(text=text, currency=currency)
        return cls(int(scaled), currency)

    @classmethod
    def total(cls, amounts: Iterable["Money"], currency: str) -> "Money":
        return sum(amounts, start=cls.zero(currency))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other).minor, self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other).minor

    def __le__(self, other: "Money") -> bool:
        return self.minor <= self._same(other).minor

    def __bool__(self) -> bool:
        return self.minor != 0

    def times(self, quantity: int) -> "Money":
        return Money(self.minor * quantity, self.currency)

    def at_rate(self, rate: int) -> "Money":
        """The share of this amount at `rate` hundredths of a percent, rounded half up to the minor unit."""
        return Money(half_up(self.minor * rate, WHOLE_RATE), self.currency)

    def __str__(self) -> str:
        """The amount as a plain decimal text with the currency's places, without its name."""
        digits = minor_digits(self.currency)
        if digits == 0:
            return str(self.minor)
        sign = "-" if self.minor < 0 else ""
        whole, part = divmod(abs(self.minor), 10**digits)
        return f"{sign}{whole}.{part:0{digits}d}"

    def _same(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise CurrenciesDiffer(one=self.currency, other=other.currency)
        return other


def shown(amount: Money) -> str:
    """An amount as people read it: `£1,234.50`, `-£3.00`, `JPY 1,200`."""
    whole, _, part = str(Money(abs(amount.minor), amount.currency)).partition(".")
    sign = "-" if amount.minor < 0 else ""
    symbol = SYMBOLS.get(amount.currency, f"{amount.currency} ")
    return f"{sign}{symbol}{int(whole):,}{'.' + part if part else ''}"


def percent(rate: int) -> str:
    """A rate in hundredths of a percent as people read it: 1500 → `15%`, 1550 → `15.5%`."""
    whole, part = divmod(abs(rate), 100)
    sign = "-" if rate < 0 else ""
    return f"{sign}{whole}{f'.{part:02d}'.rstrip('0') if part else ''}%"
