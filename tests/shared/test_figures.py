"""Figures as people and exports write them, each in one reading; everything else is refused."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from rapport.shared.figures import FigureUnreadable, Span, is_empty, moment, number, rate, seconds, span, whole


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("221.7K", "221700"),
        ("1.5m", "1500000"),
        ("2B", "2000000000"),
        ("3.60万", "36000"),
        ("1.2亿", "120000000"),
        ("1,234,567", "1234567"),
        ("£14.90", "14.90"),
        ("81.24万₫", "812400"),
        ("USD 12.5", "12.5"),
        ("-3", "-3"),
        ("1.2E+5", "120000"),
        (" 7 ", "7"),
    ],
)
def test_a_number_in_its_many_spellings(text: str, value: str) -> None:
    assert number(text) == Decimal(value)


@pytest.mark.parametrize(("text", "value"), [("221.7K", 221_700), ("3.60万", 36_000), ("20,000", 20_000)])
def test_a_count_is_whole_once_it_is_scaled(text: str, value: int) -> None:
    assert whole(text) == value


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("81.24万₫-81.24万₫", "812400", "812400"),
        ("81.24万₫-98.42万₫", "812400", "984200"),
        ("$1.50 - $12.00", "1.50", "12.00"),
        ("15.90", "15.90", "15.90"),
        ("$9–$3", "3", "9"),
    ],
)
def test_a_span_has_two_bounds_and_a_plain_figure_is_both(text: str, low: str, high: str) -> None:
    found = span(text)
    assert (found.low, found.high) == (Decimal(low), Decimal(high))


def test_a_span_says_what_the_sign_beside_it_may_stand_for() -> None:
    assert span("81.24万₫-98.42万₫") == Span(Decimal(812_400), Decimal(984_200), ("VND",))
    assert span("£3") == Span(Decimal(3), Decimal(3), ("GBP",))
    assert "USD" in span("$3-$9").currencies
    assert span("3-9").currencies == ()


def test_an_open_span_has_no_upper_bound() -> None:
    assert span("1000+") == Span(Decimal(1000), None)


@pytest.mark.parametrize(
    ("text", "value"), [("15.5%", 1550), ("15 %", 1500), ("0.005%", 1), ("100%", 10_000), ("35.874%", 3587)]
)
def test_a_rate_is_hundredths_of_a_percent(text: str, value: int) -> None:
    assert rate(text) == value


@pytest.mark.parametrize(("text", "value"), [("00:02:22", 142), ("02:22", 142), ("01:00:00", 3600)])
def test_a_duration_is_seconds(text: str, value: int) -> None:
    assert seconds(text) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("02/03/2026 09:30:00", datetime(2026, 3, 2, 9, 30, tzinfo=UTC)),
        ("02/07/2026 09:30", datetime(2026, 7, 2, 8, 30, tzinfo=UTC)),
        ("2026-03-02", datetime(2026, 3, 2, tzinfo=UTC)),
        ("2026-03-02 09:30(UTC+7)", datetime(2026, 3, 2, 2, 30, tzinfo=UTC)),
        ("2026-03-02 09:30 (UTC-8)", datetime(2026, 3, 2, 17, 30, tzinfo=UTC)),
        ("2026-03-02 09:30:00 (UTC+5:30)", datetime(2026, 3, 2, 4, 0, tzinfo=UTC)),
        ("2026-03-02 09:30:00 (UTC-3:30)", datetime(2026, 3, 2, 13, 0, tzinfo=UTC)),
    ],
)
def test_a_moment_is_in_the_offset_it_names_or_else_in_the_shop_s_time(text: str, expected: datetime) -> None:
    assert moment(text, "Europe/London") == expected


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (number, ""),
        (number, "twelve"),
        (number, "1.2.3"),
        (number, "12 apples"),
        (number, "K"),
        (whole, "1.5"),
        (whole, "0.0001K"),
        (span, "$1-$2-$3"),
        (rate, "15"),
        (rate, "%"),
        (seconds, "142"),
        (seconds, "1:2:3:4"),
        (seconds, "1:-2"),
        (lambda text: moment(text, "UTC"), "31/31/2026"),
        (lambda text: moment(text, "UTC"), "yesterday"),
    ],
)
def test_what_is_not_the_figure_asked_for_is_refused(read: Callable[[str], object], text: str) -> None:
    with pytest.raises(FigureUnreadable) as refused:
        read(text)
    assert refused.value.code == "figures.unreadable"


@pytest.mark.parametrize("text", ["", " - ", "N/A", "—", "null"])
def test_a_cell_may_be_empty(text: str) -> None:
    assert is_empty(text)


def test_a_nought_is_a_figure() -> None:
    assert not is_empty("0")
