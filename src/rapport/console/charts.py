"""Small drawings as numbers for SVG attributes; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 240, 56
MARGIN = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar in a box of WIDTH × HEIGHT: which slot it stands for, and its rectangle."""

    slot: int
    x: int
    y: int
    width: int
    height: int


def bars(values: Mapping[int, int], slots: int) -> list[Bar]:
    """A bar for each slot that has a value, side by side from slot 0; the largest fills the height, zero is a line."""
    step, most = WIDTH // slots, max(values.values(), default=0)
    return [
        Bar(slot, slot * step + 1, HEIGHT - tall, step - 2, tall)
        for slot, value in sorted(values.items())
        for tall in (max(1, value * HEIGHT // most) if most else 1,)
    ]


def trend(values: Sequence[int | None]) -> str:
    """The points of a line through the known values, oldest first, in a box of WIDTH × HEIGHT; empty below two."""
    known = [(index, value) for index, value in enumerate(values) if value is not None]
    if len(known) < 2:  # noqa: PLR2004 - a line has two ends
        return ""
    low, high = min(value for _, value in known), max(value for _, value in known)
    first, last = known[0][0], known[-1][0]
    return " ".join(f"{_across(index, first, last)},{_down(value, low, high)}" for index, value in known)


def share(part: int, whole: int | None) -> int:
    """A part in whole percent of the whole, 0 to 100; 0 where there is no whole."""
    if not whole:
        return 0
    return max(0, min(100, part * 100 // whole))


def _across(index: int, first: int, last: int) -> int:
    return MARGIN + (index - first) * (WIDTH - 2 * MARGIN) // (last - first)


def _down(value: int, low: int, high: int) -> int:
    room = HEIGHT - 2 * MARGIN
    return MARGIN + room // 2 if high == low else MARGIN + room - (value - low) * room // (high - low)
