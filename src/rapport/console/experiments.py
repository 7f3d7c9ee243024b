"""Comparisons of wordings: what one would take at this shop's quota, those that run, and deciding them."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.console.wordings import PURPOSES
from rapport.outreach.actions.experiments import Comparison, begin_experiment, decide_experiment
from rapport.outreach.queries.experiments import experiment, experiment_row, experiment_rows
from rapport.outreach.queries.reach import reach_of
from rapport.outreach.queries.wordings import wording_rows
from rapport.outreach.rules.experiments import ARMS_MOST, REPLY_DAYS
from rapport.outreach.rules.power import ARMS_LEAST, WEEKS_MOST, needed, smallest_difference, verdict_on
from rapport.outreach.rules.wording import Purpose
from rapport.shared.money import percent
from rapport.shared.refusals import Refusal
from rapport.shops.models import Shop
from rapport.shops.queries.shops import playbook_of
from rapport.shops.rules.roles import Ability


@page
def experiments(desk: Desk) -> HttpResponse:
    """Every comparison, and the form for a new one with what it would take."""
    shop = desk.chosen_shop() or next(iter(desk.shops), None)
    if shop is None:
        return desk.show("plan/no_shop.html", {"active": "settings"})
    return _page(desk, shop, desk.request.GET)


@page
def power(desk: Desk) -> HttpResponse:
    """What the comparison takes as it is typed now."""
    shop = desk.chosen_shop() or desk.shops[0]
    return desk.show("experiments/power.html", _power(desk, shop, desk.request.GET))


@page
def one_experiment(desk: Desk, experiment_id: int) -> HttpResponse:
    found = experiment(desk.workspace_id, experiment_id)
    now = desk.now_of(found.shop)
    purpose = Purpose(found.purpose)
    reach = reach_of(found.shop, purpose, now)
    need = needed(found.base_rate, found.wished_rate, arms=len(found.arms), per_week=reach.per_week)
    rows = {one.name: one for one in wording_rows(desk.workspace_id, purpose, now)}
    context = {
        "active": "settings",
        "one": found,
        "shop": found.shop,
        "row": experiment_row(found, now),
        "need": need,
        "verdict": verdict_on(need, found.base_rate, found.wished_rate),
        "texts": {name: rows[name].text_in("en") or rows[name].texts[0] for name in found.arms if name in rows},
        "days": REPLY_DAYS,
    }
    return desk.show("experiments/experiment.html", context)


@write(Ability.PLAN)
def begin(desk: Desk) -> HttpResponse:
    sent = desk.request.POST
    shop = desk.shop(entries.row_id(entries.text(sent, "shop")) or 0)
    with desk.told():
        wanted = Comparison(
            name=entries.text(sent, "name"),
            purpose=Purpose(entries.one_of(sent, "purpose", PURPOSES)),
            arms=sent.getlist("arm"),
            base_rate=entries.rate(sent, "base") or 0,
            wished_rate=entries.rate(sent, "wished") or 0,
        )
        made = begin_experiment(shop, wanted, by=desk.seat.actor, now=desk.now_of(shop))
        desk.say(gettext("It runs: each creator gets one of the wordings from now on."))
        return desk.back("experiment", made.pk)
    return _page(desk, shop, sent)


@write(Ability.PLAN)
def decide(desk: Desk, experiment_id: int) -> HttpResponse:
    found = experiment(desk.workspace_id, experiment_id)
    with desk.told():
        kept = entries.text(desk.request.POST, "kept")
        decide_experiment(found, kept, by=desk.seat.actor, now=desk.now_of(found.shop))
        desk.say(gettext("Decided."))
    return desk.back("experiment", experiment_id)


def _page(desk: Desk, shop: Shop, typed: Mapping[str, str]) -> HttpResponse:
    purpose = Purpose(entries.filter_of(typed, "purpose", PURPOSES) or PURPOSES[0])
    rows = [one for one in wording_rows(desk.workspace_id, purpose, desk.now_of(shop)) if not one.is_off]
    sent = desk.request.POST if desk.request.method == "POST" else desk.request.GET
    context = {
        "active": "settings",
        "shop": shop,
        "purpose": purpose.value,
        "purposes": PURPOSES,
        "rows": rows,
        "ticked": set(sent.getlist("arm")),
        "name": entries.text(typed, "name"),
        "listed": experiment_rows(desk.workspace_id, desk.now_by_shop()),
        "most": ARMS_MOST,
        "days": REPLY_DAYS,
        **_power(desk, shop, typed),
    }
    return desk.show("experiments/list.html", context)


def _power(desk: Desk, shop: Shop, typed: Mapping[str, str]) -> dict[str, object]:
    """The form's figures and what follows from them; what cannot be read is told instead."""
    purpose = Purpose(entries.filter_of(typed, "purpose", PURPOSES) or PURPOSES[0])
    reach = reach_of(shop, purpose, desk.now_of(shop))
    play = playbook_of(shop).planner
    arms = max(ARMS_LEAST, min(ARMS_MOST, len(desk.request.GET.getlist("arm"))))
    shown: dict[str, object] = {"shop": shop, "reach": reach, "arms": arms, "weeks_most": WEEKS_MOST}
    shown |= {"base": entries.text(typed, "base") or percent(play.reply_rate).rstrip("%")}
    shown |= {"wished": entries.text(typed, "wished") or percent(2 * play.reply_rate).rstrip("%")}
    try:
        base = entries.rate(typed, "base") or play.reply_rate
        wished = entries.rate(typed, "wished") or 2 * play.reply_rate
        per_week = entries.whole(typed, "per_week")
        weekly = reach.per_week if per_week is None else per_week
        need = needed(base, wished, arms=arms, per_week=weekly)
    except Refusal as refusal:
        return {
            **shown,
            "need": None,
            "per_week": reach.per_week,
            "unreadable": refusal,
            "verdict": None,
            "least": None,
        }
    least = smallest_difference(base, arms=arms, per_week=weekly)
    verdict = verdict_on(need, base, wished)
    return {**shown, "need": need, "per_week": weekly, "unreadable": None, "verdict": verdict, "least": least}
