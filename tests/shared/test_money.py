"""Money: exact integers, halves away from zero, currencies never mixed."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.shared.money import (
    MINOR_DIGITS,
    AmountUnreadable,
    CurrenciesDiffer,
    Money,
    UnknownCurrency,
    half_up,
    minor_digits,
    percent,
    shown,
)

WHOLE = Decimal(1)
AMOUNTS = st.integers(-(2**63), 2**63 - 1)
CURRENCIES = st.sampled_from(sorted(MINOR_DIGITS))
PENCE = Money(1490, "GBP")
DONG = Money(1490, "VND")


@given(AMOUNTS, st.integers(1, 10**12))
def test_half_up_is_the_decimal_module_s_half_up(numerator: int, denominator: int) -> None:
    exact = Decimal(numerator) / Decimal(denominator)
    expected = exact.quantize(WHOLE, ROUND_HALF_UP)
    assert half_up(numerator, denominator) == expected


@pytest.mark.parametrize(("numerator", "rounded"), [(1, 1), (-1, -1), (3, 2), (-3, -2), (0, 0)])
def test_a_half_goes_away_from_zero(numerator: int, rounded: int) -> None:
    assert half_up(numerator, 2) == rounded


@pytest.mark.parametrize("denominator", [0, -4])
def test_a_denominator_that_is_not_positive_is_a_mistake_of_the_program(denominator: int) -> None:
    with pytest.raises(ValueError, match="must be positive"):
        half_up(1, denominator)


@given(AMOUNTS, st.integers(0, 10_000), CURRENCIES)
def test_a_share_is_the_exact_share_rounded_once(minor: int, rate: int, currency: str) -> None:
    exact = Decimal(minor * rate).scaleb(-4) if abs(minor * rate) < 10**28 else Decimal(minor) * rate / 10_000
    assert Money(minor, currency).at_rate(rate) == Money(int(exact.quantize(WHOLE, ROUND_HALF_UP)), currency)


def test_a_share_that_a_float_would_misround() -> None:
    assert round(150 * 0.35) == 52
    assert Money(150, "GBP").at_rate(3500) == Money(53, "GBP")
    assert Money(-150, "GBP").at_rate(3500) == Money(-53, "GBP")


@given(AMOUNTS, CURRENCIES)
def test_what_is_printed_is_read_back(minor: int, currency: str) -> None:
    amount = Money(minor, currency)
    assert Money.parse(str(amount), currency) == amount


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (1490, "GBP", "14.90"),
        (-5, "USD", "-0.05"),
        (-1234, "EUR", "-12.34"),
        (0, "GBP", "0.00"),
        (81240, "VND", "81240"),
    ],
)
def test_an_amount_is_printed_with_its_currency_s_places(minor: int, currency: str, text: str) -> None:
    assert str(Money(minor, currency)) == text


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("14.9", "GBP", 1490),
        (" 12 ", "USD", 1200),
        ("+3.00", "EUR", 300),
        ("-.5", "GBP", -50),
        ("5000.000", "VND", 5000),
    ],
)
def test_a_plain_decimal_text_is_read(text: str, currency: str, minor: int) -> None:
    assert Money.parse(text, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("14.905", "GBP"),
        ("0.5", "VND"),
        ("", "GBP"),
        ("twelve", "GBP"),
        ("1,200.00", "GBP"),
        ("NaN", "GBP"),
        ("Infinity", "GBP"),
        ("1e99999999", "GBP"),
        ("1.00000000000000000000000000001", "GBP"),
        (".", "GBP"),
    ],
)
def test_a_text_that_is_no_amount_of_the_currency_is_refused(text: str, currency: str) -> None:
    with pytest.raises(AmountUnreadable) as refused:
        Money.parse(text, currency)
    assert refused.value.data == {"text": text, "currency": currency}


def test_an_unknown_currency_is_never_guessed() -> None:
    with pytest.raises(UnknownCurrency) as refused:
        minor_digits("XAU")
    assert refused.value.data == {"currency": "XAU"}


@given(st.lists(AMOUNTS), CURRENCIES)
def test_a_total_is_the_sum(minors: list[int], currency: str) -> None:
    amounts = [Money(minor, currency) for minor in minors]
    assert Money.total(amounts, currency) == Money(sum(minors), currency)


@pytest.mark.parametrize(
    "mix",
    [
        lambda: PENCE + DONG,
        lambda: PENCE - DONG,
        lambda: PENCE < DONG,
        lambda: PENCE <= DONG,
        lambda: PENCE > DONG,
        lambda: PENCE >= DONG,
        lambda: max([PENCE, DONG]),
        lambda: Money.total([PENCE, DONG], "GBP"),
    ],
)
def test_currencies_are_never_mixed(mix: Callable[[], object]) -> None:
    with pytest.raises(CurrenciesDiffer) as refused:
        mix()
    assert set(refused.value.data.values()) == {"GBP", "VND"}


def test_amounts_of_one_currency_are_added_compared_and_multiplied() -> None:
    serum, candle = Money(1490, "GBP"), Money(1590, "GBP")
    assert candle - serum == Money(100, "GBP")
    assert -serum == Money(-1490, "GBP")
    assert serum.times(3) == Money(4470, "GBP")
    assert serum < candle
    assert candle >= serum
    assert (bool(serum), bool(Money.zero("GBP"))) == (True, False)


def test_equal_numbers_of_different_currencies_are_different_amounts() -> None:
    assert Money(5, "GBP") != Money(5, "USD")


@pytest.mark.parametrize(
    ("minor", "currency", "text"),
    [
        (123_450, "GBP", "£1,234.50"),
        (-300, "GBP", "-£3.00"),
        (1200, "JPY", "JPY 1,200"),
        (81_240, "VND", "₫81,240"),
        (0, "USD", "$0.00"),
        (-5, "SGD", "-SGD 0.05"),
    ],
)
def test_an_amount_as_people_read_it(minor: int, currency: str, text: str) -> None:
    assert shown(Money(minor, currency)) == text


@pytest.mark.parametrize(
    ("rate", "text"),
    [(1500, "15%"), (1550, "15.5%"), (3587, "35.87%"), (5, "0.05%"), (0, "0%"), (10_000, "100%"), (-250, "-2.5%")],
)
def test_a_rate_as_people_read_it(rate: int, text: str) -> None:
    assert percent(rate) == text
