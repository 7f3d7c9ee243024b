"""How figures and times are written."""

from zoneinfo import ZoneInfo

import pytest

from sandbox.pages.shown import day, initial, percent, short, when
from sandbox.pages.texts import texts_for

CHINESE, ENGLISH = texts_for("zh", None), texts_for("en", None)
LONDON = ZoneInfo("Europe/London")
NOON = 1_793_620_800  # 2026-11-02 12:00 UTC


@pytest.mark.parametrize(("rate", "text"), [(1_500, "15%"), (1_250, "12.5%"), (1_205, "12.05%"), (100, "1%")])
def test_rates(rate: int, text: str) -> None:
    assert percent(rate) == text


@pytest.mark.parametrize(
    ("count", "english", "chinese"),
    [(950, "950", "950"), (12_345, "12.3K", "1.2万"), (4_000_000, "4M", "400万"), (340_000_000, "340M", "3.4亿")],
)
def test_counts(count: int, english: str, chinese: str) -> None:
    assert (short(count, ENGLISH), short(count, CHINESE)) == (english, chinese)


def test_times_name_the_day_unless_it_is_today() -> None:
    assert when(NOON, LONDON, NOON + 3_600, ENGLISH) == "12:00"
    assert when(NOON, LONDON, NOON + 86_400, ENGLISH) == "2 Nov 12:00"
    assert when(NOON, ZoneInfo("Asia/Bangkok"), NOON + 86_400, CHINESE) == "11月2日 19:00"
    assert day(NOON, LONDON, CHINESE) == "11月2日"


def test_the_letter_that_stands_for_a_picture() -> None:
    assert [initial(name) for name in ("elsie", "…3-in-1", "ลิลลี่", "")] == ["E", "3", "ล", "·"]
