"""Saved searches of the marketplace."""

from datetime import datetime

from rapport.creators.models import SavedSearch
from rapport.shared.refusals import NotFound


def searches_of(workspace_id: int) -> list[SavedSearch]:
    """By shop, the latest first, each with its shop."""
    rows = SavedSearch.objects.filter(shop__workspace_id=workspace_id).select_related("shop")
    return list(rows.order_by("shop_id", "-made_at", "-pk"))


def search_of(workspace_id: int, search_id: int) -> SavedSearch:
    """Refuses with NotFound."""
    found = SavedSearch.objects.filter(shop__workspace_id=workspace_id, pk=search_id).select_related("shop").first()
    if found is None:
        raise NotFound(what="saved_search", id=search_id)
    return found


def due_searches(shop_id: int, now: datetime) -> list[SavedSearch]:
    """Those of a shop that are to be run, the longest waiting first."""
    rows = SavedSearch.objects.filter(shop_id=shop_id).select_related("shop")
    return [one for one in rows.order_by("last_run_at", "pk") if one.is_due(now)]
