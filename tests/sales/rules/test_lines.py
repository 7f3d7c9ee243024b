"""What an order line is: a sample, one that earns, one that never will."""

from dataclasses import replace

import pytest
from tests.cast import NOW

from rapport.sales.rules.lines import LineStatus, SeenLine

LINE = SeenLine(
    order_id="o1",
    sku_id="1",
    product_id="1001",
    product_title="Vitamin C Serum",
    creator_handle="anna",
    status=LineStatus.PROCESSING,
    price=1490,
    quantity=2,
    paid=2980,
    ordered_at=NOW,
)


def test_a_line_that_was_paid_earns() -> None:
    assert (LINE.is_sample, LINE.earns) == (False, True)


def test_a_payment_of_nothing_marks_a_sample_which_earns_nothing() -> None:
    sample = replace(LINE, paid=0)
    assert (sample.is_sample, sample.earns) == (True, False)


@pytest.mark.parametrize("status", list(LineStatus))
def test_a_cancelled_or_ineligible_line_never_earns(status: LineStatus) -> None:
    assert replace(LINE, status=status).earns is (status not in {LineStatus.CANCELLED, LineStatus.INELIGIBLE})


@pytest.mark.parametrize(("base", "earns"), [(None, True), (1, True), (0, False)])
def test_of_an_order_in_several_rows_the_one_with_a_base_earns(base: int | None, *, earns: bool) -> None:
    assert replace(LINE, platform_estimated_base=base).earns is earns
