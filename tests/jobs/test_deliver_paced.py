"""What leaves, leaves in the creators' day, in its time, and not while the shop stands still."""

from datetime import timedelta

from tests.cast import MEI, NOW, Cast
from tests.jobs.stage import CREATE, OPEN, SEND, Platform, answered, errand, fresh, takes_everything
from tests.outreach.stage import WHY, asked

from rapport.collaborations.actions.plans import Offer
from rapport.collaborations.models import TargetCollaboration
from rapport.creators.models import Creator
from rapport.jobs.deliver import deliver
from rapport.outreach.actions.departures import resume_shop, stop_shop
from rapport.outreach.actions.invitations import InvitationWords, queue_invitation
from rapport.outreach.models import Invitation, Message
from rapport.outreach.rules.pace import Leaves, Pace
from rapport.shops.models import Connection

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def spread_out(cast: Cast, *creators: Creator) -> None:
    """Automatic invitations that leave ten minutes apart."""
    for place, one in enumerate(creators):
        at = NOW + place * 10 * MINUTE
        offer = Offer("Spring", {cast.serum.pk: 2000}, NOW + timedelta(days=90), leaves_at=NOW)
        leaves = Leaves(at, "campaign:1", Pace(6))
        words = InvitationWords(f"Hi {one.handle}!", WHY)
        queue_invitation(cast.uk, one, offer, words, leaves=leaves, by=MEI, now=NOW)


def sent() -> list[str]:
    rows = Message.objects.filter(state="sent").order_by("pk").select_related("thread__creator")
    return [row.thread.creator.handle for row in rows]


def talks(platform: Platform, *handles: str) -> None:
    for handle in handles:
        platform.says(OPEN, {"conversation_id": f"talk-{handle}", "creator_im_id": f"im-{handle}"})
    takes_everything(platform)


def test_each_message_leaves_in_its_own_minute(cast: Cast, platform: Platform) -> None:
    spread_out(cast, cast.anna, cast.bao)
    talks(platform, "anna", "bao")
    deliver(errand(cast.uk, platform))
    assert (platform.asked, sent()) == ([CREATE, OPEN, SEND], ["anna"])
    deliver(errand(cast.uk, platform, now=NOW + 10 * MINUTE))
    assert sent() == ["anna", "bao"]


def test_while_the_creator_sleeps_the_message_waits_for_their_morning(cast: Cast, platform: Platform) -> None:
    message = answered(cast, cast.anna)
    Creator.objects.filter(pk=cast.anna.pk).update(region="JP")
    evening = NOW + 6 * HOUR
    deliver(errand(cast.uk, platform, now=evening))
    assert (platform.asked, fresh(message).due_at) == ([], NOW + 14 * HOUR)


def test_a_collaboration_waits_until_all_of_its_creators_are_awake(cast: Cast, platform: Platform) -> None:
    Creator.objects.filter(pk=cast.bao.pk).update(region="JP")
    for one in (cast.anna, Creator.objects.get(pk=cast.bao.pk)):
        asked(cast.uk, one, cast.offer())
    deliver(errand(cast.uk, platform, now=NOW + 6 * HOUR))
    assert (platform.asked, TargetCollaboration.objects.get().state) == ([], "drafted")


def test_a_drafted_collaboration_leaves_at_its_time(cast: Cast, platform: Platform) -> None:
    spread_out(cast, cast.anna)
    TargetCollaboration.objects.update(leaves_at=NOW + HOUR)
    deliver(errand(cast.uk, platform))
    assert platform.asked == []


def test_nothing_leaves_a_shop_that_stands_still(cast: Cast, platform: Platform) -> None:
    spread_out(cast, cast.anna)
    answered(cast, cast.bao)
    stop_shop(cast.uk, "wrong price", by=MEI, now=NOW)
    deliver(errand(cast.uk, platform))
    assert (platform.asked, set(Message.objects.exclude(state="received").values_list("state", flat=True))) == (
        [],
        {"queued"},
    )
    talks(platform, "anna")
    resume_shop(cast.uk, by=MEI, now=NOW)
    deliver(errand(cast.uk, platform))
    assert sorted(sent()) == ["anna", "bao"]


def test_a_shop_stopped_in_the_middle_sends_nothing_more(cast: Cast, platform: Platform) -> None:
    for one in (cast.anna, cast.bao):
        answered(cast, one)
    takes_everything(platform)
    platform.meanwhile[SEND] = lambda: stop_shop(cast.uk, "", by=MEI, now=NOW)
    deliver(errand(cast.uk, platform))
    assert (platform.asked, sent()) == ([SEND], ["anna"])


def test_whoever_slept_over_it_spreads_it_anew_on_the_real_platform(cast: Cast, platform: Platform) -> None:
    """A sandbox whose clock was moved has lived through that time, and everything leaves."""
    spread_out(cast, cast.anna, cast.bao)
    Connection.objects.update(kind=Connection.Kind.PLATFORM)
    talks(platform, "anna", "bao")
    deliver(errand(cast.uk, platform, now=NOW + 5 * HOUR))
    assert sent() == ["anna"]
    assert Message.objects.get(state="queued").due_at == NOW + 5 * HOUR + 10 * MINUTE


def test_beyond_what_the_platform_takes_in_a_day_drafts_wait(cast: Cast, platform: Platform) -> None:
    asked(cast.uk, cast.anna, cast.offer())
    made = [
        TargetCollaboration(
            shop=cast.uk, label="Old", name=f"Old {one}", state="ended", ends_at=NOW, made_at=NOW, created_at=NOW - HOUR
        )
        for one in range(200)
    ]
    TargetCollaboration.objects.bulk_create(made)
    deliver(errand(cast.uk, platform))
    assert (platform.asked, Invitation.objects.get().stage) == ([], "queued")
    takes_everything(platform)
    deliver(errand(cast.uk, platform, now=NOW + 23 * HOUR + MINUTE))
    assert Invitation.objects.get().stage == "invited"
