"""The quota: what is left in each shop's week, and the ledger in which every send and skip has its line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse

from rapport.campaigns.queries.forecast import forecast_of
from rapport.campaigns.queries.plans import PlanSummary, present_plans
from rapport.console import entries
from rapport.console.desk import Desk, page
from rapport.creators.queries.naming import shown_names
from rapport.outreach.models import QuotaWindow
from rapport.outreach.queries.ledger import JournalLine, LedgerLine, journal_lines, ledger_lines, units_of_others
from rapport.outreach.queries.quota import present_windows, quota_window, standing_of, windows_of
from rapport.outreach.queries.replays import replay_of
from rapport.outreach.rules.quota import Standing
from rapport.policies.queries import pack_names
from rapport.shared.refusals import Reason, Refusal
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
    windows, plans = present_windows(desk.shops, now), present_plans(now)
    return [_card(shop, now, windows, plans) for shop in desk.shops]


def quota_card(desk: Desk, shop: Shop) -> QuotaCard:
    now = {shop.pk: desk.now_of(shop)}
    return _card(shop, now, present_windows([shop], now), present_plans(now))


def _card(
    shop: Shop, now: Mapping[int, datetime], windows: Mapping[int, QuotaWindow], plans: Mapping[int, PlanSummary]
) -> QuotaCard:
    return QuotaCard(shop, now[shop.pk], windows.get(shop.pk), plans.get(shop.pk))


@page
def quota(desk: Desk, shop_id: int) -> HttpResponse:
    """The ledger of a shop's present week, or of the latest one there is."""
    shop = desk.shop(shop_id)
    windows = windows_of(shop)
    now = desk.now_of(shop)
    present = next((one for one in windows if one.starts_at <= now), None)
    return _ledger(desk, shop, windows, present)


@page
def quota_week(desk: Desk, window_id: int) -> HttpResponse:
    """The ledger of one week."""
    window = quota_window(desk.workspace_id, window_id)
    shop = next(one for one in desk.shops if one.counted_at == window.shop_id)
    return _ledger(desk, shop, windows_of(shop), window)


@page
def quota_replay(desk: Desk, shop_id: int) -> HttpResponse:
    """What a pack would have allowed of the last weeks; the shop's own where none is asked for."""
    shop = desk.shop(shop_id)
    chosen = entries.filter_of(desk.request.GET, "pack", pack_names()) or shop.pack
    weeks, refused = [], None
    try:
        weeks = replay_of(shop, chosen, now=desk.now_of(shop))
    except Refusal as refusal:
        refused = Reason(refusal.code, refusal.data)
    context = {
        "active": "plan",
        "shop": shop,
        "packs": pack_names(),
        "chosen": chosen,
        "weeks": weeks,
        "refused": refused,
        "names": shown_names(desk.workspace_id, {one.send.creator_id for week in weeks for one in week.refused}),
    }
    return desk.show("quota/replay.html", context)


def _ledger(desk: Desk, shop: Shop, windows: list[QuotaWindow], window: QuotaWindow | None) -> HttpResponse:
    now = desk.now_of(shop)
    context = {
        "active": "plan",
        "shop": shop,
        "windows": windows,
        "card": QuotaCard(shop, desk.now_of(shop), window, None),
        "journal": desk.request.GET.get("journal") == "1",
        "lines": _lines(desk, window),
        "forecast": forecast_of(shop, window, now=now) if window and window.starts_at <= now < window.ends_at else None,
        "of_others": units_of_others(desk.workspace_id, window.pk) if window else 0,
    }
    return desk.show("quota/ledger.html", context)


def _lines(desk: Desk, window: QuotaWindow | None) -> Sequence[LedgerLine | JournalLine]:
    """Messages with what became of them, or every change of the week."""
    if window is None:
        return []
    if desk.request.GET.get("journal") == "1":
        return journal_lines(desk.workspace_id, window.pk)
    return ledger_lines(desk.workspace_id, window.pk)
