"""Stopping and resuming a shop, and spreading anew what should have left while nobody was there to send it."""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction

from rapport.collaborations.models import TargetCollaboration
from rapport.outreach.actions.channel_accounts import DELIVER_ON_CHANNELS
from rapport.outreach.actions.messages import enqueue_delivery
from rapport.outreach.models import Departure, Message, Standstill
from rapport.outreach.models.departures import WHY_CHARS
from rapport.outreach.queries.departures import late_departures, region_of, slots_taken, standing_still
from rapport.outreach.rules.pace import AN_HOUR, Leaving, Pace, leaving, spread
from rapport.shared.refusals import Refusal
from rapport.shops.actions.trail import record
from rapport.shops.models import Shop
from rapport.shops.rules.keys import shop_key
from rapport.shops.rules.roles import Actor
from rapport.work.queue import enqueue

LATE = timedelta(hours=1)
"""Whatever is later than this has missed its time and is given another."""


class StandsAlready(Refusal):
    """The shop was stopped already, or goes already."""

    code = "outreach.stands_already"


@transaction.atomic
def stop_shop(shop: Shop, why: str, *, by: Actor, now: datetime) -> Standstill:
    """Let nothing of a shop leave until somebody resumes it. Refuses with StandsAlready."""
    if standing_still(shop.pk) is not None:
        raise StandsAlready(shop=shop.name)
    made = Standstill.objects.create(shop=shop, why=why.strip()[:WHY_CHARS], began_at=now, began_by=by.label)
    record(shop.workspace_id, by, "outreach.stop", shop.name, now=now, why=made.why)
    return made


@transaction.atomic
def resume_shop(shop: Shop, *, by: Actor, now: datetime) -> int:
    """Let a shop send again; how many automatic messages found another time. Refuses with StandsAlready."""
    held = Standstill.objects.filter(shop=shop, ended_at=None)
    if not held.update(ended_at=now, ended_by=by.label):
        raise StandsAlready(shop=shop.name)
    moved = spread_anew(shop, until=now, now=now)
    record(shop.workspace_id, by, "outreach.resume", shop.name, now=now, moved=moved)
    enqueue_delivery(shop.pk)
    enqueue(DELIVER_ON_CHANNELS, shop_key(shop.pk))
    return moved


@transaction.atomic
def spread_anew(shop: Shop, *, until: datetime, now: datetime) -> int:
    """Give every automatic message that should have left before `until` another time from now on, so that a pause
    never ends in a burst; how many there were. Drafted collaborations follow, an hour apart.
    """
    lanes: dict[tuple[str, Pace], list[Message]] = defaultdict(list)
    for message in late_departures(shop.pk, until):
        departure = message.departure
        lanes[departure.lane, Pace.from_json(departure.pace)].append(message)
    for (lane, pace), messages in lanes.items():
        regions = [region_of(shop, one.thread.creator.region) for one in messages]
        taken = [slot for slot in slots_taken(lane, now - AN_HOUR) if slot >= now]
        for message, found in zip(messages, spread(regions, now, pace, taken=taken), strict=True):
            put_off(message, found)
    _spread_drafts(shop, until, now)
    return sum(map(len, lanes.values()))


def put_off(message: Message, found: Leaving) -> None:
    """The message leaves at another time, for the reason found."""
    Message.objects.filter(pk=message.pk, state=Message.State.QUEUED).update(due_at=found.at)
    Departure.objects.filter(message=message).update(why=found.why.as_json() if found.why else {})


def put_off_until_awake(shop: Shop, message: Message, *, now: datetime) -> bool:
    """Whether the message must wait because its creator sleeps; then it is due in their morning."""
    found = leaving(now, region_of(shop, message.thread.creator.region))
    if found.at <= now:
        return False
    put_off(message, found)
    return True


def _spread_drafts(shop: Shop, until: datetime, now: datetime) -> None:
    """Overdue drafts of one campaign leave one after the other, an hour apart."""
    drafts = TargetCollaboration.objects.filter(shop=shop, state=TargetCollaboration.State.DRAFTED, leaves_at__lt=until)
    reached: dict[str, datetime] = {}
    for draft in drafts.order_by("leaves_at", "pk"):
        at = reached[draft.label] + AN_HOUR if draft.label in reached else now
        reached[draft.label] = at
        TargetCollaboration.objects.filter(pk=draft.pk).update(leaves_at=at)
