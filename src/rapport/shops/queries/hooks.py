"""Events that came, and for whom they work."""

from collections.abc import Collection, Mapping
from datetime import datetime

from rapport.shops.models import Hook, PlatformEvent
from rapport.shops.rules.hooks import Telling


def working_types(now_by_shop: Mapping[int, datetime]) -> dict[int, frozenset[int]]:
    """The types of events that come by themselves, for each shop that has any; each at its own `now`."""
    found: dict[int, set[int]] = {}
    for hook in Hook.objects.filter(shop__in=now_by_shop, heard_at__isnull=False):
        if Telling(hook.heard_at, hook.missed_at).works(now_by_shop[hook.shop_id]):
            found.setdefault(hook.shop_id, set()).add(hook.type)
    return {shop_id: frozenset(types) for shop_id, types in found.items()}


def hooks_of(workspace_id: int) -> list[Hook]:
    """Every hook of a workspace's shops, by shop and type."""
    return list(Hook.objects.filter(shop__workspace_id=workspace_id).select_related("shop").order_by("shop", "type"))


def told_of(shop_id: int, type_: int, subjects: Collection[str]) -> set[str]:
    """Of these ids those that an event told us of."""
    rows = PlatformEvent.objects.filter(shop_id=shop_id, type=type_, subject__in=subjects)
    return set(rows.values_list("subject", flat=True))
