"""Roles: who may do what, and that somebody always owns the workspace."""

from itertools import pairwise

import pytest

from rapport.shops.rules.roles import ABILITIES, Ability, Actor, LastOwner, Role, RoleForbids, Seat, check_owner_left

MAY = {
    Role.VIEWER: {"look"},
    Role.OPERATOR: {"look", "contact", "plan"},
    Role.MANAGER: {"look", "contact", "plan", "settle"},
    Role.OWNER: {"look", "contact", "plan", "settle", "configure"},
}


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("ability", Ability)
def test_a_role_may_do_this_and_nothing_else(role: Role, ability: Ability) -> None:
    seat = Seat(1, role, Actor("mei", 7))
    if ability.value in MAY[role]:
        seat.require(ability)
        return
    with pytest.raises(RoleForbids) as refused:
        seat.require(ability)
    assert refused.value.data == {"role": role.value, "ability": ability.value}


def test_each_role_holds_the_abilities_of_those_below_it() -> None:
    assert all(ABILITIES[higher] > ABILITIES[lower] for higher, lower in pairwise(Role))


@pytest.mark.parametrize("role", [Role.MANAGER, Role.OPERATOR, Role.VIEWER])
def test_the_last_owner_stays_one(role: Role) -> None:
    with pytest.raises(LastOwner):
        check_owner_left(role, 0)
    check_owner_left(role, 1)
    check_owner_left(Role.OWNER, 0)
