"""Where creators live, what is on its way and why it waits, and whether a shop stands still."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from rapport.outreach.models import Message, Standstill
from rapport.outreach.rules.pace import Leaving, Pace, Quiet, Region, leaving
from rapport.outreach.rules.wording import Purpose
from rapport.policies.queries import places
from rapport.shared.refusals import Reason
from rapport.shops.models import Shop
from rapport.shops.queries.shops import policy_of

INVITING = (Purpose.INVITE, Purpose.REINVITE)
State = Message.State


def region_of(shop: Shop, code: str) -> Region:
    """Where a creator lives, with the hours that the shop's rules keep quiet; one whose region nobody knows keeps the
    shop's time.
    """
    contact = policy_of(shop).contact
    quiet = Quiet(contact.quiet_from_time, contact.quiet_until_time)
    place = places().get(code)
    return Region(place, quiet) if place else Region.of_zone(shop.timezone, quiet)


def all_awake(shop: Shop, codes: Iterable[str], now: datetime) -> bool:
    """Whether it is day for every one of these creators' regions."""
    return all(leaving(now, region_of(shop, code)).at <= now for code in set(codes))


def standing_still(shop_id: int) -> Standstill | None:
    """The standstill that a shop is in, if it is in one."""
    return Standstill.objects.filter(shop=shop_id, ended_at=None).first()


def standstills(shop_ids: Iterable[int]) -> dict[int, Standstill]:
    """The standstills that hold now, by shop."""
    return {one.shop_id: one for one in Standstill.objects.filter(shop__in=list(shop_ids), ended_at=None)}


def slots_taken(lane: str, since: datetime) -> list[datetime]:
    """When the messages of a lane leave, or left since a moment."""
    rows = Message.objects.filter(departure__lane=lane, due_at__gte=since)
    going = rows.filter(state__in=[State.QUEUED, State.SENDING, State.SENT])
    return list(going.order_by("due_at").values_list("due_at", flat=True))


def invitations_leaving(lane: str, since: datetime) -> list[datetime]:
    """When the invitations of a lane leave, or left since a moment."""
    rows = Message.objects.filter(departure__lane=lane, due_at__gte=since, purpose__in=INVITING)
    going = rows.filter(state__in=[State.QUEUED, State.SENDING, State.SENT])
    return list(going.order_by("due_at").values_list("due_at", flat=True))


def late_departures(shop_id: int, until: datetime) -> list[Message]:
    """Automatic messages that should have left before a moment and are still here, the earliest first."""
    rows = Message.objects.filter(thread__shop=shop_id, state=State.QUEUED, departure__isnull=False, due_at__lt=until)
    return list(rows.select_related("departure", "thread__creator").order_by("due_at", "pk"))


def next_departure(shop_id: int, now: datetime) -> datetime | None:
    """When the next queued message of a shop is due on the platform after `now`."""
    rows = Message.objects.filter(thread__shop=shop_id, thread__channel="im", state=State.QUEUED, due_at__gt=now)
    return rows.order_by("due_at").values_list("due_at", flat=True).first()


@dataclass(frozen=True, slots=True)
class OnItsWay:
    """A queued message: to whom, what for, when it leaves and what it waits for."""

    message: Message
    leaves_at: datetime
    why: Reason | None
    automatic: bool


def on_their_way(shop: Shop, now: datetime, limit: int = 100) -> list[OnItsWay]:
    """What a shop has queued on the platform, in the order in which it leaves."""
    rows = Message.objects.filter(thread__shop=shop, thread__channel="im", state=State.QUEUED).order_by("due_at", "pk")
    loaded = rows.select_related("thread__creator", "departure")[:limit]
    return [_on_its_way(shop, row, now) for row in loaded]


def _on_its_way(shop: Shop, row: Message, now: datetime) -> OnItsWay:
    departure = getattr(row, "departure", None)
    if departure is not None and departure.why and row.due_at > now:
        return OnItsWay(row, row.due_at, Reason.from_json(departure.why), automatic=True)
    pace = Pace.from_json(departure.pace) if departure is not None else None
    waits: Leaving = leaving(max(row.due_at, now), region_of(shop, row.thread.creator.region), pace)
    if waits.why is None and row.due_at > now:
        waits = leaving(now, region_of(shop, row.thread.creator.region), pace)
    return OnItsWay(row, max(row.due_at, waits.at), waits.why, automatic=departure is not None)
