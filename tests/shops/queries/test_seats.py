"""Who sits where: every read of a door is scoped by it."""

import pytest
from tests.cast import MEI, NOW, Cast

from rapport.shared.refusals import NotFound
from rapport.shops.actions.tokens import digest_of, make_token
from rapport.shops.actions.workspaces import seat_member
from rapport.shops.models import User
from rapport.shops.queries.seats import (
    SeatChoice,
    members_of,
    only_workspace,
    seat_of,
    seat_of_token,
    seats_of,
    workspace,
)
from rapport.shops.rules.roles import Actor, Role, Seat


def test_a_member_sits_in_their_workspace(cast: Cast) -> None:
    assert seat_of(cast.mei) == Seat(cast.moonwell.pk, Role.OWNER, Actor("mei", cast.mei.pk))


def test_a_user_without_a_seat_has_none(cast: Cast) -> None:
    assert seat_of(User.objects.create(username="guest")) is None


def test_a_workspace_that_is_not_theirs_is_never_given(cast: Cast) -> None:
    seat = seat_of(cast.mei, cast.harbour.pk)
    assert seat is not None
    assert seat.workspace_id == cast.moonwell.pk


def test_whoever_has_two_seats_takes_the_one_they_ask_for(cast: Cast) -> None:
    seat_member(cast.harbour.pk, "mei", Role.VIEWER, by=MEI, now=NOW)
    assert seats_of(cast.mei.pk) == [
        SeatChoice(cast.harbour.pk, "Harbour", is_demonstration=False, role=Role.VIEWER),
        SeatChoice(cast.moonwell.pk, "Moonwell", is_demonstration=False, role=Role.OWNER),
    ]
    asked, unasked = seat_of(cast.mei, cast.moonwell.pk), seat_of(cast.mei)
    assert asked is not None
    assert unasked is not None
    assert (asked.role, unasked.role) == (Role.OWNER, Role.VIEWER)


def test_a_program_sits_in_its_member_s_seat_under_its_own_name(cast: Cast) -> None:
    token = make_token(cast.moonwell.pk, "mei", "warehouse", by=MEI, now=NOW)
    assert seat_of_token(digest_of(token)) == Seat(cast.moonwell.pk, Role.OWNER, Actor("mei (warehouse)", cast.mei.pk))


def test_a_token_nobody_made_opens_nothing(cast: Cast) -> None:
    make_token(cast.moonwell.pk, "mei", "warehouse", by=MEI, now=NOW)
    assert seat_of_token(digest_of("guessed")) is None
    assert seat_of_token("") is None


def test_members_are_those_of_one_workspace_by_name(cast: Cast) -> None:
    seat_member(cast.moonwell.pk, "lin", Role.VIEWER, by=MEI, now=NOW)
    assert [member.user.username for member in members_of(cast.moonwell.pk)] == ["lin", "mei"]


def test_a_workspace_by_its_number(cast: Cast) -> None:
    assert workspace(cast.harbour.pk).name == "Harbour"
    with pytest.raises(NotFound) as refused:
        workspace(999_999)
    assert refused.value.data == {"what": "workspace", "id": 999_999}


def test_the_first_workspace_is_the_installation_s(cast: Cast) -> None:
    found = only_workspace()
    assert found is not None
    assert found.pk == cast.moonwell.pk


@pytest.mark.django_db
def test_a_fresh_installation_has_no_workspace() -> None:
    assert only_workspace() is None
