"""Conditions: how they are flattened, turned round and read."""

from rapport.shared.conditions import (
    Contains,
    Either,
    Every,
    Known,
    Not,
    OneOf,
    Within,
    every,
    leaves,
    parts_of,
    pushed_down,
    without_field,
)

LARGE, BRITISH, GLOW = Within("followers", 10_000), OneOf("region", ("GB",)), Contains("handle", "glow")


def test_parts_of_parts_are_taken_one_by_one() -> None:
    assert every(LARGE, Every((BRITISH, GLOW))) == Every((LARGE, BRITISH, GLOW))


def test_not_is_pushed_down_to_leaves() -> None:
    asked = Not(Every((LARGE, Either((BRITISH, Not(GLOW))))))
    assert pushed_down(asked) == Either((Not(LARGE), Every((Not(BRITISH), GLOW))))


def test_not_not_is_the_condition_itself() -> None:
    assert pushed_down(Not(Not(Known("score")))) == Known("score")


def test_nothing_turned_round_is_never_met() -> None:
    assert pushed_down(Not(Every())) == Either(())


def test_leaves_come_in_order() -> None:
    assert list(leaves(Every((LARGE, Not(Either((GLOW, BRITISH))))))) == [LARGE, GLOW, BRITISH]


def test_a_single_condition_is_its_own_part() -> None:
    assert parts_of(LARGE) == (LARGE,)


def test_counts_beside_a_field_leave_its_own_conditions_out() -> None:
    mixed = Either((BRITISH, LARGE))
    assert without_field(Every((BRITISH, LARGE, Not(BRITISH), mixed)), "region") == Every((LARGE, mixed))
