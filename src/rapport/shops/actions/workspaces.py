"""Opening workspaces and seating members."""

from datetime import datetime

from django.db import transaction

from rapport.shops.actions.trail import record
from rapport.shops.models import Member, User, Workspace
from rapport.shops.rules.roles import Actor, Role


@transaction.atomic
def open_workspace(
    name: str,
    *,
    by: Actor,
    now: datetime,
    brand: str = "",
    contact_email: str = "",
    demonstration: bool = False,
) -> Workspace:
    """A new, empty workspace."""
    made = Workspace.objects.create(
        name=name, brand=brand or name, contact_email=contact_email, is_demonstration=demonstration
    )
    record(made.pk, by, "workspace.open", name, now=now)
    return made


@transaction.atomic
def seat_member(
    workspace_id: int, username: str, role: Role, *, by: Actor, now: datetime, password: str | None = None
) -> User:
    """Give a user a seat; a user that does not exist yet is made, with the password given (stored by argon2)."""
    user, made = User.objects.get_or_create(username=username)
    if made:
        user.set_password(password)
        user.save()
    Member.objects.update_or_create(workspace_id=workspace_id, user=user, defaults={"role": role.value})
    record(workspace_id, by, "workspace.seat", username, now=now, role=role.value)
    return user


def choose_language(user_id: int, language: str) -> None:
    """Remember the language a user switched to."""
    User.objects.filter(pk=user_id).update(language=language)
