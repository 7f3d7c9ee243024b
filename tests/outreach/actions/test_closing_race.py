"""Mei closes an invitation at the moment at which the worker sends it, or hears that the creator accepted."""

import pytest
from django.db import connection
from tests.cast import MEI, NOW, Cast, cast_of
from tests.outreach.stage import asked, held, invited, quota
from tests.races import overtaken

from rapport.outreach.actions.invitations import close_invitation, record_accepted
from rapport.outreach.actions.sending import claim_collaboration, record_collaboration_made, record_quota_closed
from rapport.outreach.models import Invitation, Reservation
from rapport.outreach.rules.life import Ending

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one transaction write at a time"),
]


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return cast_of()


def withdraw(invitation: Invitation) -> None:
    close_invitation(Invitation.objects.get(pk=invitation.pk), Ending.WITHDRAWN, by=MEI, now=NOW)


def send(invitation: Invitation) -> bool:
    return claim_collaboration(invitation.shop, invitation.collaboration, hold=held, now=NOW)


def outcome(invitation: Invitation) -> tuple[str, str]:
    return Invitation.objects.get(pk=invitation.pk).stage, Reservation.objects.get(key=invitation.key).state


def test_what_is_being_sent_keeps_its_unit(people: Cast) -> None:
    made = asked(people.uk, people.anna, people.offer())
    overtaken(lambda: send(made), lambda: withdraw(made))
    assert (outcome(made), quota(people.uk)) == (("closed", "sending"), (20, 1, 0))


def test_what_is_being_closed_is_not_sent(people: Cast) -> None:
    made = asked(people.uk, people.anna, people.offer())
    assert not overtaken(lambda: withdraw(made), lambda: send(made))
    assert (outcome(made), quota(people.uk)) == (("closed", "released"), (20, 0, 0))


def test_what_is_closed_while_it_is_recorded_stays_spent(people: Cast) -> None:
    made = asked(people.uk, people.anna, people.offer())
    send(made)
    overtaken(lambda: record_collaboration_made(made.collaboration_id, "8601", now=NOW), lambda: withdraw(made))
    assert (outcome(made), quota(people.uk)) == (("closed", "spent"), (20, 0, 1))
    assert Invitation.objects.get().invited_at == NOW


def test_who_accepts_what_is_being_closed_opens_it_not_again(people: Cast) -> None:
    made = invited(people, people.anna)
    overtaken(
        lambda: withdraw(made),
        lambda: record_accepted(people.uk.pk, people.anna.pk, made.collaboration_id, now=NOW),
    )
    assert outcome(made) == ("closed", "spent")


def test_what_is_approved_while_the_quota_ends_is_taken_back_too(people: Cast) -> None:
    asked(people.uk, people.anna, people.offer())
    overtaken(lambda: asked(people.uk, people.bao, people.offer()), lambda: record_quota_closed(people.uk, now=NOW))
    assert set(Invitation.objects.values_list("creator__handle", "stage", "ending")) == {
        ("anna", "closed", "refused"),
        ("bao", "closed", "refused"),
    }
    assert quota(people.uk) == (0, 0, 0)
