"""Time belongs to the connection: what its clock showed, and shows now."""

from datetime import UTC, datetime, timedelta

import pytest
from tests.cast import NOW

from rapport.shared.clock import ClockReading, whole_seconds

MACHINE = datetime(2026, 11, 24, 4, 0, tzinfo=UTC)


@pytest.mark.parametrize(("speed", "shown"), [(0, timedelta(0)), (1, timedelta(minutes=1)), (600, timedelta(hours=10))])
def test_a_minute_of_the_machine_is_as_long_as_the_clock_is_fast(speed: int, shown: timedelta) -> None:
    reading = ClockReading(MACHINE, NOW, speed)
    assert reading.at(MACHINE + timedelta(minutes=1)) == NOW + shown


def test_a_moment_before_the_reading_lies_before_it() -> None:
    assert ClockReading(MACHINE, NOW, 60).at(MACHINE - timedelta(seconds=1)) == NOW - timedelta(minutes=1)


def test_real_time_shows_what_the_machine_shows() -> None:
    later = MACHINE + timedelta(days=3)
    assert ClockReading.real(MACHINE).at(later) == later


def test_a_span_in_whole_seconds_drops_what_is_beyond() -> None:
    assert whole_seconds(timedelta(minutes=2, milliseconds=999)) == 120
