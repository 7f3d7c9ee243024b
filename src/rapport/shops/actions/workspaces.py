"""Opening workspaces and seating members."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from rapport.shared.refusals import NotFound, Refusal
from rapport.shops.actions.trail import record
from rapport.shops.models import Member, User, Workspace
from rapport.shops.rules.roles import Actor, Role, check_owner_left


class PasswordTooWeak(Refusal):
    """The password does not meet the rules; `why` says which, in the reader's language."""

    code = "shops.password_too_weak"


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
    """Give a user a seat; a user that does not exist yet is made, with the password given (stored by argon2).

    Refuses with PasswordTooWeak, or LastOwner when nobody else would own the workspace.
    """
    user, made = User.objects.get_or_create(username=username)
    if made and password is not None:
        _check_password(password, user)
        user.set_password(password)
        user.save()
    seats = Member.objects.filter(workspace_id=workspace_id)
    if seats.filter(user=user, role=Role.OWNER).exists():
        check_owner_left(role, seats.filter(role=Role.OWNER).exclude(user=user).count())
    Member.objects.update_or_create(workspace_id=workspace_id, user=user, defaults={"role": role.value})
    record(workspace_id, by, "workspace.seat", username, now=now, role=role.value)
    return user


@transaction.atomic
def change_password(workspace_id: int, username: str, password: str, *, by: Actor, now: datetime) -> None:
    """Give a member a new password. Refuses with PasswordTooWeak or NotFound."""
    member = Member.objects.filter(workspace_id=workspace_id, user__username=username).select_related("user").first()
    if member is None:
        raise NotFound(what="member", id=username)
    _check_password(password, member.user)
    member.user.set_password(password)
    member.user.save()
    record(workspace_id, by, "member.password", username, now=now)


def _check_password(password: str, user: User) -> None:
    try:
        validate_password(password, user)
    except ValidationError as trouble:
        raise PasswordTooWeak(why=" ".join(trouble.messages)) from trouble


def choose_language(user_id: int, language: str) -> None:
    """Remember the language a user switched to."""
    User.objects.filter(pk=user_id).update(language=language)
