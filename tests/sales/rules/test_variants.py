"""Each of the five exports of affiliate orders gives the same order line, in any clothes and order of its columns."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.exports import EXPORTS, ORDER_EXPORTS

from rapport.sales.queries import order_layouts
from rapport.sales.rules.imports import read_line
from rapport.sales.rules.lines import LineStatus, SeenLine
from rapport.shared.layouts import find_header
from rapport.shared.records import whole_record
from rapport.shared.refusals import Refusal
from rapport.shared.tables import read_rows
from rapport.shops.rules.regions import REGIONS

HOURS = {"GB": 0, "US": 8, "VN": -7, "ID": -7}
"""What is added to a shop's clock in February to have the hour in Greenwich."""
LINE = SeenLine(
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
"""An order of 100.00 of which 30.00 came back, as an export in pounds and Greenwich time tells it."""
TENFOLD = {"VN": 10, "ID": 10}
"""Currencies without minor units: the same row tells of 100,000."""


def read(content: bytes, region: str) -> tuple[str, SeenLine]:
    match, rows = find_header(read_rows(io.BytesIO(content)), order_layouts())
    place = REGIONS[region]
    return match.layout.name, read_line(whole_record(match, next(rows), place.timezone), place.currency)


def expected(name: str) -> SeenLine:
    region = EXPORTS[name].region
    later, times = timedelta(hours=HOURS[region]), TENFOLD.get(region, 1)
    paid_at = LINE.commission_paid_at
    assert paid_at is not None
    assert LINE.delivered_at is not None
    return replace(
        LINE,
        **{field: getattr(LINE, field) * times for field in ("price", "paid", "platform_estimated_base")},
        **{field: getattr(LINE, field) * times for field in ("platform_estimated", "platform_base")},
        platform_commission=1085 * times,
        content_type="LIVE" if region == "VN" else "VIDEO",
        ordered_at=LINE.ordered_at + later,
        delivered_at=LINE.delivered_at + later,
        commission_paid_at=None if name == "partner_46" else paid_at + later,
    )


@pytest.mark.parametrize("clothes", ["plain", "marked", "wide", "workbook"])
@pytest.mark.parametrize("name", ORDER_EXPORTS)
def test_every_export_of_orders_gives_the_same_line(name: str, clothes: str) -> None:
    export = EXPORTS[name]
    assert read(export.files()[clothes], export.region) == (export.layout, expected(name))


def test_an_american_file_has_no_region_of_the_creator() -> None:
    american = replace(
        EXPORTS["en_uk"], columns=tuple(one for one in EXPORTS["en_uk"].columns if one != "Creator Region")
    )
    rows = [{name: text for name, text in american.row.items() if name != "Creator Region"}]
    assert read(american.files(*rows)["marked"], "GB") == ("affiliate_orders", LINE)


def test_dots_for_thousands_and_dashes_for_nothing() -> None:
    export = EXPORTS["id"]
    row = {**export.row, "Harga": "Rp435.212.212", "Acuan Komisi Aktual": "--", "Pembayaran Komisi Aktual": "######"}
    _, line = read(export.files(row)["marked"], "ID")
    assert (line.price, line.platform_base, line.platform_commission) == (435_212_212, None, None)


@pytest.mark.parametrize(
    ("name", "cells", "code"),
    [
        ("id", {"Waktu Dibuat": "2026-06-22-2026-06-28"}, "imports.cell_unreadable"),
        ("vi", {"Trạng thái đơn hàng": "Đã bay"}, "imports.cell_unreadable"),
        ("en_legacy", {"Order ID": "5.76E+17"}, "imports.id_rounded"),
        ("en_legacy", {"Creator Commission Rate (%)": "0.155"}, "imports.cell_unreadable"),
        ("en_legacy", {"Price ": "£50.00"}, "imports.other_currency"),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(name: str, cells: dict[str, str], code: str) -> None:
    export = EXPORTS[name]
    with pytest.raises(Refusal) as refused:
        read(export.files({**export.row, **cells})["plain"], export.region)
    assert refused.value.code == code


def test_the_sign_in_a_header_is_a_currency() -> None:
    with pytest.raises(Refusal) as refused:
        read(EXPORTS["en_legacy"].files({**EXPORTS["en_legacy"].row, "Price ": "50.00"})["plain"], "GB")
    assert refused.value.data == {"column": "Est.commission base ($)", "text": "$", "currency": "GBP"}


def test_a_file_of_products_is_known_and_turned_away() -> None:
    with pytest.raises(Refusal) as refused:
        read(EXPORTS["transaction_by_product"].files()["workbook"], "GB")
    assert (refused.value.code, refused.value.data) == (
        "imports.file_elsewhere",
        {"kind": "transaction_by_product", "why": "products"},
    )
