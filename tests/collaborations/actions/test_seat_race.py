"""A seat is taken or given up while somebody else acts on the same collaboration: one waits for the other."""

import pytest
from django.db import connection
from tests.cast import NOW, Cast, cast_of, creator
from tests.races import overtaken

from rapport.collaborations.actions.plans import (
    SeenSeat,
    claim_draft,
    record_created,
    record_seats,
    remove_creator,
    seat_creator,
)
from rapport.collaborations.models import CollaborationCreator, TargetCollaboration
from rapport.creators.models import Creator

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one transaction write at a time"),
]


@pytest.fixture
def people(transactional_db: None) -> Cast:
    return cast_of()


def seated(people: Cast, *creators: Creator) -> TargetCollaboration:
    return [seat_creator(people.uk, one.pk, people.offer(), now=NOW) for one in creators][-1]


def states(made: TargetCollaboration) -> dict[str, str]:
    rows = CollaborationCreator.objects.filter(collaboration=made).order_by("pk")
    return dict(rows.values_list("creator__handle", "state"))


def test_nobody_sits_down_in_a_draft_that_is_being_sent(people: Cast) -> None:
    made = seated(people, people.anna)
    late = overtaken(lambda: claim_draft(made.pk), lambda: seated(people, people.bao))
    assert late.pk != made.pk
    assert (states(made), states(late)) == ({"anna": "seated"}, {"bao": "seated"})


def test_a_draft_is_not_sent_before_whoever_is_sitting_down_sits(people: Cast) -> None:
    made = seated(people, people.anna)

    def send() -> list[str]:
        claim_draft(made.pk)
        return list(states(made))

    assert overtaken(lambda: seated(people, people.bao), send) == ["anna", "bao"]


def test_the_last_seat_is_taken_once(people: Cast) -> None:
    crowd = [creator(people.moonwell, f"c{number}", "GB", 1_000) for number in range(29)]
    made = seated(people, *crowd)
    overflow = overtaken(lambda: seated(people, people.anna), lambda: seated(people, people.bao))
    assert (len(states(made)), states(overflow)) == (30, {"bao": "seated"})


def test_who_leaves_while_the_platform_s_news_are_kept_has_left(people: Cast) -> None:
    made = seated(people, people.anna)
    claim_draft(made.pk)
    record_created(made.pk, "8001", now=NOW)
    news = [SeenSeat(people.anna.pk, 1, 0)]
    accepted = overtaken(
        lambda: remove_creator(made.pk, people.anna.pk, now=NOW), lambda: record_seats(made.pk, news, now=NOW)
    )
    seat = CollaborationCreator.objects.get()
    assert (accepted, seat.state, seat.removed_at, seat.showcase_products) == ([], "removed", NOW, 1)
