"""The clock: a straight line through real time, moved but never back."""

from datetime import UTC, datetime

import pytest

from sandbox.clock import Clock, ClockRefusalError

STILL = Clock(base_real=1_000, base_shown=5_000, speed=0)


def test_a_manual_clock_stands_still() -> None:
    assert STILL.now(1_000) == STILL.now(9_999) == 5_000


def test_a_running_clock_multiplies_real_time() -> None:
    assert Clock(base_real=1_000, base_shown=5_000, speed=60).now(1_010) == 5_600


def test_moves_are_counted_and_keep_the_speed() -> None:
    moved = STILL.advanced(30, 2_000).at_speed(2, 3_000).set_to(datetime.fromtimestamp(9_000, UTC), 3_100)
    assert moved == Clock(base_real=3_100, base_shown=9_000, speed=2, version=3)


def test_a_change_of_speed_does_not_jump() -> None:
    fast = Clock(base_real=0, base_shown=0, speed=10).at_speed(1, 100)
    assert (fast.now(100), fast.now(101)) == (1_000, 1_001)


def test_the_clock_never_goes_back() -> None:
    with pytest.raises(ClockRefusalError, match="never goes back"):
        STILL.advanced(-1, 1_000)
    with pytest.raises(ClockRefusalError, match="never goes back"):
        STILL.set_to(datetime.fromtimestamp(4_999, UTC), 1_000)
    with pytest.raises(ClockRefusalError, match="never goes back"):
        STILL.at_speed(-1, 1_000)


def test_a_moment_needs_a_time_zone() -> None:
    with pytest.raises(ClockRefusalError, match="time zone"):
        STILL.set_to(datetime.fromisoformat("2030-01-01T00:00"), 1_000)


def test_the_reading_tells_both_times() -> None:
    assert STILL.reading(1_000) == {
        "real": "1970-01-01T00:16:40+00:00",
        "shown": "1970-01-01T01:23:20+00:00",
        "speed": 0,
        "version": 0,
    }
