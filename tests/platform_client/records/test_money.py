"""Money inside records."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from rapport.platform_client import MoneyAmount, MoneyRange, UnreadableAmount
from rapport.platform_client.records.base import Record
from rapport.platform_client.records.money import MaybeDisplayedMoney, MaybeMoney


class Bill(Record):
    plain: MaybeMoney = None
    displayed: MaybeDisplayedMoney = None
    span: MoneyRange | None = None


def test_plain_money_is_exact() -> None:
    bill = Bill.read({"plain": {"amount": "0.10", "currency": "GBP"}})
    assert bill.plain == MoneyAmount(amount=Decimal("0.10"), currency="GBP")


@pytest.mark.parametrize("nothing", [{}, {"currency": "GBP"}, {"amount": "", "currency": "GBP"}, None])
def test_money_without_an_amount_is_none(nothing: object) -> None:
    assert Bill.read({"plain": nothing, "displayed": nothing}) == Bill()


@pytest.mark.parametrize("amount", ["1,234.00", "£5", "NaN"])
def test_plain_money_is_not_read_from_display(amount: str) -> None:
    with pytest.raises(ValidationError):
        Bill.read({"plain": {"amount": amount, "currency": "GBP"}})


def test_displayed_money_is_read_or_kept_as_text() -> None:
    read = Bill.read({"displayed": {"amount": "£1,234.50", "currency": "GBP"}})
    kept = Bill.read({"displayed": {"amount": "1.234", "currency": "GBP"}})
    assert read.displayed == MoneyAmount(amount=Decimal("1234.50"), currency="GBP")
    assert kept.displayed == UnreadableAmount(text="1.234", currency="GBP")


def test_a_number_in_place_of_a_text_is_exact() -> None:
    bill = Bill.read({"displayed": {"amount": Decimal("1.234"), "currency": "EUR"}})
    assert bill.displayed == MoneyAmount(amount=Decimal("1.234"), currency="EUR")


def test_a_range_of_money_has_a_currency() -> None:
    told = {
        "currency": "USD",
        "minimum_amount": "100",
        "maximum_amount": "1000",
        "formatted_range": "$100-$1K",
    }
    assert Bill.read({"span": told}).span == MoneyRange(low=Decimal(100), high=Decimal(1000), currency="USD")


def test_money_can_be_made_by_our_names() -> None:
    money = MoneyAmount(amount=Decimal(5), currency="GBP")
    assert Bill(plain=money, displayed=money).displayed == money
