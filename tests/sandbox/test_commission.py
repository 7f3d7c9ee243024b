"""Commission: exact, half up, after refunds by either basis."""

import pytest

from sandbox.commission import Commission, Line, commission, settles_at, share


@pytest.mark.parametrize(
    ("amount", "rate", "paid"),
    [
        (10_000, 1_500, 1_500),
        (1, 5_000, 1),
        (1, 4_999, 0),
        (333, 1_500, 50),
        (0, 8_000, 0),
        (3, 1_500, 0),
        (10, 1_500, 2),
    ],
)
def test_half_up(amount: int, rate: int, paid: int) -> None:
    assert share(amount, rate) == paid


def test_thirty_returned_of_a_hundred_pays_on_seventy() -> None:
    line = Line(price=10_000, quantity=1, rate=1_000, refunded_amount=3_000)
    assert commission(line, "amount") == Commission(10_000, 1_000, 7_000, 700)


def test_by_quantity_only_returned_pieces_count() -> None:
    some_back = Line(price=1_990, quantity=3, rate=2_000, refunded_units=1, refunded_amount=1_990)
    money_only = Line(price=1_990, quantity=1, rate=2_000, refunded_amount=600)
    assert commission(some_back, "quantity").actual == 796
    assert commission(money_only, "quantity").actual_base == 1_990


def test_a_line_settles_days_after_delivery() -> None:
    assert settles_at(1_000, 7) == 1_000 + 7 * 86_400
