"""A person's word stands above the index."""

import pytest

from rapport.campaigns.rules.planner import Act
from rapport.campaigns.rules.wishes import Standing, Wishes, WishKind

ANNA, SPRING, SUMMER = 1, 10, 20
NEVER_FOR_SPRING = Wishes.of([Standing(ANNA, SPRING, WishKind.FORBID)])
NEVER = Wishes.of([Standing(ANNA, None, WishKind.FORBID)])


@pytest.mark.parametrize(
    ("wishes", "act", "campaign", "forbidden"),
    [
        (NEVER_FOR_SPRING, Act.INVITE, SPRING, True),
        (NEVER_FOR_SPRING, Act.REMIND, SPRING, True),
        (NEVER_FOR_SPRING, Act.ANSWER, SPRING, False),
        (NEVER_FOR_SPRING, Act.INVITE, SUMMER, False),
        (NEVER, Act.INVITE, SUMMER, True),
        (NEVER, Act.ANSWER, None, True),
        (NEVER, Act.CLOSE, SPRING, False),
        (Wishes.of([]), Act.INVITE, SPRING, False),
    ],
)
def test_what_is_forbidden_is_not_proposed(wishes: Wishes, act: Act, campaign: int | None, *, forbidden: bool) -> None:
    assert wishes.forbids(act, ANNA, campaign) is forbidden


def test_a_pin_holds_for_its_campaign_or_for_the_whole_shop() -> None:
    for_spring = Wishes.of([Standing(ANNA, SPRING, WishKind.PIN)])
    for_all = Wishes.of([Standing(ANNA, None, WishKind.PIN)])
    assert [for_spring.pins(ANNA, one) for one in (SPRING, SUMMER, None)] == [True, False, False]
    assert [for_all.pins(ANNA, one) for one in (SPRING, SUMMER, None)] == [True, True, True]


def test_who_is_forbidden_anywhere_near_is_not_first() -> None:
    both = Wishes.of([Standing(ANNA, SPRING, WishKind.PIN), Standing(ANNA, None, WishKind.FORBID)])
    assert both.pins(ANNA, SPRING) is False
