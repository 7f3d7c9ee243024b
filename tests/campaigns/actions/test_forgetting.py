"""Forgetting one person everywhere."""

from datetime import timedelta

import pytest
from tests.cast import MEI, NOW, Cast, creator
from tests.console.rows import all_rows
from tests.console.world import World, at_work

from rapport.campaigns.actions.forgetting import forget_person
from rapport.campaigns.actions.people import merge_people
from rapport.creators.actions.blocking import block_creator
from rapport.creators.actions.keep import Kept, ids_for_handles, keep_sightings
from rapport.creators.actions.notes import write_note
from rapport.creators.models import Creator
from rapport.creators.queries.profile import named
from rapport.creators.rules.metrics import Metrics, Sighting
from rapport.outreach.actions.forgetting import SendingNow
from rapport.outreach.models import Invitation, Message
from rapport.sales.models import OrderLine
from rapport.settlement.models import LedgerEntry
from rapport.shared.refusals import NotFound
from rapport.shops.models import AuditLine

TALKATIVE = "zuleika.q"


@pytest.fixture
def world(cast: Cast) -> World:
    """A partner with a name that nothing else has, who was invited, wrote, asked for a sample and sold."""
    made = at_work(cast)
    Creator.objects.filter(pk=made.thread.creator_id).update(
        handle=TALKATIVE, nickname="Zuleika", bio="pr@zuleika.q.example", open_id="open-zuleika.q"
    )
    Message.objects.filter(thread=made.thread).update(text="zuleika says hello")
    AuditLine.objects.filter(subject="@partner0").update(subject=f"@{TALKATIVE}")
    return made


def forget(world: World) -> str:
    return forget_person(world.cast.moonwell.pk, world.thread.creator_id, by=MEI, now=NOW)


def test_nothing_of_their_name_is_left_in_any_table(world: World) -> None:
    write_note(world.cast.moonwell.pk, world.thread.creator_id, "Zuleika prefers mornings", by=MEI, now=NOW)
    block_creator(world.cast.moonwell.pk, world.thread.creator_id, "Zuleika was rude", by=MEI, now=NOW)
    assert "zuleika" in repr(all_rows()).lower()
    forget(world)
    left = {name: [row for row in rows if "zuleika" in repr(row).lower()] for name, rows in all_rows().items()}
    assert {name: rows for name, rows in left.items() if rows} == {}


def test_orders_and_commission_stay_to_the_penny(world: World) -> None:
    def books() -> list[object]:
        return [
            *OrderLine.objects.order_by("pk").values_list("pk", "creator_id", "paid_minor", "order_id"),
            *LedgerEntry.objects.order_by("pk").values_list("pk", "creator_id", "amount_minor"),
        ]

    before = books()
    assert before
    forget(world)
    assert books() == before


def test_open_invitations_are_closed_and_nothing_is_written_to_them(world: World) -> None:
    forget(world)
    row = Creator.objects.get(pk=world.thread.creator_id)
    assert not Invitation.objects.filter(creator=row).exclude(stage="closed").exists()
    assert (row.blocked_why, row.forgotten_at, row.followers) == ("forgotten", NOW, None)


def test_the_next_import_does_not_bring_them_back(world: World) -> None:
    forget(world)
    later = NOW + timedelta(days=1)
    known_again = [
        Sighting(TALKATIVE, "GB", later, "file", Metrics(followers=1)),
        Sighting(TALKATIVE, "", later, "file", Metrics(followers=1)),
        Sighting("new.name", "GB", later, "marketplace", Metrics(), open_id="open-zuleika.q"),
    ]
    assert keep_sightings(world.cast.moonwell.pk, known_again) == Kept(0, 0)
    assert named(world.cast.moonwell.pk, TALKATIVE) == []


def test_whoever_takes_the_handle_over_is_somebody_else(world: World) -> None:
    forget(world)
    creator(world.cast.moonwell, TALKATIVE, "GB", 5_000, open_id="open-somebody-else")
    assert [one.open_id for one in named(world.cast.moonwell.pk, TALKATIVE)] == ["open-somebody-else"]


def test_another_order_of_theirs_is_credited_to_the_emptied_record(world: World) -> None:
    forget(world)
    found = ids_for_handles(world.cast.moonwell.pk, "GB", [TALKATIVE], source="order", now=NOW)
    assert found == {TALKATIVE: world.thread.creator_id}


def test_every_account_of_the_person_is_forgotten(world: World) -> None:
    merge_people(world.cast.moonwell.pk, world.thread.creator_id, world.cast.emma.pk, by=MEI, now=NOW)
    forget(world)
    assert not Creator.objects.filter(handle="emma").exists()
    assert not Creator.objects.filter(open_id="open-emma").exists()


def test_nothing_goes_while_a_message_is_being_sent(world: World) -> None:
    Message.objects.filter(thread=world.thread).update(state=Message.State.SENDING)
    before = all_rows()
    with pytest.raises(SendingNow):
        forget(world)
    assert all_rows() == before


def test_the_trail_says_that_somebody_was_forgotten_and_not_who(world: World) -> None:
    name = forget(world)
    line = AuditLine.objects.get(action="creator.forget")
    assert (line.subject, line.data, name.startswith("C-")) == (name, {}, True)


def test_nobody_is_forgotten_twice_or_by_another_workspace(world: World) -> None:
    with pytest.raises(NotFound):
        forget_person(world.cast.harbour.pk, world.thread.creator_id, by=MEI, now=NOW)
    forget(world)
    with pytest.raises(NotFound):
        forget(world)
