"""What the quota ledger says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, Sum

from rapport.collaborations.models import CollaborationCreator
from rapport.creators.models import Creator
from rapport.outreach.models import CreatorWeek, Message, QuotaWindow, Reservation, Thread
from rapport.outreach.rules.quota import Contact, Cost, Kind, Standing, cost_of
from rapport.policies.rules.packs import QuotaPolicy
from rapport.shared.refusals import NotFound
from rapport.shops.models import Shop
from rapport.shops.queries.shops import policy_of

OUT = (Message.State.SENDING, Message.State.SENT)


def current_window(shop_id: int, now: datetime) -> QuotaWindow | None:
    """The window that holds `now`, if it was opened."""
    return QuotaWindow.objects.filter(shop_id=shop_id, starts_at__lte=now, ends_at__gt=now).first()


def present_windows(now_by_shop: Mapping[int, datetime]) -> dict[int, QuotaWindow]:
    """Each shop's window that holds its own `now`, by shop id; shops whose window was not opened are left out."""
    holding = Q(pk__in=())
    for shop_id, now in now_by_shop.items():
        holding |= Q(shop_id=shop_id, starts_at__lte=now, ends_at__gt=now)
    return {window.shop_id: window for window in QuotaWindow.objects.filter(holding)}


def windows_of(workspace_id: int, shop_id: int, limit: int = 12) -> list[QuotaWindow]:
    """A shop's windows, the newest first."""
    rows = QuotaWindow.objects.filter(shop_id=shop_id, shop__workspace_id=workspace_id).order_by("-starts_at")
    return list(rows[:limit])


def quota_window(workspace_id: int, window_id: int) -> QuotaWindow:
    """One window of this workspace. Refuses with NotFound."""
    found = QuotaWindow.objects.filter(pk=window_id, shop__workspace_id=workspace_id).first()
    if found is None:
        raise NotFound(what="quota_window", id=window_id)
    return found


def standing_of(window: QuotaWindow) -> Standing:
    return Standing(window.cap, window.held, window.spent, window.elsewhere)


def starter_left(shop_id: int, policy: QuotaPolicy) -> int:
    """What remains of the one-time starter pack after all windows so far."""
    used = 0
    for window in QuotaWindow.objects.filter(shop_id=shop_id, starter_units__gt=0):
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


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One entry of the quota ledger as pages show it."""

    at: datetime
    kind: str
    creator_id: int
    creator_name: str
    units: int
    state: str
    why: dict[str, object]


def ledger_lines(workspace_id: int, window_id: int, limit: int = 200) -> list[LedgerLine]:
    """A window's reservations, the newest first."""
    rows = Reservation.objects.filter(window_id=window_id, window__shop__workspace_id=workspace_id)
    return [
        LedgerLine(row.made_at, row.kind, row.creator_id, row.creator.shown_name, row.units, row.state, row.why)
        for row in rows.select_related("creator").order_by("-made_at", "-pk")[:limit]
    ]


def units_by_kind(window_id: int) -> dict[str, int]:
    """Units spent in a window by kind of message."""
    rows = Reservation.objects.filter(window_id=window_id, state=Reservation.State.SPENT).values("kind")
    return {row["kind"]: row["total"] for row in rows.annotate(total=Sum("units"))}
