"""What the quota ledger says."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import Q, Sum

from rapport.collaborations.models import CollaborationCreator
from rapport.creators.models import Creator
from rapport.outreach.models import CreatorWeek, Message, QuotaWindow, Reservation, Thread
from rapport.outreach.rules.quota import MAIN_POOLS, Contact, Cost, Kind, Pool, Standing, cost_of
from rapport.policies.rules.sections import QuotaPolicy
from rapport.shared.refusals import NotFound
from rapport.shops.models import Shop
from rapport.shops.queries.shops import policy_of

OUT = (Message.State.SENDING, Message.State.SENT)


def current_window(shop: Shop, now: datetime) -> QuotaWindow | None:
    """The window that holds `now`, if it was opened; that of the messages where invitations have their own."""
    return QuotaWindow.objects.filter(_present(shop, now), pool__in=MAIN_POOLS).first()


def pool_window(shop: Shop, pool: Pool, now: datetime, *, locked: bool = False) -> QuotaWindow | None:
    """The window of a pool that holds `now`, if it was opened; `locked` until the transaction ends, where asked."""
    rows = QuotaWindow.objects.select_for_update() if locked else QuotaWindow.objects.all()
    return rows.filter(_present(shop, now), pool=pool.value).first()


def invitations_window(shop: Shop, now: datetime) -> QuotaWindow | None:
    """The present window of the invitations' own pool, if there is one and it was opened."""
    return pool_window(shop, Pool.INVITATIONS, now)


def present_windows(shops: Iterable[Shop], now_by_shop: Mapping[int, datetime]) -> dict[int, QuotaWindow]:
    """Each shop's window that holds its own `now`, by shop id; shops whose window was not opened are left out."""
    holding, shops = Q(pk__in=()), list(shops)
    for shop in shops:
        holding |= _present(shop, now_by_shop[shop.pk])
    found = {one.shop_id: one for one in QuotaWindow.objects.filter(holding, pool__in=MAIN_POOLS)}
    return {shop.pk: found[shop.counted_at] for shop in shops if shop.counted_at in found}


def windows_of(shop: Shop, limit: int = 12) -> list[QuotaWindow]:
    """A shop's windows, the newest first."""
    return list(QuotaWindow.objects.filter(shop_id=shop.counted_at).order_by("-starts_at", "pool")[:limit])


def quota_window(workspace_id: int, window_id: int) -> QuotaWindow:
    """One window that a shop of this workspace is counted in. Refuses with NotFound."""
    ours = Q(shop__workspace_id=workspace_id) | Q(shop__shared_by__workspace_id=workspace_id)
    found = QuotaWindow.objects.filter(ours, pk=window_id).distinct().first()
    if found is None:
        raise NotFound(what="quota_window", id=window_id)
    return found


def units_of_day(shop: Shop, day: date) -> int:
    """Units taken for messages of one local day, over all pools."""
    places = Reservation.objects.filter(window__shop_id=shop.counted_at, day=day)
    counted = places.exclude(state=Reservation.State.RELEASED)
    return counted.aggregate(units=Sum("units"))["units"] or 0


def _present(shop: Shop, now: datetime) -> Q:
    return Q(shop_id=shop.counted_at, starts_at__lte=now, ends_at__gt=now)


def standing_of(window: QuotaWindow) -> Standing:
    return Standing(window.cap, window.held, window.spent, window.elsewhere)


def starter_left(shop: Shop, policy: QuotaPolicy) -> int:
    """What remains of the one-time starter pack after all windows so far."""
    used = 0
    for window in QuotaWindow.objects.filter(shop_id=shop.counted_at, starter_units__gt=0):
        used += min(window.spent, window.starter_units)
    return max(0, policy.starter_pack - used)


def contact_of(shop: Shop, creator: Creator, window: QuotaWindow) -> Contact:
    """What counts about a creator when a message to them is costed in this window."""
    return contacts_of(shop, [creator], window)[creator.pk]


def contacts_of(shop: Shop, creators: list[Creator], window: QuotaWindow) -> dict[int, Contact]:
    """The same for many creators at once, by creator id."""
    ids = [creator.pk for creator in creators]
    threads = {
        thread.creator_id: thread for thread in Thread.objects.filter(shop=shop, creator_id__in=ids, channel="im")
    }
    accepted = CollaborationCreator.objects.filter(
        creator_id__in=ids, collaboration__shop=shop, showcase_products__gt=0
    ).values_list("creator_id", flat=True)
    counted = CreatorWeek.objects.filter(
        Q(is_spent=True) | Q(open_reservations__gt=0), window=window, creator_id__in=ids
    )
    connected = {*accepted, *(pk for pk, thread in threads.items() if thread.first_in_at)}
    this_week = set(counted.values_list("creator_id", flat=True))
    unanswered = _unanswered(threads)
    return {
        creator.pk: Contact(
            connected=creator.pk in connected,
            counted_this_window=creator.pk in this_week,
            sent_since_reply=unanswered.get(creator.pk, 0),
            followers=creator.followers,
        )
        for creator in creators
    }


def cost_of_next(shop: Shop, creator: Creator, window: QuotaWindow, kind: Kind) -> Cost:
    """What the next message of a kind to this creator would take from the window. Refuses with PreReplyCapReached."""
    return cost_of(policy_of(shop).quota, kind, contact_of(shop, creator, window))


def _unanswered(threads: dict[int, Thread]) -> dict[int, int]:
    counts: dict[int, int] = {}
    silent = {thread.pk: creator for creator, thread in threads.items() if thread.first_in_at is None}
    for thread_id in Message.objects.filter(thread_id__in=silent, state__in=OUT).values_list("thread_id", flat=True):
        counts[silent[thread_id]] = counts.get(silent[thread_id], 0) + 1
    return counts


def units_by_kind(window_id: int) -> dict[str, int]:
    """Units spent in a window by kind of message."""
    rows = Reservation.objects.filter(window_id=window_id, state=Reservation.State.SPENT).values("kind")
    return {row["kind"]: row["total"] for row in rows.annotate(total=Sum("units"))}
