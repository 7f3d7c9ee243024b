"""What people want of creators: standing wishes for the planner, and all of them for pages."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from rapport.campaigns.models import Wish
from rapport.campaigns.rules.wishes import Standing, Wishes, WishKind
from rapport.shared.refusals import NotFound


def wishes_of(shop_id: int) -> Wishes:
    """Every wish of a shop that stands, as the rule takes them."""
    rows = Wish.objects.filter(shop=shop_id, undone_at=None).values_list("creator_id", "campaign_id", "kind")
    return Wishes.of([Standing(creator, campaign, WishKind(kind)) for creator, campaign, kind in rows])


def standing_wishes(shop_id: int, limit: int = 100) -> list[Wish]:
    """The newest wishes of a shop that stand, with creator and campaign."""
    rows = Wish.objects.filter(shop=shop_id, undone_at=None).select_related("creator", "campaign")
    return list(rows.order_by("-made_at", "-pk")[:limit])


def wishes_for(shop_id: int, creator_ids: Iterable[int]) -> dict[int, list[Wish]]:
    """The standing wishes of a shop for these creators, by creator."""
    found: dict[int, list[Wish]] = {}
    rows = Wish.objects.filter(shop=shop_id, creator__in=list(creator_ids), undone_at=None).order_by("pk")
    for row in rows:
        found.setdefault(row.creator_id, []).append(row)
    return found


def wish(workspace_id: int, wish_id: int) -> Wish:
    """One wish with its shop, campaign and creator. Refuses with NotFound."""
    rows = Wish.objects.filter(pk=wish_id, shop__workspace_id=workspace_id)
    row = rows.select_related("shop", "campaign", "creator").first()
    if row is None:
        raise NotFound(what="wish", id=wish_id)
    return row


def wished_shop_wide(shop_id: int, kind: WishKind) -> QuerySet[Wish, int]:
    """The creators whom somebody wants first, or never, in the whole shop; a subquery."""
    rows = Wish.objects.filter(shop=shop_id, campaign=None, undone_at=None, kind=kind)
    return rows.values_list("creator_id", flat=True)


def standing_for(shop_id: int, creator_id: int, campaign_id: int | None) -> QuerySet[Wish]:
    """The wish that stands for one creator in a campaign, or in the whole shop; a query of one row or none."""
    scope = Q(campaign=None) if campaign_id is None else Q(campaign=campaign_id)
    return Wish.objects.filter(scope, shop=shop_id, creator=creator_id, undone_at=None)
