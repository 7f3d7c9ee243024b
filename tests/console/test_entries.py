"""What people type into forms, read as figures and dates; what no database could keep is refused in words."""

from datetime import date

import pytest

from rapport.console.entries import (
    ChoiceUnknown,
    DateUnreadable,
    amount,
    day,
    filter_of,
    moment,
    one_of,
    page,
    rate,
    row_id,
    text,
    whole,
)
from rapport.shared.figures import FigureUnreadable
from rapport.shared.money import AmountUnreadable


@pytest.mark.parametrize(
    ("typed", "value"), [("", None), (" 20000 ", 20_000), ("20,000", 20_000), ("20K", 20_000), ("2万", 20_000)]
)
def test_a_count_in_its_spellings(typed: str, value: int | None) -> None:
    assert whole({"cap": typed}, "cap") == value


@pytest.mark.parametrize(("typed", "value"), [("", None), ("15", 1500), ("15%", 1500), ("15.5 %", 1550)])
def test_a_rate_with_or_without_its_sign(typed: str, value: int | None) -> None:
    assert rate({"rate": typed}, "rate") == value


@pytest.mark.parametrize(("typed", "value"), [("", None), ("1,500.50", 150_050), ("500", 50_000)])
def test_an_amount_is_typed_in_whole_units(typed: str, value: int | None) -> None:
    assert amount({"gmv": typed}, "gmv", "GBP") == value


@pytest.mark.parametrize("typed", ["many", "-1", "1.5", "2000000001", "3000000000000"])
def test_no_count_is_made_of_other_texts(typed: str) -> None:
    with pytest.raises(FigureUnreadable):
        whole({"cap": typed}, "cap")


def test_an_amount_is_no_finer_than_its_currency_and_no_larger_than_any() -> None:
    with pytest.raises(AmountUnreadable):
        amount({"gmv": "1.005"}, "gmv", "GBP")
    with pytest.raises(FigureUnreadable):
        amount({"gmv": "10000000000001"}, "gmv", "GBP")


def test_a_date_is_one_that_can_be_meant() -> None:
    assert day({"ends": "2026-05-31"}, "ends") == date(2026, 5, 31)
    assert day({}, "ends") is None
    for typed in ("31 May", "2026-02-30", "9999-12-31", "0001-01-01"):
        with pytest.raises(DateUnreadable):
            day({"ends": typed}, "ends")


def test_a_moment_comes_back_as_our_forms_sent_it() -> None:
    assert moment({"seen": "2026-03-02T09:00:00+00:00"}, "seen").hour == 9
    with pytest.raises(DateUnreadable):
        moment({"seen": "just now"}, "seen")


def test_a_choice_is_one_of_those_offered() -> None:
    assert one_of({"goal": "sales"}, "goal", ["brand", "sales"]) == "sales"
    with pytest.raises(ChoiceUnknown):
        one_of({"goal": "fame"}, "goal", ["brand", "sales"])


@pytest.mark.parametrize(
    ("typed", "value"), [("17", 17), ("", None), ("abc", None), ("-1", None), ("²", None), ("9" * 19, None)]
)
def test_an_id_is_what_a_row_could_have(typed: str, value: int | None) -> None:
    assert row_id(typed) == value


@pytest.mark.parametrize(("typed", "value"), [("3", 3), ("", 1), ("0", 1), ("-2", 1), ("x", 1), ("9" * 12, 1)])
def test_a_page_is_the_first_where_none_could_be_meant(typed: str, value: int) -> None:
    assert page({"page": typed}) == value


def test_a_text_loses_what_no_database_keeps() -> None:
    assert text({"why": " spam\0 "}, "why") == "spam"


def test_an_address_filters_by_what_is_offered_and_by_nothing_else() -> None:
    assert filter_of({"state": "open"}, "state", ["open", "ended"]) == "open"
    assert filter_of({"state": "lost"}, "state", ["open", "ended"]) == ""
    assert filter_of({}, "state", ["open"]) == ""
