"""What figures mean: every one that a screen or page shows is defined."""

from pathlib import Path

import pytest

from rapport.creators.rules.definitions import DEFINITIONS
from rapport.creators.rules.screens.fields import NUMBERS, Unit

FINER = ("score", "reply_minutes")
"""Counts to a screen; a page says what is counted."""
WINDOWS = {"_30d": 30, "_28d": 28}


def test_every_figure_of_a_screen_is_defined_with_the_same_unit() -> None:
    asked = [one for one in NUMBERS if one.unit in (Unit.COUNT, Unit.RATE, Unit.MONEY) and one.name not in FINER]
    assert {one.name: DEFINITIONS[one.name].unit for one in asked} == {one.name: one.unit for one in asked}


@pytest.mark.parametrize("name", [name for name in DEFINITIONS if name.endswith(tuple(WINDOWS))])
def test_a_window_in_a_name_is_the_window(name: str) -> None:
    assert DEFINITIONS[name].window_days == WINDOWS[name[-4:]]


def test_only_sales_may_be_ranges() -> None:
    assert {name for name, one in DEFINITIONS.items() if one.is_range} == {"gmv_30d", "units_30d"}


@pytest.mark.parametrize(("guide", "days"), [("figures.md", "{} days"), ("figures.zh.md", "{} 天")])
def test_the_guide_tells_every_figure_with_its_window(guide: str, days: str) -> None:
    text = (Path(__file__).resolve().parents[3] / "docs" / "guide" / guide).read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in text.splitlines() if "(`" in line]
    told = {row[0].split("`")[1]: row[1] for row in rows}
    windows = {name: one.window_days for name, one in DEFINITIONS.items()}
    assert told == {name: days.format(window) if window else "–" for name, window in windows.items()}
