"""What a seller is paid: sums in whole minor units."""

from sandbox.commission import DAY, Line
from sandbox.settling import Account, account, day_of, statement_time, total


def test_a_line_without_a_refund() -> None:
    assert account(Line(price=1_990, quantity=2, rate=2_000), "amount") == Account(3_980, 0, 199, 796)
    assert account(Line(price=1_990, quantity=2, rate=2_000), "amount").settlement == 2_985


def test_a_refund_takes_its_part_of_every_sum() -> None:
    back = Line(price=1_000, quantity=2, rate=1_500, refunded_units=1, refunded_amount=1_000)
    assert account(back, "quantity") == Account(2_000, 1_000, 50, 150)


def test_an_amount_without_units_leaves_the_commission_where_quantity_counts() -> None:
    part = Line(price=1_000, quantity=1, rate=1_500, refunded_units=0, refunded_amount=400)
    assert account(part, "quantity").affiliate_commission == 150
    assert account(part, "amount").affiliate_commission == 90


def test_sums_of_many() -> None:
    assert total([]) == Account()
    assert total([Account(5, 1, 1, 1), Account(7, 0, 2, 3)]) == Account(12, 1, 3, 4)


def test_what_settles_on_a_day_is_stated_at_its_end() -> None:
    assert statement_time(day_of(3 * DAY)) == 4 * DAY
    assert statement_time(day_of(4 * DAY - 1)) == 4 * DAY
