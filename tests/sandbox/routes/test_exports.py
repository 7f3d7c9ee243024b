"""Compass exports: asked for, ready after a minute, and true to the orders."""

import csv
from base64 import b64decode
from io import StringIO
from typing import Any

import pytest
from tests.sandbox.open_market import open_product, sold
from tests.sandbox.seller import DAY, WEEK, Seller

CREATE, LIST, FILE = "create_compass_offline_export_task", "get_compass_task_list", "download_compass_task_file"


@pytest.fixture
def selling(american: Seller) -> Seller:
    open_product(american)
    american.advance(8 * WEEK + DAY)
    return american


def export(seller: Seller, **wanted: Any) -> list[dict[str, str]]:
    """Ask for an export, wait for it, and return its rows."""
    task = seller.call(CREATE, {"end_day": 20261228, "window_type": "PAST_30_DAYS"} | wanted)["task"]["id"]
    seller.advance(60)
    data = seller.call(FILE, task_id=task)["file"]["base64"]
    return list(csv.DictReader(StringIO(b64decode(data).decode(), newline="")))


def test_a_task_runs_a_minute_and_is_listed_for_a_week(seller: Seller) -> None:
    task = seller.call(CREATE, {"module_type": "CREATOR", "end_day": 20261101})["task"]["id"]
    (row,) = seller.call(LIST, query={"doc_type": "CREATOR"})["tasks"]
    assert row == {
        "module_type": "CREATOR",
        "id": task,
        "file_name": "creator_past_7_days_all_20261101.csv",
        "status": "RUNNING",
    }
    assert seller.send(FILE, task_id=task)["code"] == 98001004
    assert seller.send(CREATE, {"module_type": "CREATOR", "end_day": 20261101})["code"] == 36009037
    seller.advance(60)
    assert seller.call(LIST, query={"doc_type": "ANY"})["tasks"][0]["status"] == "SUCCEEDED"
    assert seller.call(LIST, query={"doc_type": "BASE"})["tasks"] == []
    seller.advance(WEEK)
    assert seller.call(LIST, query={"doc_type": "CREATOR"})["tasks"] == []


@pytest.mark.parametrize(
    ("end_day", "code"),
    [(20261102, 13017003), (20270101, 13017003), (20261301, 98001004), (10101, 98001004), (-1, 98001004)],
)
def test_days_that_are_not_over_and_days_that_are_none(seller: Seller, end_day: int, code: int) -> None:
    assert seller.send(CREATE, {"end_day": end_day})["code"] == code


def test_an_empty_body_asks_for_the_last_seven_days(seller: Seller) -> None:
    assert seller.send(CREATE)["code"] == 0
    (row,) = seller.call(LIST, query={"doc_type": "BASE"})["tasks"]
    assert row["file_name"] == "base_past_7_days_all_20261101.csv"


def test_the_sums_of_creators_and_of_days_are_those_of_the_orders(selling: Seller) -> None:
    rows = [export(selling, module_type=module) for module in ("CREATOR", "BASE")]
    totals = [sum(int(row["units_sold"]) for row in table) for table in rows]
    assert totals[0] == totals[1] > 0
    amounts = [sum(round(float(row["gmv"]) * 100) for row in table) for table in rows]
    assert amounts[0] == amounts[1]
    since = selling.now - 31 * DAY
    names = {line["creator_username"] for line in sold(selling, create_time_ge=since)}
    assert {row["creator_username"] for row in rows[0] if int(row["orders"])} <= names


def test_plans_are_kept_apart(selling: Seller) -> None:
    everything, openly, target, partner = (
        export(selling, module_type="CREATOR", plan_type=plan) for plan in ("ALL", "OPEN", "TARGET", "PARTNER")
    )
    assert everything == openly != []
    assert target == partner == []


def test_a_file_of_another_shop(seller: Seller, american: Seller) -> None:
    task = seller.call(CREATE, {"end_day": 20261101})["task"]["id"]
    seller.advance(60)
    assert american.send(FILE, task_id=task)["code"] == 98001004
