"""Who gets which wording, and what may be said of the counts when."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapport.outreach.rules.experiments import ArmCount, ArmsInvalid, arm_of, check_arms, result


@given(st.integers(1, 10**12), st.integers(2, 4))
def test_a_creator_is_in_the_same_arm_whoever_asks(creator: int, arms: int) -> None:
    assert 0 <= arm_of("experiment:1", creator, arms) == arm_of("experiment:1", creator, arms) < arms


def test_arms_are_filled_evenly_and_differently_in_each_experiment() -> None:
    creators = range(1, 4001)
    first = [arm_of("experiment:1", one, 2) for one in creators]
    second = [arm_of("experiment:2", one, 2) for one in creators]
    assert abs(sum(first) - 2000) < 130
    assert abs(sum(a == b for a, b in zip(first, second, strict=True)) - 2000) < 130


@pytest.mark.parametrize("names", [["a"], ["a", "a"], ["a", "z"], ["a", "b", "c", "d", "e"]])
def test_two_to_four_different_wordings_are_compared(names: list[str]) -> None:
    with pytest.raises(ArmsInvalid):
        check_arms(names, ["a", "b", "c", "d", "e"])


def test_before_the_planned_number_nothing_is_said_however_large_the_difference() -> None:
    told = result([ArmCount("a", 200, 128, 100), ArmCount("b", 140, 129, 0)], 129)
    assert not told.is_reached
    assert told.said.code == "experiments.not_reached"
    assert told.said.data == {"least": 128, "planned": 129, "left": 1}


@pytest.mark.parametrize(("replied", "code"), [(36, "experiments.differ"), (24, "experiments.no_difference")])
def test_at_the_planned_number_it_is_said_whether_they_differ(replied: int, code: str) -> None:
    told = result([ArmCount("a", 129, 129, 18), ArmCount("b", 129, 129, replied)], 129)
    assert told.is_reached
    assert (told.said.code, told.said.data["best"]) == (code, "b")


def test_a_rate_is_of_those_whose_time_is_over() -> None:
    one = ArmCount("a", 30, 20, 3)
    assert (one.rate, one.interval) == (1500, (729, 2749))
    assert (ArmCount("a", 3, 0, 0).rate, ArmCount("a", 3, 0, 0).interval) == (None, None)
