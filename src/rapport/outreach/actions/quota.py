"""Taking places in the quota and settling them: reserve → sending → spent, or released.

A place is taken by one conditional update under the window's row lock, so neither a crash nor a race can take
one too many; a check in the database stands behind it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import transaction
from django.db.models import Case, F, IntegerField, Q, When

from rapport.creators.models import Creator
from rapport.outreach.actions.ledger import NO_CHANGE, Change, Event, enter_place
from rapport.outreach.actions.windows import lock_windows, locked_window
from rapport.outreach.models import CreatorWeek, QuotaWindow, Reservation
from rapport.outreach.queries.quota import contact_of, standing_of, units_of_day
from rapport.outreach.rules.quota import (
    Contact,
    Cost,
    Kind,
    Pool,
    QuotaUsedUp,
    Wanted,
    check_day,
    check_followers,
    check_left,
    contact_matters,
    cost_of,
    counts_creator,
    pool_of,
)
from rapport.policies.rules.sections import QuotaPolicy
from rapport.shared.periods import Period, local_date
from rapport.shops.models import Shop
from rapport.shops.queries.shops import policy_of

State = Reservation.State


def reserve(shop: Shop, creator: Creator, kind: Kind, key: str, *, now: datetime) -> Reservation:
    """Take a place for one intended message; asked again under the same key, the same place is given.

    Refuses with QuotaUsedUp, DayFull, FollowersAboveCeiling or PreReplyCapReached; nothing is taken then.
    """
    return reserve_all(shop, creator, [Wanted(kind, key)], now=now)[0]


@transaction.atomic
def reserve_all(shop: Shop, creator: Creator, wanted: Sequence[Wanted], *, now: datetime) -> list[Reservation]:
    """Take the places of messages that go together, all or none; in the order asked. Refuses as `reserve`."""
    taking = _Taking.begin(shop, creator, now)
    return [taking.place_for(one) for one in wanted]


@transaction.atomic
def start_sending(reservation: Reservation, shop: Shop, *, now: datetime) -> Reservation:
    """Mark a place as being used right now. The platform counts at this moment: a place taken in a week that has ended
    is given back and taken anew in the present one, one of another day counts in the present day.

    Refuses as `reserve`.
    """
    place = reservation
    if now in Period(place.window.starts_at, place.window.ends_at):
        _move_to_day(place, shop, local_date(now, shop.timezone))
    else:
        release(place, now=now)
        place = reserve(shop, place.creator, Kind(place.kind), place.key, now=now)
    if Reservation.objects.filter(pk=place.pk, state=State.HELD).update(state=State.SENDING):
        enter_place(place, Event.SENDING, now=now)
    return place


@transaction.atomic
def spend(reservation: Reservation, *, now: datetime) -> None:
    """The message went out: its place is used for good."""
    if not _settle(reservation, State.SPENT, now):
        return
    units = reservation.units
    if reservation.counts_creator:
        week = _week_of(reservation)
        units = 0 if week.is_spent else 1
        CreatorWeek.objects.filter(pk=week.pk).update(is_spent=True, open_reservations=F("open_reservations") - 1)
    _move(reservation, Event.SPENT, Change(held=-units, spent=units), now=now)


@transaction.atomic
def release(reservation: Reservation, *, why: str = "", now: datetime) -> None:
    """The message certainly did not go out: its place is free again. `why` is the code of what kept it."""
    if not _settle(reservation, State.RELEASED, now):
        return
    units = reservation.units
    if reservation.counts_creator:
        week = _week_of(reservation)
        units = 1 if week.open_reservations == 1 and not week.is_spent else 0
        CreatorWeek.objects.filter(pk=week.pk).update(open_reservations=F("open_reservations") - 1)
    _move(reservation, Event.RELEASED, Change(held=-units), why=why, now=now)


@transaction.atomic
def back_to_held(reservation: Reservation, *, now: datetime) -> None:
    """The send was tried and certainly not heard: the place waits for the next try."""
    if Reservation.objects.filter(pk=reservation.pk, state=State.SENDING).update(state=State.HELD):
        enter_place(reservation, Event.NOT_HEARD, now=now)


@dataclass
class _Taking:
    """Places being taken for one creator: the windows' rows stay locked until the transaction ends."""

    shop: Shop
    creator: Creator
    now: datetime
    policy: QuotaPolicy
    day: date
    windows: dict[Pool, QuotaWindow] = field(default_factory=dict)
    contacts: dict[Pool, Contact] = field(default_factory=dict)

    @classmethod
    def begin(cls, shop: Shop, creator: Creator, now: datetime) -> "_Taking":
        return cls(shop, creator, now, policy_of(shop).quota, local_date(now, shop.timezone))

    def place_for(self, wanted: Wanted) -> Reservation:
        """The place of one message, as it was taken before or taken now."""
        window = self._window(wanted.kind)
        before = Reservation.objects.filter(window=window, key=wanted.key).first()
        if before is not None and before.state != State.RELEASED:
            return before
        contact = self._contact(window)
        check_followers(window.max_followers, contact)
        cost = cost_of(self.policy, wanted.kind, contact)
        check_left(standing_of(window), cost.units)
        _check_day(self.shop, self.policy, self.day, cost.units)
        counts = counts_creator(self.policy, contact)
        _take(window, self.creator, cost, counts_creator=counts)
        place = before or Reservation(window=window, key=wanted.key)
        place.kind, place.creator, place.units = wanted.kind.value, self.creator, cost.units
        place.counts_creator, place.state, place.day = counts, State.HELD, self.day
        place.made_at, place.settled_at, place.why = self.now, None, cost.reason.as_json()
        place.save()
        enter_place(place, Event.HELD, Change(held=cost.units), now=self.now)
        if counts:
            self.contacts[Pool(window.pool)] = replace(contact, counted_this_window=True)
        return place

    def _window(self, kind: Kind) -> QuotaWindow:
        """The window that holds `now`, locked. Where days are limited the main pool is locked first, for a day's units
        are counted over all pools.
        """
        pool = pool_of(self.policy, kind)
        if self.policy.daily_cap is not None and pool is Pool.INVITATIONS:
            self._window(Kind.MESSAGE)
        if pool not in self.windows:
            self.windows[pool] = locked_window(self.shop, kind, now=self.now)
        return self.windows[pool]

    def _contact(self, window: QuotaWindow) -> Contact:
        pool = Pool(window.pool)
        if pool not in self.contacts:
            plain = Contact(followers=self.creator.followers)
            matters = contact_matters(self.policy, window.max_followers)
            self.contacts[pool] = contact_of(self.shop, self.creator, window) if matters else plain
        return self.contacts[pool]


