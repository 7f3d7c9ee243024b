"""Statements, their transactions and payments, held against the affiliate orders."""

from collections.abc import Iterator
from typing import Any

import pytest
from tests.sandbox.open_market import open_all, sold
from tests.sandbox.seller import DAY, WEEK, Seller, small_sandbox

STATEMENTS, LINES, ORDER = "get_statements", "get_transactions_by_statement", "get_transactions_by_order"
UNSETTLED, PAYMENTS = "get_unsettled_transactions", "get_payments"


@pytest.fixture(scope="module")
def selling() -> Iterator[Seller]:
    """The American shop after ten weeks of open collaborations; tests only read it."""
    opened = small_sandbox()
    seller = Seller(opened, "US")
    open_all(seller)
    seller.advance(10 * WEEK)
    yield seller
    opened.close()


def minor(text: str) -> int:
    return round(float(text) * 100)


def statements(seller: Seller, **query: Any) -> list[dict[str, Any]]:
    wanted = {"sort_field": "statement_time", "page_size": 100} | query
    found: list[dict[str, Any]] = seller.call(STATEMENTS, query=wanted)["statements"]
    return found


def lines(seller: Seller, statement: str, **query: Any) -> dict[str, Any]:
    wanted = {"sort_field": "order_create_time", "page_size": 100} | query
    return seller.call(LINES, query=wanted, statement_id=statement)


def test_a_statement_comes_at_midnight_and_is_paid_a_day_later(selling: Seller) -> None:
    rows = statements(selling)
    assert len(rows) > 5
    assert {row["statement_time"] % DAY for row in rows} == {0}
    assert [row["statement_time"] for row in rows] == sorted((row["statement_time"] for row in rows), reverse=True)
    for row in rows:
        is_paid = row["statement_time"] + DAY <= selling.now
        assert row["payment_status"] == ("PAID" if is_paid else "PROCESSING")
        assert minor(row["settlement_amount"]) == minor(row["revenue_amount"]) - minor(row["fee_amount"])


def test_the_commission_of_all_statements_is_that_of_the_settled_orders(selling: Seller) -> None:
    rows = [line for one in statements(selling) for line in lines(selling, one["id"])["transactions"]]
    paid = sum(minor(row["fee_tax_breakdown"]["fee"]["affiliate_commission_amount"]) for row in rows)
    last = max(row["statement_time"] for row in statements(selling))
    settled = [line for line in sold(selling) if line["settlement_status"] == "SETTLED"]
    known = [line for line in settled if seen(selling, line, last)]
    assert paid == sum(minor(line["actual_paid_commission"]["amount"]) for line in known) > 0


def seen(seller: Seller, line: dict[str, Any], last: int) -> bool:
    """Tell whether a settled line is in a statement yet: those of today are not."""
    db = seller.sandbox.desk.world.db
    query = "SELECT settles_at FROM order_lines WHERE content = ? AND created_at = ? AND product = ?"
    key = (int(line["content_id"]), line["create_time"], int(line["product_id"]))
    return any(row["settles_at"] < last for row in db.all(query, key))


def test_transactions_add_up_to_their_statement(selling: Seller) -> None:
    for row in statements(selling)[:5]:
        data = lines(selling, row["id"])
        assert data["total_count"] == len(data["transactions"])
        assert sum(minor(one["settlement_amount"]) for one in data["transactions"]) == minor(row["settlement_amount"])
        assert data["total_settlement_breakdown"]["total_fee_tax_amount"] == row["fee_amount"]
        assert data["create_time"] == row["statement_time"]


def test_an_order_names_the_statement_it_is_in(selling: Seller) -> None:
    statement = statements(selling)[0]
    order = lines(selling, statement["id"])["transactions"][0]
    data = selling.call(ORDER, order_id=order["order_id"])
    assert {row["statement_id"] for row in data["sku_transactions"]} == {statement["id"]}
    assert (data["settlement_amount"], data["revenue_amount"]) == (order["settlement_amount"], order["revenue_amount"])
    assert selling.send(ORDER, order_id="1")["code"] == 98001004


def test_what_is_not_settled_and_what_is_add_up_to_all_orders(selling: Seller) -> None:
    query = {"sort_field": "order_create_time", "page_size": 100}
    waiting = selling.call(UNSETTLED, query=query)
    settled = sum(lines(selling, row["id"])["total_count"] for row in statements(selling))
    orders = selling.call("get_order_list", {}, query={"page_size": 1})["total_count"]
    assert waiting["total_count"] + settled == orders
    ready = {row["estimated_settlement"].isdigit() for row in waiting["transactions"]}
    assert ready == {True, False}
    assert {"order_delivery_time" in row for row in waiting["transactions"]} == {True, False}


def test_a_payment_for_each_statement(selling: Seller) -> None:
    query = {"sort_field": "create_time", "page_size": 100}
    rows = {row["id"]: row for row in selling.call(PAYMENTS, query=query)["payments"]}
    for row in statements(selling):
        paid = rows.pop(row["payment_id"])
        assert (paid["status"], paid["amount"]["value"]) == (row["payment_status"], row["settlement_amount"])
    assert rows == {}


def test_bounds_status_order_and_pages(selling: Seller) -> None:
    everything = statements(selling)
    middle = everything[3]["statement_time"]
    assert statements(selling, statement_time_lt=middle) == everything[4:]
    assert statements(selling, statement_time_ge=middle, sort_order="ASC") == everything[3::-1]
    assert statements(selling, payment_status="FAILED") == []
    first = selling.call(STATEMENTS, query={"sort_field": "statement_time", "page_size": 3})
    query = {"sort_field": "statement_time", "page_size": 3, "page_token": first["next_page_token"]}
    assert first["statements"] + selling.call(STATEMENTS, query=query)["statements"] == everything[:6]


@pytest.mark.parametrize(
    ("name", "query", "path"),
    [
        (STATEMENTS, {}, {}),
        (STATEMENTS, {"sort_field": "create_time"}, {}),
        (LINES, {"sort_field": "statement_time"}, {"statement_id": "1"}),
        (UNSETTLED, {}, {}),
        (PAYMENTS, {"sort_field": "statement_time"}, {}),
    ],
)
def test_the_sort_field_must_be_named(selling: Seller, name: str, query: dict[str, str], path: dict[str, str]) -> None:
    assert selling.send(name, query=query, **path)["code"] == 36009004


def test_a_statement_of_nobody(selling: Seller) -> None:
    answer = selling.send(LINES, query={"sort_field": "order_create_time"}, statement_id="1")
    assert answer["code"] == 98001004
