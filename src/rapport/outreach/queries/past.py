"""What a shop sent in the past, as other rules would look at it."""

from datetime import datetime

from django.db.models import Min

from rapport.outreach.models import Invitation, QuotaWindow, Reservation, Thread
from rapport.outreach.rules.quota import Kind
from rapport.outreach.rules.replay import Past, PastSend
from rapport.shops.models import Shop


def past_of(shop: Shop, since: datetime) -> Past:
    """Every message that a shop's quota was spent on since a moment, oldest first, those of other workspaces too."""
    places = Reservation.objects.filter(
        window__shop_id=shop.counted_at, state=Reservation.State.SPENT, settled_at__gte=since
    )
    rows = places.select_related("creator").order_by("settled_at", "pk")
    sends = [
        PastSend(row.settled_at, Kind(row.kind), row.creator_id, row.creator.followers)
        for row in rows
        if row.settled_at is not None
    ]
    windows = QuotaWindow.objects.filter(shop_id=shop.counted_at).order_by("starts_at")
    return Past(
        sends=sends,
        connected_since=_connected_since(shop, {one.creator_id for one in sends}),
        gmv=list(windows.values_list("starts_at", "gmv")),
        timezone=shop.timezone,
    )


def _connected_since(shop: Shop, creator_ids: set[int]) -> dict[int, datetime]:
    """When each creator first wrote, or first accepted; those that carry a product count from their acceptance."""
    wrote = Thread.objects.filter(shop__in=_rows_of(shop), creator__in=creator_ids, first_in_at__isnull=False)
    accepted = Invitation.objects.filter(shop__in=_rows_of(shop), creator__in=creator_ids, accepted_at__isnull=False)
    found: dict[int, datetime] = {}
    for creator, at in [
        *wrote.values("creator").annotate(at=Min("first_in_at")).values_list("creator", "at"),
        *accepted.values("creator").annotate(at=Min("accepted_at")).values_list("creator", "at"),
    ]:
        found[creator] = min(at, found.get(creator, at))
    return found


def _rows_of(shop: Shop) -> list[int]:
    """Every workspace's row of this shop of the platform."""
    shared = Shop.objects.filter(quota_of_id=shop.counted_at).values_list("pk", flat=True)
    return [shop.counted_at, *shared]
