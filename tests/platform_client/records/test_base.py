"""How records read numbers, times and rates."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from rapport.platform_client.records.base import (
    MaybeMoment,
    MaybeMomentOfMilliseconds,
    MaybeRateOfFraction,
    MaybeRateOfPercent,
    Moment,
    Range,
    Record,
    named,
)


class Note(Record):
    id: str = "0"
    at: MaybeMoment = named("time")
    exactly_at: MaybeMomentOfMilliseconds = None
    fraction: MaybeRateOfFraction = None
    percent: MaybeRateOfPercent = None
    inner: int | None = named("outer", "inner")
    span: Range[int] | None = None


class Dated(Record):
    at: Moment


def test_records_are_frozen() -> None:
    field = "id"
    with pytest.raises(ValidationError, match="frozen"):
        setattr(Note(), field, "2")


def test_unknown_fields_are_passed_over() -> None:
    assert Note.read({"id": "1", "new_in_2027": {}}) == Note(id="1")


def test_an_id_may_come_as_a_number() -> None:
    assert Note.read({"id": 1729000000000000001}).id == "1729000000000000001"


@pytest.mark.parametrize("told", [1772443800, "1772443800", datetime(2026, 3, 2, 9, 30, tzinfo=UTC)])
def test_times_are_aware_and_of_seconds(told: object) -> None:
    assert Note.read({"time": told}).at == datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def test_times_of_milliseconds_are_exact() -> None:
    told = Note.read({"exactly_at": "1772443800123"}).exactly_at
    assert told == datetime(2026, 3, 2, 9, 30, 0, 123000, tzinfo=UTC)


@pytest.mark.parametrize("nothing", [0, "0", None])
def test_a_zero_time_is_none(nothing: object) -> None:
    assert Note.read({"time": nothing}).at is None


@pytest.mark.parametrize("wrong", ["soon", "", 10**30, -(10**30), True, "1772443800.5"])
def test_a_time_that_is_none_at_all_is_refused(wrong: object) -> None:
    with pytest.raises(ValidationError):
        Note.read({"time": wrong})


def test_a_time_that_must_be_told_may_not_be_zero() -> None:
    with pytest.raises(ValidationError):
        Dated.read({"at": 0})


@pytest.mark.parametrize(
    ("told", "rate"), [("0.20", 2000), ("1", 10_000), ("0.12345", 1235), ("0.00005", 1), (1500, 1500)]
)
def test_fractions_become_hundredths_of_a_percent_half_up(told: object, rate: int) -> None:
    assert Note.read({"fraction": told}).fraction == rate


def test_percents_become_hundredths_of_a_percent() -> None:
    assert Note.read({"percent": "60.85"}).percent == 6085


@pytest.mark.parametrize("wrong", ["many", "NaN", "Infinity", "20%"])
def test_a_rate_that_is_no_number_is_refused(wrong: str) -> None:
    with pytest.raises(ValidationError):
        Note.read({"fraction": wrong})


def test_a_nested_name_that_is_missing_is_none() -> None:
    assert Note.read({"outer": {}}).inner is None
    assert Note.read({"outer": "odd"}).inner is None
    assert Note.read({"outer": {"inner": 3}}).inner == 3


def test_a_range_may_be_open() -> None:
    assert Note.read({"span": {"minimum_amount": 10}}).span == Range[int](low=10)
