"""How pages write money, rates, counts and times in the reader's language."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation
from tests.cast import NOW

from rapport.console import pages
from rapport.console.charts import share, trend
from rapport.console.screens import screen_of, typed_of
from rapport.creators.rules.screens import Screen
from rapport.shared.conditions import Within
from rapport.shared.money import Money

MIDNIGHT = datetime(2026, 5, 31, 23, 0, tzinfo=UTC)
"""In London June begins."""


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (None, "–", "–"),
        (0, "0", "0"),
        (999, "999", "999"),
        (1_000, "1K", "1000"),
        (12_340, "12.3K", "1.2万"),
        (123_456, "123K", "12.3万"),
        (1_500_000, "1.5M", "150万"),
        (230_000_000, "230M", "2.3亿"),
    ],
)
def test_large_counts_are_written_as_readers_write_them(value: int | None, english: str, chinese: str) -> None:
    with translation.override("en"):
        assert pages.short(value) == english
    with translation.override("zh-hans"):
        assert pages.short(value) == chinese


def test_money_stands_with_its_symbol_and_large_sums_are_cut() -> None:
    with translation.override("en"):
        assert pages.money(Money(123_450, "GBP")) == "£1,234.50"
        assert pages.minor(-1490, "GBP") == "-£14.90"
        assert pages.short_minor(50_000, "GBP") == "£500"
        assert pages.short_minor(13_600_000, "GBP") == "£136K"
        assert pages.short_minor(13_600_000, "VND") == "₫13.6M"


def test_what_nobody_told_is_a_dash() -> None:
    unknown = [pages.money(None), pages.minor(None, "GBP"), pages.minor(5, None), pages.short_minor(None, "GBP")]
    unknown += [pages.rate(None), pages.count(None), pages.hundredths(None), pages.moment(None), pages.date(None)]
    assert set(unknown) == {"–"}


def test_rates_counts_and_hundredths() -> None:
    assert (pages.rate(1550), pages.count(1_234_567), pages.hundredths(150)) == ("15.5%", "1,234,567", "1.5")


def test_a_moment_is_told_in_the_shop_s_zone_and_the_reader_s_language() -> None:
    with translation.override("en"):
        assert pages.moment(NOW, "America/Los_Angeles", "long") == "2 Mar 2026, 01:00"
        assert pages.date(date(2026, 3, 2)) == "2 Mar 2026"
    with translation.override("zh-hans"):
        assert pages.moment(NOW, "Asia/Bangkok") == "3月2日 16:00"


def test_a_time_that_ends_at_midnight_ends_on_the_day_before() -> None:
    with translation.override("en"):
        assert pages.last_day(MIDNIGHT, "Europe/London") == "Sun 31 May"
        assert pages.last_day(MIDNIGHT, "Europe/London", "date") == "31 May 2026"
        assert pages.day(MIDNIGHT, "Europe/London") == "Mon 1 Jun"


@pytest.mark.parametrize(
    ("length", "says"),
    [
        (timedelta(seconds=-5), "0 minutes"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=59), "59 minutes"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(hours=48), "2 days"),
    ],
)
def test_a_length_of_time_is_told_in_one_unit(length: timedelta, says: str) -> None:
    with translation.override("en"):
        assert pages.span(length) == says


@pytest.mark.parametrize(
    ("condition", "says"),
    [
        (Within("followers", 20_000, 50_000), "20,000 – 50,000"),
        (Within("interaction_rate", 1500), "≥ 15%"),
        (Within("gmv_30d", None, 50_000), "≤ £500.00"),
    ],
)
def test_a_bound_is_told_in_its_unit(condition: Within, says: str) -> None:
    assert pages.bounds(condition, "GBP") == says


def test_a_region_nobody_knows_shows_its_code() -> None:
    assert pages.region("XX") == "XX"
    assert pages.region("") == "–"


def test_a_screen_survives_the_form() -> None:
    ranges = (Within("followers", 20_000, 500_000), Within("gmv_30d", 50_050, None, "GBP"))
    typed = typed_of(ranges, "GBP")
    assert typed == {"followers_from": "20000", "followers_to": "500000", "gmv_30d_from": "500.50"}
    assert screen_of({**typed, "category": "601450"}, "GB", "GBP") == Screen.of("GB", ("601450",), ranges)


def test_a_line_runs_through_what_is_known_from_edge_to_edge() -> None:
    assert trend([1, None, 3]) == "4,52 236,4"
    assert trend([5, 5]) == "4,28 236,28"
    assert trend([None, 5]) == ""


@pytest.mark.parametrize(("part", "whole", "says"), [(1, 3, 33), (5, None, 0), (5, 0, 0), (9, 3, 100), (-1, 3, 0)])
def test_a_share_stays_within_its_whole(part: int, whole: int | None, says: int) -> None:
    assert share(part, whole) == says


def test_what_the_worker_did_was_done_by_itself() -> None:
    with translation.override("zh-hans"):
        assert pages.who("worker") == "系统自动"
    assert pages.who("mei") == "mei"
