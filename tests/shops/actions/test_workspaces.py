"""Opening workspaces, seating members, passwords; each leaves its line in the trail."""

from importlib import import_module

import pytest
from tests.cast import MEI, NOW, PASSWORD, Cast

from rapport.shared.refusals import NotFound
from rapport.shops.actions.workspaces import (
    PasswordTooWeak,
    change_password,
    choose_language,
    open_workspace,
    seat_member,
)
from rapport.shops.models import AuditLine, Member, User
from rapport.shops.queries.trail import audit_lines
from rapport.shops.rules.roles import LastOwner, Role


def newest(workspace_id: int) -> tuple[str, str, str, dict[str, object]]:
    """Who did what to what, last of all."""
    line = audit_lines(workspace_id)[0]
    return line.actor, line.action, line.subject, line.data


@pytest.mark.django_db
def test_a_new_workspace_is_empty_and_bears_its_brand() -> None:
    made = open_workspace("Moonwell", by=MEI, now=NOW)
    assert (made.brand, made.contact_email, made.is_demonstration) == ("Moonwell", "", False)
    assert Member.objects.filter(workspace=made).count() == 0
    assert newest(made.pk) == ("mei", "workspace.open", "Moonwell", {})
    assert AuditLine.objects.get().at == NOW


def test_a_new_member_may_sign_in(cast: Cast) -> None:
    lin = seat_member(cast.moonwell.pk, "lin", Role.OPERATOR, by=MEI, now=NOW, password=PASSWORD)
    assert User.objects.get(pk=lin.pk).check_password(PASSWORD)
    assert Member.objects.get(user=lin).role == "operator"
    assert newest(cast.moonwell.pk) == ("mei", "workspace.seat", "lin", {"role": "operator"})


def test_a_member_without_a_password_cannot_sign_in(cast: Cast) -> None:
    lin = seat_member(cast.moonwell.pk, "lin", Role.VIEWER, by=MEI, now=NOW)
    assert not lin.check_password("")


def test_seating_somebody_again_changes_the_role_alone(cast: Cast) -> None:
    seat_member(cast.moonwell.pk, "lin", Role.OPERATOR, by=MEI, now=NOW, password=PASSWORD)
    lin = seat_member(cast.moonwell.pk, "lin", Role.MANAGER, by=MEI, now=NOW, password="another long password")
    assert Member.objects.get(user=lin).role == "manager"
    assert lin.check_password(PASSWORD)


def test_one_person_may_sit_in_two_workspaces(cast: Cast) -> None:
    seat_member(cast.harbour.pk, "mei", Role.VIEWER, by=MEI, now=NOW)
    roles = dict(Member.objects.filter(user=cast.mei).values_list("workspace__name", "role"))
    assert roles == {"Moonwell": "owner", "Harbour": "viewer"}


def test_the_last_owner_cannot_step_down(cast: Cast) -> None:
    with pytest.raises(LastOwner):
        seat_member(cast.moonwell.pk, "mei", Role.MANAGER, by=MEI, now=NOW)
    assert Member.objects.get(user=cast.mei).role == "owner"


def test_an_owner_may_step_down_beside_another(cast: Cast) -> None:
    seat_member(cast.moonwell.pk, "lin", Role.OWNER, by=MEI, now=NOW)
    seat_member(cast.moonwell.pk, "mei", Role.MANAGER, by=MEI, now=NOW)
    assert Member.objects.get(user=cast.mei).role == "manager"


def test_another_workspace_s_owner_does_not_count(cast: Cast) -> None:
    seat_member(cast.harbour.pk, "mei", Role.OWNER, by=MEI, now=NOW)
    with pytest.raises(LastOwner):
        seat_member(cast.moonwell.pk, "mei", Role.VIEWER, by=MEI, now=NOW)


@pytest.mark.parametrize("password", ["short", "password123"])
def test_a_weak_password_is_refused_and_nobody_is_seated(cast: Cast, password: str) -> None:
    with pytest.raises(PasswordTooWeak) as refused:
        seat_member(cast.moonwell.pk, "lin", Role.VIEWER, by=MEI, now=NOW, password=password)
    assert refused.value.data["why"]
    assert not User.objects.filter(username="lin").exists()


def test_a_member_gets_a_new_password(cast: Cast) -> None:
    change_password(cast.moonwell.pk, "mei", "another long password", by=MEI, now=NOW)
    cast.mei.refresh_from_db()
    assert cast.mei.check_password("another long password")
    assert newest(cast.moonwell.pk) == ("mei", "member.password", "mei", {})


def test_a_weak_new_password_changes_nothing(cast: Cast) -> None:
    with pytest.raises(PasswordTooWeak):
        change_password(cast.moonwell.pk, "mei", "short", by=MEI, now=NOW)
    cast.mei.refresh_from_db()
    assert cast.mei.check_password(PASSWORD)


def test_nobody_gives_a_password_to_another_workspace_s_member(cast: Cast) -> None:
    with pytest.raises(NotFound) as refused:
        change_password(cast.moonwell.pk, "harry", "another long password", by=MEI, now=NOW)
    assert refused.value.data == {"what": "member", "id": "harry"}
    cast.harry.refresh_from_db()
    assert cast.harry.check_password(PASSWORD)


def test_a_chosen_language_is_remembered(cast: Cast) -> None:
    choose_language(cast.mei.pk, "en")
    assert User.objects.get(pk=cast.mei.pk).language == "en"
    assert User.objects.get(pk=cast.harry.pk).language == ""


def test_the_product_itself_keeps_passwords_by_argon2() -> None:
    shipped = import_module("rapport.project.settings")
    assert shipped.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
