"""Which order lines can bring commission."""

import pytest
from tests.selling import sale

from rapport.sales.rules.lines import LineStatus


def test_a_payment_of_nothing_is_a_sample() -> None:
    assert [(line.is_sample, line.earns) for line in (sale(), sale(paid=0), sale(paid=1))] == [
        (False, True),
        (True, False),
        (False, True),
    ]


@pytest.mark.parametrize(
    ("status", "earns"),
    [
        (LineStatus.AWAITING_PAYMENT, True),
        (LineStatus.PROCESSING, True),
        (LineStatus.COMPLETED, True),
        (LineStatus.CANCELLED, False),
        (LineStatus.INELIGIBLE, False),
    ],
)
def test_what_was_cancelled_or_not_eligible_brings_nothing(status: LineStatus, *, earns: bool) -> None:
    assert sale(status=status).earns is earns


def test_of_an_order_in_several_rows_the_one_with_a_base_earns() -> None:
    bases = (None, 0, 1)
    assert [sale(platform_estimated_base=base).earns for base in bases] == [True, False, True]
