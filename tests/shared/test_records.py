"""A row through its layout: each cell in its one reading, or refused with its column."""

from datetime import UTC, datetime

import pytest

from rapport.shared.layouts import layout_of, recognise
from rapport.shared.records import Bounds, Record, RowBroken, RowIncomplete, sifted, whole_record
from rapport.shared.refusals import Reason, Refusal
from rapport.shared.tables import Row

LAYOUT = layout_of(
    "all",
    """
[words.status]
done = ["Completed", "已完成"]
[fields]
handle = { headers = ["Handle"], reads = "handle", need = "filled" }
id = { headers = ["ID"], reads = "id" }
count = { headers = ["Count"], reads = "count" }
money = { headers = ["Money"], reads = "money" }
amount = { headers = ["Amount"], reads = "amount" }
rate = { headers = ["Rate"], reads = "rate" }
share = { headers = ["Share"], reads = "fraction" }
seconds = { headers = ["Length"], reads = "seconds" }
at = { headers = ["At"], reads = "moment" }
flag = { headers = ["Flag"], reads = "yes_no" }
status = { headers = ["Status"], reads = "word" }
""",
)
COLUMNS = [field.headers[0] for field in LAYOUT.fields.values()]


def record(**cells: str) -> Record:
    told = {"handle": "anna", **cells}
    row = Row(2, tuple(told.get(name, "") for name in LAYOUT.fields))
    return whole_record(recognise(COLUMNS, [LAYOUT]), row, "Europe/London")


@pytest.mark.parametrize(
    "text", ["anna", "@Anna", " ANNA ", "https://www.tiktok.com/@anna?lang=en", "tiktok.com/@anna", '="anna"', "'anna"]
)
def test_a_handle_in_its_many_spellings(text: str) -> None:
    assert record(handle=text.strip()).handle("handle") == "anna"


def test_each_form_of_cell_is_read_as_its_layout_says() -> None:
    told = record(
        id='="576000000000000001"',
        count="221.7K",
        money="81.24万₫-98.42万₫",
        rate="15.5%",
        share="0.155",
        seconds="00:02:22",
        at="13/01/2025 19:32:08",
        flag="是",
        status="已完成",
    )
    assert told.identifier("id") == "576000000000000001"
    assert told.count("count") == 221_700
    assert told.money("money", "VND") == Bounds(812_400, 984_200)
    assert (told.rate("rate"), told.rate("share"), told.seconds("seconds")) == (1550, 1550, 142)
    assert told.moment("at") == datetime(2025, 1, 13, 19, 32, 8, tzinfo=UTC)
    assert (told.flag("flag"), told.word("status")) == (True, "done")


@pytest.mark.parametrize("text", ["", "-", "--", "N/A", "########"])
def test_unknown_is_never_zero(text: str) -> None:
    told = record(count=text, money=text, rate=text)
    assert (told.count("count"), told.money("money", "GBP"), told.rate("rate")) == (None, None, None)


def test_an_open_range_has_no_upper_bound_and_counts_as_its_lower() -> None:
    told = record(count="1000+").counts("count")
    assert told == Bounds(1000, None)
    assert told is not None
    assert told.middle == 1000


def test_public_amounts_are_rounded_and_exact_ones_are_not() -> None:
    assert record(money="4951.96").money("money", "VND") == Bounds(4952, 4952)
    assert record(amount="£14.90").amount("amount", "GBP") == 1490


CELL = "imports.cell_unreadable"


@pytest.mark.parametrize(
    ("name", "text", "code", "data"),
    [
        ("handle", "", "imports.cell_empty", {"column": "Handle"}),
        ("handle", "two words", CELL, {"column": "Handle", "text": "two words", "reads": "handle"}),
        ("id", "5.86E+17", "imports.id_rounded", {"column": "ID", "text": "5.86E+17"}),
        ("id", "a b", CELL, {"column": "ID", "text": "a b", "reads": "id"}),
        ("count", "many", CELL, {"column": "Count", "text": "many", "reads": "count"}),
        ("count", "-3", CELL, {"column": "Count", "text": "-3", "reads": "count"}),
        ("count", "9999999999", CELL, {"column": "Count", "text": "9999999999", "reads": "count"}),
        ("money", "RM5", "imports.other_currency", {"column": "Money", "text": "RM5", "currency": "GBP"}),
        ("money", "-5", CELL, {"column": "Money", "text": "-5", "reads": "money"}),
        ("amount", "14.905", CELL, {"column": "Amount", "text": "14.905", "reads": "amount"}),
        ("amount", "1E+3", CELL, {"column": "Amount", "text": "1E+3", "reads": "amount"}),
        ("rate", "15.5", CELL, {"column": "Rate", "text": "15.5", "reads": "rate"}),
        ("rate", "101%", CELL, {"column": "Rate", "text": "101%", "reads": "rate"}),
        ("seconds", "2 min", CELL, {"column": "Length", "text": "2 min", "reads": "seconds"}),
        ("at", "31/02/2026", CELL, {"column": "At", "text": "31/02/2026", "reads": "moment"}),
        ("flag", "maybe", CELL, {"column": "Flag", "text": "maybe", "reads": "yes_no"}),
        ("status", "Lost", CELL, {"column": "Status", "text": "Lost", "reads": "word"}),
    ],
)
def test_a_cell_is_refused_with_its_column(name: str, text: str, code: str, data: dict[str, str]) -> None:
    told = record(**{name: text})
    readers = {
        "handle": told.handle,
        "id": told.identifier,
        "count": told.count,
        "money": lambda column: told.money(column, "GBP"),
        "amount": lambda column: told.amount(column, "GBP"),
        "rate": told.rate,
        "seconds": told.seconds,
        "at": told.moment,
        "flag": told.flag,
        "status": told.word,
    }
    with pytest.raises(Refusal) as refused:
        readers[name](name)
    assert (refused.value.code, refused.value.data) == (code, data)


def test_an_amount_without_any_currency_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        record(money="5").money("money", "")
    assert (refused.value.code, refused.value.data) == ("imports.currency_unknown", {"column": "Money"})


def test_a_damaged_row_and_a_short_one_are_refused_whole() -> None:
    match = recognise(COLUMNS, [LAYOUT])
    with pytest.raises(RowBroken) as broken:
        whole_record(match, Row(3, (), "bytes"), "UTC")
    with pytest.raises(RowIncomplete) as short:
        whole_record(match, Row(4, ("anna",)), "UTC")
    assert (broken.value.data, short.value.data) == ({"why": "bytes"}, {"cells": 1, "columns": len(COLUMNS)})


def test_a_refused_row_loses_only_itself() -> None:
    refused: list[tuple[int, Reason]] = []

    def even(row: Row) -> int:
        if row.line % 2:
            raise RowBroken(why="quote")
        return row.line

    kept = list(sifted([Row(2, ()), Row(3, ()), Row(4, ())], even, lambda line, why: refused.append((line, why))))
    assert [found for _, found in kept] == [2, 4]
    assert refused == [(3, Reason("imports.row_broken", {"why": "quote"}))]
