"""A new campaign: goal, products and rates, who is looked for, limits; with a live count of who passes."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.campaigns.actions.campaigns import CampaignDraft, open_campaign
from rapport.campaigns.models import Campaign
from rapport.collaborations.queries import products_of
from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.console.screen_text import askables, mistake_in
from rapport.console.screens import FIRST, MORE, PRESETS, preset, screen_of, typed_of
from rapport.creators.queries.library import categories_known, count_matching
from rapport.creators.rules.screens import ScreenUnreadable
from rapport.shared.money import percent
from rapport.shared.periods import local_date, midnight
from rapport.shared.refusals import NotFound, Refusal
from rapport.shops.models import Shop
from rapport.shops.queries.shops import playbook_of, policy_of
from rapport.shops.rules.roles import Ability

RUNS_FOR = timedelta(days=90)
"""How long a campaign runs unless somebody enters another end."""
A_DAY = timedelta(days=1)


@page
def new(desk: Desk) -> HttpResponse:
    """The form for the chosen shop, or for the first one, with the playbook's values in it."""
    desk.seat.require(Ability.PLAN)
    shop = desk.chosen_shop() or next(iter(desk.shops), None)
    if shop is None:
        return desk.show("plan/no_shop.html", {"active": "campaigns"})
    return _form(desk, shop, _start_values(desk, shop, entries.text(desk.request.GET, "screen")))


@page
def bounds(desk: Desk) -> HttpResponse:
    """The bounds of a preset, put into the form, with the count of who passes."""
    shop, typed = _shop(desk), desk.request.GET.dict()
    chosen = typed.get("preset", "")
    if chosen in PRESETS:
        kept = {name: typed[name] for name in ("category", "screen") if name in typed}
        typed = kept | typed_of(preset(chosen, playbook_of(shop)), shop.currency)
    return desk.show("campaigns/bounds.html", _screen_context(desk, shop, typed))


@page
def count(desk: Desk) -> HttpResponse:
    """How many creators pass the screen as it is typed now."""
    shop = _shop(desk)
    return desk.show("campaigns/count.html", _passing(desk, shop, desk.request.GET))


@write(Ability.PLAN)
def create(desk: Desk) -> HttpResponse:
    """Open the campaign; what is refused is told above the form, which keeps what was typed."""
    shop = desk.shop(entries.row_id(entries.text(desk.request.POST, "shop")) or 0)
    with desk.told():
        made = open_campaign(shop, _draft(desk, shop), by=desk.seat.actor, now=desk.now_of(shop))
        desk.say(gettext("The campaign is open; its shortlist stands below."))
        return desk.back("campaign", made.pk)
    return _form(desk, shop, desk.request.POST.dict())


def _shop(desk: Desk) -> Shop:
    shop = desk.chosen_shop()
    if shop is None:
        raise NotFound(what="shop")
    return shop


def _start_values(desk: Desk, shop: Shop, screen: str) -> dict[str, str]:
    """The playbook's values; a screen that was handed on stands in place of the preset's bounds."""
    play, today = playbook_of(shop), local_date(desk.now_of(shop), shop.timezone)
    return {
        "goal": Campaign.Goal.SALES,
        "approval": Campaign.Approval.PERSON,
        "has_free_sample": "on",
        "per_day_max": str(play.planner.invitations_per_day_max),
        "starts": today.isoformat(),
        "ends": (today + RUNS_FOR).isoformat(),
        **({"screen": screen} if screen else typed_of(preset("sales", play), shop.currency)),
    }


def _form(desk: Desk, shop: Shop, typed: dict[str, str]) -> HttpResponse:
    products, policy = products_of(shop.pk), policy_of(shop)
    context = {
        "active": "campaigns",
        "shop": shop,
        "products": products,
        "ticked": set(desk.request.POST.getlist("product")),
        "start_rate": percent(playbook_of(shop).commission.start_rate).rstrip("%"),
        "policy": policy.commission,
        "goals": Campaign.Goal.values,
        "approvals": Campaign.Approval.values,
        **_screen_context(desk, shop, typed),
    }
    return desk.show("campaigns/new.html", context)


def _screen_context(desk: Desk, shop: Shop, typed: Mapping[str, str]) -> dict[str, object]:
    return {
        "typed": typed,
        "currency": shop.currency,
        "presets": PRESETS,
        "first": FIRST,
        "more": MORE,
        "categories": categories_known(desk.workspace_id),
        "askables": askables(),
        "shop": shop,
        **_passing(desk, shop, typed),
    }


def _passing(desk: Desk, shop: Shop, typed: Mapping[str, str]) -> dict[str, object]:
    try:
        screen = screen_of(typed, shop.region, shop.currency)
    except Refusal as refusal:
        mistake = mistake_in(entries.text(typed, "screen"), refusal) if isinstance(refusal, ScreenUnreadable) else None
        return {"passing": None, "unreadable": refusal, "mistake": mistake, "shop": shop}
    passing = count_matching(desk.workspace_id, screen, now=desk.now)
    return {"passing": passing, "unreadable": None, "mistake": None, "shop": shop}


def _draft(desk: Desk, shop: Shop) -> CampaignDraft:
    sent = desk.request.POST
    today = local_date(desk.now_of(shop), shop.timezone)
    starts = entries.day(sent, "starts") or today
    return CampaignDraft(
        name=entries.text(sent, "name"),
        goal=Campaign.Goal(entries.one_of(sent, "goal", Campaign.Goal.values)),
        screen=screen_of(sent, shop.region, shop.currency),
        rates=_rates(desk, shop),
        starts_at=midnight(starts, shop.timezone),
        ends_at=midnight(_last_day(sent, starts) + A_DAY, shop.timezone),
        approval=Campaign.Approval(entries.one_of(sent, "approval", Campaign.Approval.values)),
        has_free_sample="has_free_sample" in sent,
        gift=entries.text(sent, "gift"),
        per_day_max=entries.whole(sent, "per_day_max"),
    )


def _last_day(sent: Mapping[str, str], starts: date) -> date:
    return entries.day(sent, "ends") or starts + RUNS_FOR


def _rates(desk: Desk, shop: Shop) -> dict[int, int]:
    """The rate of each ticked product; one left empty takes the playbook's."""
    otherwise = playbook_of(shop).commission.start_rate
    ticked = [entries.row_id(typed) for typed in desk.request.POST.getlist("product")]
    rates = {pk: entries.rate(desk.request.POST, f"rate_{pk}") for pk in ticked if pk is not None}
    return {pk: otherwise if rate is None else rate for pk, rate in rates.items()}
