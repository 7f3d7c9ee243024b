"""The quota: what is left in each shop's week, and the ledger in which every send and skip has its line."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse

from rapport.campaigns.queries.plans import PlanSummary, present_plans
from rapport.console.desk import Desk, page
from rapport.outreach.models import QuotaWindow
from rapport.outreach.queries.quota import (
    ledger_lines,
    present_windows,
    quota_window,
    standing_of,
    windows_of,
)
from rapport.outreach.rules.quota import Standing
from rapport.shops.models import Shop


@dataclass(frozen=True, slots=True)
class QuotaCard:
    """A shop with its present week; the week is None where it was not opened yet."""

    shop: Shop
    now: datetime
    window: QuotaWindow | None
    plan: PlanSummary | None

    @property
    def standing(self) -> Standing | None:
        return standing_of(self.window) if self.window else None

    @property
    def told_by(self) -> str:
        """Who said how large the cap is: `pack`, `entered`, `platform` or `refusal`."""
        told = self.window.told_by if self.window else "pack"
        return "entered" if told == "pack" and self.shop.cap_entered is not None else told


def quota_cards(desk: Desk) -> list[QuotaCard]:
    """One for each shop; two queries, however many shops."""
    now = desk.now_by_shop()
    windows, plans = present_windows(now), present_plans(now)
    return [_card(shop, now, windows, plans) for shop in desk.shops]


def quota_card(desk: Desk, shop: Shop) -> QuotaCard:
    now = {shop.pk: desk.now_of(shop)}
    return _card(shop, now, present_windows(now), present_plans(now))


def _card(
    shop: Shop, now: Mapping[int, datetime], windows: Mapping[int, QuotaWindow], plans: Mapping[int, PlanSummary]
) -> QuotaCard:
    return QuotaCard(shop, now[shop.pk], windows.get(shop.pk), plans.get(shop.pk))


@page
def quota(desk: Desk, shop_id: int) -> HttpResponse:
    """The ledger of a shop's present week, or of the latest one there is."""
    shop = desk.shop(shop_id)
    windows = windows_of(desk.workspace_id, shop_id)
    now = desk.now_of(shop)
    present = next((one for one in windows if one.starts_at <= now), None)
    return _ledger(desk, shop, windows, present)


@page
def quota_week(desk: Desk, window_id: int) -> HttpResponse:
    """The ledger of one week."""
    window = quota_window(desk.workspace_id, window_id)
    return _ledger(desk, desk.shop(window.shop_id), windows_of(desk.workspace_id, window.shop_id), window)


def _ledger(desk: Desk, shop: Shop, windows: list[QuotaWindow], window: QuotaWindow | None) -> HttpResponse:
    context = {
        "active": "plan",
        "shop": shop,
        "windows": windows,
        "card": QuotaCard(shop, desk.now_of(shop), window, None),
        "lines": ledger_lines(desk.workspace_id, window.pk) if window else [],
    }
    return desk.show("quota/ledger.html", context)
