"""Roles and what each may do. A role holds all abilities of those below it."""

from dataclasses import dataclass
from enum import StrEnum

from rapport.shared.refusals import Refusal


class Role(StrEnum):
    """From most to least."""

    OWNER = "owner"
    MANAGER = "manager"
    OPERATOR = "operator"
    VIEWER = "viewer"


class Ability(StrEnum):
    """What a door asks for before it calls an action."""

    LOOK = "look"
    CONTACT = "contact"
    PLAN = "plan"
    SETTLE = "settle"
    CONFIGURE = "configure"


ABILITIES = {
    Role.VIEWER: frozenset({Ability.LOOK}),
    Role.OPERATOR: frozenset({Ability.LOOK, Ability.CONTACT, Ability.PLAN}),
    Role.MANAGER: frozenset({Ability.LOOK, Ability.CONTACT, Ability.PLAN, Ability.SETTLE}),
    Role.OWNER: frozenset(Ability),
}


class RoleForbids(Refusal):
    """The member's role does not include this ability."""

    code = "shops.role_forbids"


class LastOwner(Refusal):
    """A workspace keeps at least one owner."""

    code = "shops.last_owner"


def check_owner_left(role: Role, other_owners: int) -> None:
    """Whether a member may have `role` beside so many other owners. Refuses with LastOwner."""
    if role is not Role.OWNER and not other_owners:
        raise LastOwner


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, for the audit trail: a member, or a named part of the program such as the worker."""

    label: str
    user_id: int | None = None


WORKER = Actor("worker")


@dataclass(frozen=True, slots=True)
class Seat:
    """A member at work in one workspace; every read and write of a door is scoped by it."""

    workspace_id: int
    role: Role
    actor: Actor

    def require(self, ability: Ability) -> None:
        """Refuses with RoleForbids."""
        if ability not in ABILITIES[self.role]:
            raise RoleForbids(role=self.role.value, ability=ability.value)
