"""The quota's windows: opened by the pack, overruled by what the platform answers, closed when it refuses."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Sum

from rapport.outreach.actions.ledger import Change, Event, enter_window
from rapport.outreach.models import QuotaWindow, Reservation
from rapport.outreach.queries.quota import pool_window, starter_left
from rapport.outreach.rules.quota import Kind, Standing, after_change, pool_of, weekly_cap
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


def open_window(shop: Shop, *, now: datetime, gmv: int | None = None, kind: Kind = Kind.MESSAGE) -> QuotaWindow:
    """The window that holds `now` for a kind of message, begun by the pack's rules where it is not there yet.

    `gmv` is the shop's over the policy's days in whole units; unknown, the last window's is taken.
    """
    policy = policy_of(shop).quota
    pool = pool_of(policy, kind)
    found = pool_window(shop, pool, now)
    if found is not None:
        return found
    period = week_of(now, policy.week_rule(shop.timezone))
    last = QuotaWindow.objects.filter(shop_id=shop.counted_at).order_by("-starts_at").first()
    known_gmv = gmv if gmv is not None else (last.gmv if last else 0)
    cap = weekly_cap(policy, known_gmv, starter_left(shop, policy), pool)
    with transaction.atomic():
        made, created = QuotaWindow.objects.get_or_create(
            shop_id=shop.counted_at,
            starts_at=period.start,
            pool=pool.value,
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
        if created:
            enter_window(made, Event.OPENED, now=now)
    return made


@transaction.atomic
def record_live_quota(shop: Shop, live: LiveQuota, *, now: datetime, gmv: int | None = None) -> QuotaWindow:
    """Take over what the platform answers: it overrules the pack (design section 4).

    Units that it counted and we did not are kept as sent elsewhere; a cap below what is spent leaves the spent ones.
    An answer about another week than the present one, as around a week's turn, is not taken over. Where invitations
    have a pool of their own, the answer is that of the messages.
    """
    window = _locked(open_window(shop, now=now, gmv=gmv).pk)
    if now not in live.period:
        return window
    before = (window.starts_at, window.cap, window.max_followers, window.elsewhere)
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
    if before != (window.starts_at, window.cap, window.max_followers, window.elsewhere):
        enter_window(window, Event.TOLD, Change(elsewhere=window.elsewhere - before[3]), now=now)
    return window


@transaction.atomic
def close_window(shop: Shop, *, now: datetime, kind: Kind = Kind.MESSAGE) -> QuotaWindow:
    """The platform said that the quota is used up: nothing more this week, and the cap we believed was wrong.

    Places that are only held are not released here: their messages are cancelled by whoever owns them.
    """
    window = _locked(open_window(shop, now=now, kind=kind).pk)
    told, believed = window.spent + window.elsewhere, window.cap
    if window.closed_by_platform:
        return window
    window.closed_by_platform, window.told_by, window.cap_told = True, "refusal", told
    window.cap = told + window.held
    window.why = Reason("quota.closed_by_platform", {"believed": believed, "sent": told}).as_json()
    window.save()
    enter_window(window, Event.CLOSED, now=now)
    return window


def locked_window(shop: Shop, kind: Kind, *, now: datetime) -> QuotaWindow:
    """The window that holds `now` for a kind of message, its row locked until the transaction ends."""
    pool = pool_of(policy_of(shop).quota, kind)
    found = pool_window(shop, pool, now, locked=True)
    return found or _locked(open_window(shop, now=now, kind=kind).pk)


def lock_windows(counted_at: int) -> None:
    """Lock all windows of a shop until the transaction ends, the main pool's first as everywhere."""
    rows = QuotaWindow.objects.select_for_update().filter(shop_id=counted_at).order_by("-pool", "pk")
    list(rows.values_list("pk", flat=True))


def _locked(window_id: int) -> QuotaWindow:
    return QuotaWindow.objects.select_for_update().get(pk=window_id)


def _shift(window: QuotaWindow, period: Period) -> None:
    """The platform's week begins at another moment than the pack says: the platform is right."""
    window.starts_at, window.ends_at = period.start, period.end