def _move_to_day(place: Reservation, shop: Shop, day: date) -> None:
    """A place of an earlier day counts in the day of its send. Refuses with DayFull."""
    if place.day == day:
        return
    policy = policy_of(shop).quota
    if policy.daily_cap is not None:
        lock_windows(shop.counted_at)
        _check_day(shop, policy, day, place.units)
    Reservation.objects.filter(pk=place.pk).update(day=day)


def _check_day(shop: Shop, policy: QuotaPolicy, day: date, units: int) -> None:
    if policy.daily_cap is not None and units:
        check_day(policy, units_of_day(shop, day), units)


def _take(window: QuotaWindow, creator: Creator, cost: Cost, *, counts_creator: bool) -> None:
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
    QuotaWindow.objects.select_for_update().get(pk=reservation.window_id)
    return CreatorWeek.objects.get(window_id=reservation.window_id, creator_id=reservation.creator_id)


def _move(place: Reservation, event: Event, change: Change, *, why: str = "", now: datetime) -> None:
    """Move a place's units and say so. In a window that the platform closed, what comes back is not offered again."""
    lowered = When(closed_by_platform=True, then=F("cap") + min(0, change.held + change.spent))
    cap = Case(lowered, default=F("cap"), output_field=IntegerField())
    if change != NO_CHANGE:
        counts = QuotaWindow.objects.filter(pk=place.window_id)
        counts.update(held=F("held") + change.held, spent=F("spent") + change.spent, cap=cap)
    enter_place(place, event, change, why=why, now=now)
