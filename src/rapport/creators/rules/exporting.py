"""What of a creator goes into a file that is handed out: bands in place of figures, and lines no spreadsheet runs."""

import csv
import io
from collections.abc import Iterable, Sequence

from rapport.shared.money import WHOLE_RATE
from rapport.shared.spreadsheet_cells import plain_cell

RATE_STEP = WHOLE_RATE // 20
"""Rates are told in steps of five percent."""
BEGINNING = "\ufeff"
"""By it a spreadsheet knows that the file is UTF-8."""


def line(values: Iterable[object]) -> str:
    """One line of CSV; unknown is an empty cell, and what a spreadsheet would take for a formula is plain text."""
    text = io.StringIO()
    cells = ["" if value is None else plain_cell(value) if isinstance(value, str) else value for value in values]
    csv.writer(text).writerow(cells)
    return text.getvalue()


def band(value: int | None, bounds: Sequence[int]) -> str:
    """Between which bounds a figure lies, the lower one included: `20000 to 100000`; empty where it is unknown."""
    if value is None:
        return ""
    below = max((bound for bound in bounds if bound <= value), default=None)
    above = min((bound for bound in bounds if bound > value), default=None)
    if below is None:
        return f"under {above}"
    return f"{below} to {above}" if above is not None else f"{below} or more"


def size_band(value: int | None) -> str:
    """A figure by its power of ten: `1000 to 10000`."""
    if value is None:
        return ""
    return "0" if value <= 0 else band(value, [10 ** (len(str(value)) - 1), 10 ** len(str(value))])


def rate_band(value: int | None) -> str:
    """A rate within a step of five percent: `10% to 15%`."""
    if value is None:
        return ""
    low = value // RATE_STEP * 5
    return f"{low}% to {low + 5}%"
