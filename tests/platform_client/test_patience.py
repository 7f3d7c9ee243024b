"""Pauses grow, vary by chance, and give way to what the platform asks for."""

import pytest

from rapport.platform_client import (
    DailyCapReached,
    MalformedAnswer,
    NeverArrived,
    Occasion,
    OutcomeUnknown,
    Patience,
    PlatformError,
    PlatformTrouble,
    Throttled,
)

HERE = Occasion("creators.search")


def test_pauses_double_until_the_attempts_are_used_up() -> None:
    patience = Patience(attempts=4, first_pause_s=0.5, chance=lambda: 0.0)
    pauses = [patience.pause_s(attempt, NeverArrived("", HERE)) for attempt in (1, 2, 3, 4)]
    assert pauses == [0.5, 1.0, 2.0, None]


@pytest.mark.parametrize(("chance", "pause_s"), [(0.0, 8.0), (0.5, 6.0), (1.0, 4.0)])
def test_chance_shortens_by_up_to_half(chance: float, pause_s: float) -> None:
    patience = Patience(first_pause_s=8.0, chance=lambda: chance)
    assert patience.pause_s(1, PlatformTrouble("", HERE)) == pause_s


def test_no_pause_of_our_own_is_longer_than_the_longest() -> None:
    patience = Patience(attempts=20, longest_pause_s=5.0, chance=lambda: 0.0)
    assert patience.pause_s(15, PlatformTrouble("", HERE)) == 5.0


@pytest.mark.parametrize(("asked_s", "pause_s"), [(7.0, 7.0), (0.0, 0.5), (None, 0.5), (31.0, None)])
def test_the_platforms_wish_is_kept_unless_it_is_too_long(asked_s: float | None, pause_s: float | None) -> None:
    assert Patience(chance=lambda: 0.0).pause_s(1, Throttled("", HERE, asked_s)) == pause_s


@pytest.mark.parametrize("lasting", [DailyCapReached, MalformedAnswer, OutcomeUnknown])
def test_what_will_not_pass_is_not_waited_for(lasting: type[PlatformError]) -> None:
    assert Patience().pause_s(1, lasting("", HERE)) is None
