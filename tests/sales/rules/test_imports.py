"""Order lines out of an affiliate export, and which of several rows about one line stands."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from itertools import permutations

import pytest
from tests.sheets import orders

from rapport.sales.queries import order_layouts
from rapport.sales.rules.imports import furthest, read_line
from rapport.sales.rules.lines import LineStatus, SeenLine
from rapport.shared.layouts import find_header
from rapport.shared.records import whole_record
from rapport.shared.refusals import Refusal
from rapport.shared.tables import read_rows


def line(**cells: str) -> SeenLine:
    """The order of the sheet; `_` in a name stands for a blank."""
    content = orders({name.replace("_", " "): cell for name, cell in cells.items()})
    match, rows = find_header(read_rows(io.BytesIO(content)), order_layouts())
    return read_line(whole_record(match, next(rows), "Europe/London"), "GBP")


def test_a_completed_order_with_some_of_it_returned() -> None:
    assert line() == SeenLine(
        order_id="576000000000000001",
        sku_id="1729000000000000002",
        product_id="1729000000000000001",
        product_title="Amber Candle",
        creator_handle="anna",
        status=LineStatus.COMPLETED,
        price=5000,
        quantity=2,
        paid=10_000,
        ordered_at=datetime(2026, 2, 1, 10, 28, 37, tzinfo=UTC),
        delivered_at=datetime(2026, 2, 3, 9, 0, tzinfo=UTC),
        commission_paid_at=datetime(2026, 2, 18, 9, 0, tzinfo=UTC),
        content_id="7500000000000000001",
        content_type="VIDEO",
        platform_rate=1550,
        platform_estimated_base=10_000,
        platform_estimated=1550,
        platform_base=7000,
        platform_commission=1085,
    )


def test_times_are_the_shops_own_in_summer_too() -> None:
    assert line(Time_Created="01/08/2026 10:28:37").ordered_at == datetime(2026, 8, 1, 9, 28, 37, tzinfo=UTC)


def test_a_payment_of_nothing_is_a_sample_and_earns_nothing() -> None:
    told = line(Payment_Amount="0.00")
    assert (told.is_sample, told.earns) == (True, False)


@pytest.mark.parametrize("status", ["Canceled", "Cancelled", "Ineligible"])
def test_what_is_cancelled_or_not_eligible_earns_nothing(status: str) -> None:
    assert not line(Order_Status=status).earns


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("Order_ID", "", "imports.cell_empty"),
        ("Order_ID", "5.76E+17", "imports.id_rounded"),
        ("Payment_Amount", "12.345", "imports.cell_unreadable"),
        ("Payment_Amount", "$12.00", "imports.other_currency"),
        ("Currency", "USD", "imports.other_currency"),
        ("Order_Status", "Teleported", "imports.cell_unreadable"),
        ("Standard_commission_rate", "15.5", "imports.cell_unreadable"),
        ("Time_Created", "2026", "imports.cell_unreadable"),
        ("Creator_Username", "-", "imports.cell_empty"),
    ],
)
def test_a_row_is_refused_with_its_column(column: str, text: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        line(**{column: text})
    assert (refused.value.code, refused.value.data["column"]) == (code, column.replace("_", " "))


def test_of_rows_about_one_line_the_one_furthest_on_stands_in_any_order() -> None:
    paid = line()
    open_one = replace(paid, status=LineStatus.PROCESSING, commission_paid_at=None, platform_base=None)
    double = replace(paid, platform_estimated_base=0, platform_base=None, platform_commission=None)
    assert [furthest(rows) for rows in permutations([paid, open_one, double])] == [[paid]] * 6


def test_money_only_ever_comes_back() -> None:
    more, less = line(), line(Actual_Commission_Base="40.00")
    assert furthest([less, more]) == furthest([more, less]) == [less]


def test_lines_of_other_goods_or_creators_stand_beside_each_other() -> None:
    lines = [line(), line(SKU_ID="7"), line(Creator_Username="bao")]
    assert furthest(lines) == lines
