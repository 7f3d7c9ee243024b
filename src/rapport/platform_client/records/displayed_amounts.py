"""Amounts of money read from the text the platform displays: one reading, or none."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

_SPACES = " \u00a0\u202f"
_MINUS = "-\u2212"


def _way(thousands: str, decimals: str) -> re.Pattern[str]:
    """Compile one way to write numbers, its thousands set apart or not, with at most two decimals."""
    grouped = rf"[1-9][0-9]{{0,2}}(?:[{thousands}][0-9]{{3}})+"
    return re.compile(rf"(?P<whole>{grouped}|[0-9]+)(?:[{decimals}](?P<fraction>[0-9]{{1,2}}))?")


_PLAIN = re.compile(r"(?P<whole>[0-9]+)(?:\.(?P<fraction>[0-9]{1,2}))?")
_COMMA_POINT = _way(",", ".")
_POINT_COMMA = _way(".", ",")
_SPACE_COMMA = _way(_SPACES, ",")


@dataclass(frozen=True, slots=True)
class _Convention:
    """How a currency is shown: by which signs beside its code, in which ways, with decimals or not."""

    signs: tuple[str, ...] = ()
    ways: tuple[re.Pattern[str], ...] = ()
    uses_decimals: bool = True


_CONVENTIONS: Final = MappingProxyType(
    {
        "BRL": _Convention(("R$",), (_POINT_COMMA,)),
        "EUR": _Convention(("€",), (_POINT_COMMA, _COMMA_POINT, _SPACE_COMMA)),
        "GBP": _Convention(("£",), (_COMMA_POINT,)),
        "IDR": _Convention(("Rp",), (_POINT_COMMA, _COMMA_POINT), uses_decimals=False),
        "JPY": _Convention(("¥", "￥", "円"), (_COMMA_POINT,), uses_decimals=False),
        "MXN": _Convention(("MX$", "$"), (_COMMA_POINT,)),
        "MYR": _Convention(("RM",), (_COMMA_POINT,)),
        "PHP": _Convention(("₱",), (_COMMA_POINT,)),
        "SGD": _Convention(("S$", "$"), (_COMMA_POINT,)),
        "THB": _Convention(("฿",), (_COMMA_POINT,)),
        "USD": _Convention(("US$", "$"), (_COMMA_POINT,)),
        "VND": _Convention(("₫", "đ"), (_POINT_COMMA, _COMMA_POINT), uses_decimals=False),
    }
)


def read_amount(text: str, currency: str) -> Decimal | None:
    """
    Return the amount that `text` shows in `currency`, such as "£1,234.50", "1.234,50 €" or "Rp435.212".

    None, and never a guess, for the sign of another currency, for a number written in no way the currency
    knows, and for one that two of its ways read differently. A currency we do not know is read in plain
    decimals only.
    """
    convention = _CONVENTIONS.get(currency, _Convention())
    shown = _shown(text, (*convention.signs, currency))
    if shown is None or not currency:
        return None
    readings = {
        amount
        for way in (_PLAIN, *convention.ways)
        if (number := way.fullmatch(shown["number"]))
        and (amount := _amount(number, uses_decimals=convention.uses_decimals)) is not None
    }
    if len(readings) != 1:
        return None
    return -readings.pop() if shown["minus"] or shown["inner_minus"] else readings.pop()


def _shown(text: str, signs: Iterable[str]) -> re.Match[str] | None:
    """Tell the minus, the currency's signs and the number apart."""
    sign = rf"(?:{'|'.join(map(re.escape, signs))})?"
    space = rf"[{_SPACES}]*"
    front = rf"{space}(?P<minus>[{_MINUS}])?{space}{sign}{space}(?(minus)|(?P<inner_minus>[{_MINUS}])?)"
    return re.fullmatch(rf"{front}{space}(?P<number>[0-9](?:.*[0-9])?){space}{sign}{space}", text)


def _amount(number: re.Match[str], *, uses_decimals: bool) -> Decimal | None:
    whole = "".join(filter(str.isdigit, number["whole"]))
    fraction = number["fraction"] or ""
    if not uses_decimals and fraction.strip("0"):
        return None
    return Decimal(f"{whole}.{fraction}" if fraction else whole)
