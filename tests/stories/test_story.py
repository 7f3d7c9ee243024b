"""The command that runs it all: same seed, same output; our ledger and the platform's own count agree."""

import json
import os
import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest

COLUMNS = [
    "shop",
    "week",
    "cap",
    "sent_ledger",
    "sent_platform",
    "replies",
    "acceptances",
    "samples",
    "contents",
    "paid_orders",
    "gmv",
    "refunds",
    "commission_ours",
    "commission_platform",
]


def told(*arguments: str) -> str:
    command = [sys.executable, "-m", "rapport", "story", *arguments]
    ended = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True, env={**os.environ, "LANG": "C"})
    return ended.stdout


@pytest.fixture(scope="module")
def printed() -> str:
    return told("--shops", "uk,th,us", "--weeks", "5", "--seed", "7", "--creators", "8000", "--json")


@pytest.fixture(scope="module")
def story(printed: str) -> Any:
    return json.loads(printed)


def test_one_row_for_each_shop_and_week(story: Any) -> None:
    rows = [(row["shop"], row["week"]) for row in story["rows"]]
    assert rows == [(shop, week) for shop in ("uk", "th", "us") for week in range(1, 6)]
    assert list(story["rows"][0]) == COLUMNS


def test_our_ledger_agrees_with_the_platforms_own_count(story: Any) -> None:
    assert [row["sent_ledger"] for row in story["rows"]] == [row["sent_platform"] for row in story["rows"]]


def test_no_week_goes_over_its_cap_and_nothing_is_sent_twice(story: Any) -> None:
    assert [row for row in story["rows"] if row["cap"] is not None and row["sent_platform"] > row["cap"]] == []
    assert story["sent_twice"] == 0


def test_guidebook_caps_hold_in_the_united_kingdom_and_thailand(story: Any) -> None:
    assert {row["cap"] for row in story["rows"] if row["shop"] == "uk"} == {20}
    assert {row["cap"] for row in story["rows"] if row["shop"] == "th"} == {50}


def test_the_whole_job_was_done(story: Any) -> None:
    for column in ("replies", "acceptances", "samples", "contents", "paid_orders"):
        assert sum(row[column] for row in story["rows"]) > 0, column
    for column in ("gmv", "refunds", "commission_ours", "commission_platform"):
        assert sum(Decimal(row[column]) for row in story["rows"]) > 0, column


def test_reviews_ask_for_something(story: Any) -> None:
    assert {action["action"] for action in story["actions"]} >= {"raise", "use_quota"}


@pytest.mark.faults
def test_the_same_seed_prints_the_same_bytes(printed: str) -> None:
    again = told("--shops", "uk,th,us", "--weeks", "5", "--seed", "7", "--creators", "8000", "--json")
    assert again == printed


def test_an_unknown_region_is_refused_with_exit_code_2() -> None:
    command = [sys.executable, "-m", "rapport", "story", "--shops", "atlantis", "--json"]
    ended = subprocess.run(command, stdout=subprocess.PIPE, check=False, text=True)
    assert ended.returncode == 2
    assert json.loads(ended.stdout)["error"] == "shops.region_unknown"
