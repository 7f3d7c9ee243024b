"""Rates and amounts are seen in every market's writing; one that cannot be read counts as another one."""

import pytest

from rapport.outreach.rules.figures import UNREADABLE, amounts_in, names_figures, rates_in


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("we give 20%", {2000}),
        ("15,5 % und 12.25%", {1550, 1225}),
        ("20 percent, 30 per cent", {2000, 3000}),
        ("20 Prozent, 10 persen, 12 peratus, 9 porsyento", {2000, 1000, 1200, 900}),
        ("15 phần trăm, 20 por ciento, 25 pour cent, 30 per cento", {1500, 2000, 2500, 3000}),
        ("２０％", {2000}),
        ("๒๐ เปอร์เซ็นต์", {2000}),
        ("20个点", {2000}),
        ("百分之二十", {UNREADABLE}),
        ("二十个点", {UNREADABLE}),
        ("三成", {UNREADABLE}),
        ("twenty percent", {UNREADABLE}),
        ("20 videos, 3 days", set()),
        ("{rate} commission", set()),
    ],
)
def test_rates(text: str, rates: set[int]) -> None:
    assert rates_in(text) == rates


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("£150 a video", ["£150"]),
        ("150 dollars or 120 EUR", ["150 dollars", "120 EUR"]),
        ("ค่ารีวิว 3,000 บาท", ["3,000 บาท"]),
        ("500 元一条", ["500 元"]),
        ("phí 500k nhé", ["500k"]),
        ("Rp 750.000", ["Rp 750.000"]),
        ("my 120k followers", []),
        ("3 videos in 7 days", []),
    ],
)
def test_amounts(text: str, amounts: list[str]) -> None:
    assert amounts_in(text) == amounts


def test_any_digit_is_a_figure() -> None:
    assert names_figures("in 3 days")
    assert names_figures("๓ วัน")
    assert names_figures("twenty percent")
    assert not names_figures("whenever you like")
