"""Displayed amounts: read exactly, or not at all."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.platform_client.records.displayed_amounts import read_amount

READABLE = [
    ("£1,234.50", "GBP", "1234.50"),
    ("£0.99", "GBP", "0.99"),
    ("GBP 1,234,567.00", "GBP", "1234567.00"),
    ("1,234", "GBP", "1234"),
    ("1.234,50 €", "EUR", "1234.50"),
    ("1.234,50\u00a0€", "EUR", "1234.50"),
    ("€1,234.50", "EUR", "1234.50"),
    ("1\u202f234,50 €", "EUR", "1234.50"),
    ("1.234 €", "EUR", "1234"),
    ("12,5 €", "EUR", "12.5"),
    ("Rp435.212", "IDR", "435212"),
    ("Rp 435.212,00", "IDR", "435212.00"),
    ("฿1,200.00", "THB", "1200.00"),
    ("12,345₫", "VND", "12345"),
    ("12.345 ₫", "VND", "12345"),
    ("₫1.234.567", "VND", "1234567"),
    ("RM12.90", "MYR", "12.90"),
    ("₱1,050.75", "PHP", "1050.75"),
    ("US$1,234.56", "USD", "1234.56"),
    ("$5", "USD", "5"),
    ("S$5.00", "SGD", "5.00"),
    ("R$ 1.234,50", "BRL", "1234.50"),
    ("¥1,980", "JPY", "1980"),
    ("-£3.20", "GBP", "-3.20"),
    ("£-3.20", "GBP", "-3.20"),
    ("\u22123,20 €", "EUR", "-3.20"),
    ("1234.5", "USD", "1234.5"),
    ("435212", "IDR", "435212"),
    ("12.30", "KWD", "12.30"),
]

UNREADABLE = [
    ("", "GBP"),
    ("£", "GBP"),
    ("-", "GBP"),
    ("free", "GBP"),
    ("$5.00", "GBP"),
    ("£5.00 - £7.00", "GBP"),
    ("--5.00", "GBP"),
    ("-£-5.00", "GBP"),
    ("1.234", "GBP"),
    ("1.234,50", "GBP"),
    ("1,23", "GBP"),
    ("12,34.50", "GBP"),
    ("1,2345.00", "GBP"),
    ("0,123.00", "GBP"),
    ("1e5", "GBP"),
    ("١٢", "GBP"),
    ("5.00\n", "GBP"),
    ("1.234,567", "EUR"),
    ("0.123", "EUR"),
    ("Rp435.21", "IDR"),
    ("12.345", "KWD"),
    ("12,345", "KWD"),
    ("12", ""),
]


@pytest.mark.parametrize(("text", "currency", "amount"), READABLE)
def test_amounts_are_read_as_their_market_writes_them(text: str, currency: str, amount: str) -> None:
    assert read_amount(text, currency) == Decimal(amount)


@pytest.mark.parametrize(("text", "currency"), UNREADABLE)
def test_what_has_no_single_reading_is_not_guessed(text: str, currency: str) -> None:
    assert read_amount(text, currency) is None


CENTS = st.integers(min_value=0, max_value=10**14)


@given(CENTS)
def test_every_amount_of_pounds_is_read_back(cents: int) -> None:
    amount = Decimal(cents) / 100
    assert read_amount(f"£{amount:,.2f}", "GBP") == amount
    assert read_amount(f"{amount:.2f}", "GBP") == amount


@given(CENTS)
def test_every_amount_of_euros_is_read_back_however_it_is_cut(cents: int) -> None:
    amount = Decimal(cents) / 100
    english = f"{amount:,.2f}"
    german = english.translate(str.maketrans(",.", ".,"))
    french = english.replace(",", "\u202f").replace(".", ",")
    assert {read_amount(f"{text} €", "EUR") for text in (english, german, french)} == {amount}


@given(CENTS)
def test_every_amount_of_dong_and_rupiah_is_read_back(amount: int) -> None:
    assert read_amount(f"{amount:,}₫", "VND") == amount
    assert read_amount(f"Rp{amount:,}".replace(",", "."), "IDR") == amount


@given(st.text(alphabet="0123456789., -£€₫Rp\u00a0x"), st.sampled_from(["GBP", "EUR", "VND", "IDR", "XXX"]))
def test_any_text_is_read_or_refused_and_keeps_its_digits(text: str, currency: str) -> None:
    amount = read_amount(text, currency)
    if amount is not None:
        shown = "".join(filter(str.isdigit, text)).lstrip("0")
        assert "".join(map(str, amount.as_tuple().digits)).lstrip("0") == shown
