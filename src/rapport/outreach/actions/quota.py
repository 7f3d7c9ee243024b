"""Taking places in the quota and settling them: reserve → sending → spent, or released.

A place is taken by one conditional update under the window's row lock, so neither a crash nor a race can take
one too many; a check in the database stands behind it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Case, F, IntegerField, Q, Sum, When

from rapport.creators.models import Creator
from rapport.outreach.models import CreatorWeek, QuotaWindow, Reservation
from rapport.outreach.queries.quota import contact_of, current_window, starter_left
from rapport.outreach.rules.quota import (
    Contact,
    Cost,
    Kind,
    QuotaUsedUp,
    Standing,
    Wanted,
    after_change,
    check_followers,
    check_left,
    contact_matters,
    cost_of,
    weekly_cap,
)
from rapport.policies.rules.packs import QuotaPolicy
from rapport.shared.periods import Period, week_of
from rapport.shared.refusals import Reason
from rapport.shops.models import Shop
from rapport.shops.queries.shops import policy_of

State = Reservation.State


@dataclass(frozen=True, slots=True)
class LiveQuota:
    """What the platform itself answers about a window; `cap` None is unlimited."""

    period: Period
    cap: int | None
    used: int
    max_followers: int | None


def open_window(shop: Shop, *, now: datetime, gmv: int | None = None) -> QuotaWindow:
    """The window that holds `now`, begun by the pack's rules where it is not there yet.

    `gmv` is the shop's over the policy's days in whole units; unknown, the last window's is taken.
    """
    found = current_window(shop.pk, now)
    if found is not None:
        return found
    policy = policy_of(shop).quota
    period = week_of(now, policy.week_rule(shop.timezone))
    last = QuotaWindow.objects.filter(shop=shop).order_by("-starts_at").first()
    known_gmv = gmv if gmv is not None else (last.gmv if last else 0)
    cap = weekly_cap(policy, known_gmv, starter_left(shop.pk, policy))
    with transaction.atomic():
        made, _ = QuotaWindow.objects.get_or_create(
            shop=shop,
            starts_at=period.start,
            defaults={
                "ends_at": period.end,
                "unit": policy.unit,
                "cap": cap.units,
                "cap_told": cap.units,
                "starter_units": cap.starter_units,
                "max_followers": cap.max_followers,
                "gmv": known_gmv,
                "why": cap.reason.as_json(),
            },
        )
    return made


def reserve(shop: Shop, creator: Creator, kind: Kind, key: str, *, now: datetime) -> Reservation:
    """Take a place for one intended message; asked again under the same key, the same place is given.

    Refuses with QuotaUsedUp, FollowersAboveCeiling or PreReplyCapReached; nothing is taken then.
    """
    return reserve_all(shop, creator, [Wanted(kind, key)], now=now)[0]


@transaction.atomic
def reserve_all(shop: Shop, creator: Creator, wanted: Sequence[Wanted], *, now: datetime) -> list[Reservation]:
    """Take the places of messages that go together, all or none; in the order asked. Refuses as `reserve`."""
    window = _present_window(shop, now)
    known = {row.key: row for row in Reservation.objects.filter(window=window, key__in=[one.key for one in wanted])}
    policy = policy_of(shop).quota
    contact = Contact(followers=creator.followers)
    if contact_matters(policy, window.max_followers):
        contact = contact_of(shop, creator, window)
    places = []
    for one in wanted:
        before = known.get(one.key)
        if before is None or before.state == State.RELEASED:
            before = _reserve(window, creator, one, policy, contact, before, now)
            contact = replace(contact, counted_this_window=True)
        places.append(before)
    return places


@transaction.atomic
def start_sending(reservation: Reservation, shop: Shop, *, now: datetime) -> Reservation:
    """Mark a place as being used right now. The platform counts at this moment: a place taken in a week that has ended
    is given back and taken anew in the present one.

    Refuses as `reserve`.
    """
    if now in Period(reservation.window.starts_at, reservation.window.ends_at):
        taken = Reservation.objects.filter(pk=reservation.pk, state__in=[State.HELD, State.SENDING])
        taken.update(state=State.SENDING)
        return reservation
    release(reservation, now=now)
    fresh = reserve(shop, reservation.creator, Kind(reservation.kind), reservation.key, now=now)
    Reservation.objects.filter(pk=fresh.pk).update(state=State.SENDING)
    return fresh


@transaction.atomic
def spend(reservation: Reservation, *, now: datetime) -> None:
    """The message went out: its place is used for good."""
    if not _settle(reservation, State.SPENT, now):
        return
    if not reservation.counts_creator:
        _move(reservation.window_id, held=-reservation.units, spent=reservation.units)
        return
    week = _week_of(reservation)
    if not week.is_spent:
        _move(reservation.window_id, held=-1, spent=1)
    CreatorWeek.objects.filter(pk=week.pk).update(is_spent=True, open_reservations=F("open_reservations") - 1)


@transaction.atomic
def release(reservation: Reservation, *, now: datetime) -> None:
    """The message certainly did not go out: its place is free again."""
    if not _settle(reservation, State.RELEASED, now):
        return
    if not reservation.counts_creator:
        _move(reservation.window_id, held=-reservation.units)
        return
    week = _week_of(reservation)
    if week.open_reservations == 1 and not week.is_spent:
        _move(reservation.window_id, held=-1)
    CreatorWeek.objects.filter(pk=week.pk).update(open_reservations=F("open_reservations") - 1)


@transaction.atomic
def back_to_held(reservation: Reservation) -> None:
    """The send was tried and certainly not heard: the place waits for the next try."""
    Reservation.objects.filter(pk=reservation.pk, state=State.SENDING).update(state=State.HELD)


@transaction.atomic
def record_live_quota(shop: Shop, live: LiveQuota, *, now: datetime, gmv: int | None = None) -> QuotaWindow:
    """Take over what the platform answers: it overrules the pack (design section 4).

    Units that it counted and we did not are kept as sent elsewhere; a cap below what is spent leaves the spent ones.
    An answer about another week than the present one, as around a week's turn, is not taken over.
    """
    window = _locked(open_window(shop, now=now, gmv=gmv).pk)
    if now not in live.period:
        return window
    if live.period.start != window.starts_at:
        _shift(window, live.period)
    sending = Reservation.objects.filter(window=window, state=State.SENDING).aggregate(units=Sum("units"))["units"] or 0
    window.elsewhere = max(0, live.used - window.spent - sending)
    standing = Standing(window.cap, window.held, window.spent, window.elsewhere)
    if not window.closed_by_platform:
        window.cap, window.cap_told, window.told_by = after_change(standing, live.cap), live.cap, "platform"
        window.max_followers = live.max_followers
        window.why = Reason("quota.told_by_platform", {"cap": live.cap, "used": live.used}).as_json()
    else:
        window.cap = after_change(standing, 0)
    window.save()
    return window


@transaction.atomic
def close_window(shop: Shop, *, now: datetime) -> QuotaWindow:
    """The platform said that the quota is used up: nothing more this week, and the cap we believed was wrong.

    Places that are only held are not released here: their messages are cancelled by whoever owns them.
    """
    window = _locked(open_window(shop, now=now).pk)
    told = window.spent + window.elsewhere
    window.closed_by_platform, window.told_by, window.cap_told = True, "refusal", told
    window.cap = told + window.held
    window.why = Reason("quota.closed_by_platform", {"believed": window.cap, "sent": told}).as_json()
    window.save()
    return window


def _reserve(
    window: QuotaWindow,
    creator: Creator,
    wanted: Wanted,
    policy: QuotaPolicy,
    contact: Contact,
    released: Reservation | None,
    now: datetime,
) -> Reservation:
    check_followers(window.max_followers, contact)
    cost = cost_of(policy, wanted.kind, contact)
    counts_creator = policy.unit == "creator_week" and not (policy.connected_exempt and contact.connected)
    _take(window, creator, cost, counts_creator=counts_creator)
    place = released or Reservation(window=window, key=wanted.key)
    place.kind, place.creator, place.units = wanted.kind.value, creator, cost.units
    place.counts_creator, place.state = counts_creator, State.HELD
    place.made_at, place.settled_at, place.why = now, None, cost.reason.as_json()
    place.save()
    return place


def _present_window(shop: Shop, now: datetime) -> QuotaWindow:
    """The window that holds `now`, its row locked until the transaction ends."""
    locked = QuotaWindow.objects.select_for_update()
    found = locked.filter(shop=shop, starts_at__lte=now, ends_at__gt=now).first()
    return found or _locked(open_window(shop, now=now).pk)


def _locked(window_id: int) -> QuotaWindow:
    return QuotaWindow.objects.select_for_update().get(pk=window_id)


def _take(window: QuotaWindow, creator: Creator, cost: Cost, *, counts_creator: bool) -> None:
    check_left(Standing(window.cap, window.held, window.spent, window.elsewhere), cost.units)
    if counts_creator:
        week, _ = CreatorWeek.objects.get_or_create(window=window, creator=creator)
        CreatorWeek.objects.filter(pk=week.pk).update(open_reservations=F("open_reservations") + 1)
    if not cost.units:
        return
    room = Q(cap=None) | Q(cap__gte=F("held") + F("spent") + F("elsewhere") + cost.units)
    if not QuotaWindow.objects.filter(room, pk=window.pk).update(held=F("held") + cost.units):
        raise QuotaUsedUp(units=cost.units, left=0, cap=window.cap, spent=window.spent, held=window.held)
    window.held += cost.units


def _settle(reservation: Reservation, state: State, now: datetime) -> bool:
    open_ones = Reservation.objects.filter(pk=reservation.pk, state__in=[State.HELD, State.SENDING])
    return bool(open_ones.update(state=state, settled_at=now))


def _week_of(reservation: Reservation) -> CreatorWeek:
    """The creator's count in the window, the window's row locked so that nobody counts beside us."""
    _locked(reservation.window_id)
    return CreatorWeek.objects.get(window_id=reservation.window_id, creator_id=reservation.creator_id)


def _move(window_id: int, *, held: int, spent: int = 0) -> None:
    """Move units; in a window that the platform closed, a place that is given back is not offered again."""
    given_back = min(0, held + spent)
    lowered = When(closed_by_platform=True, then=F("cap") + given_back)
    cap = Case(lowered, default=F("cap"), output_field=IntegerField())
    QuotaWindow.objects.filter(pk=window_id).update(held=F("held") + held, spent=F("spent") + spent, cap=cap)


def _shift(window: QuotaWindow, period: Period) -> None:
    """The platform's week begins at another moment than the pack says: the platform is right."""
    window.starts_at, window.ends_at = period.start, period.end
