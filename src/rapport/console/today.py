"""Today: what is left of each quota, who waits, what to do next, what to decide; and the demonstration's clock."""

from datetime import timedelta

from django.http import HttpResponse
from django.utils.translation import gettext
from django_htmx.http import HttpResponseClientRefresh

from rapport.campaigns.queries.plans import first_lines
from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.console.quota import quota_cards
from rapport.console.reaching import when_out
from rapport.outreach.queries.tasks import open_tasks
from rapport.outreach.queries.threads import thread_page
from rapport.review.queries import open_actions
from rapport.samples.queries import undecided
from rapport.shared.refusals import NotFound
from rapport.shops.actions.clocks import ask_to_move
from rapport.shops.queries.clocks import sandbox_clock
from rapport.shops.rules.keys import shop_key
from rapport.shops.rules.roles import Ability
from rapport.work.queue import others_due

LINES_SHOWN = 12
ACTIONS_SHOWN = 6
TASKS_SHOWN = 5
JUMPS = {"day": timedelta(days=1), "week": timedelta(days=7)}


@page
def today(desk: Desk) -> HttpResponse:
    cards = quota_cards(desk)
    plans = [card.plan for card in cards if card.plan]
    context = {
        "active": "today",
        "cards": cards,
        "shops": {shop.pk: shop for shop in desk.shops},
        "lines": first_lines([one.plan.pk for one in plans], LINES_SHOWN),
        "proposed": sum(one.proposed for one in plans),
        "waiting": thread_page(desk.workspace_id, waiting=True),
        "undecided": undecided(desk.workspace_id),
        "out": when_out(desk, [card.shop for card in cards if card.standing and card.standing.left == 0]),
        "actions": open_actions(desk.workspace_id, ACTIONS_SHOWN),
        "tasks": open_tasks(desk.workspace_id, TASKS_SHOWN),
        "clock": sandbox_clock(desk.shops, desk.machine_now),
    }
    return desk.show("today/today.html", context)


@page
def clock(desk: Desk) -> HttpResponse:
    """The clock's panel while it is under way; once all is done the whole page is loaded again."""
    found = sandbox_clock(desk.shops, desk.machine_now)
    if found is None:
        raise NotFound(what="connection")
    keys = [shop_key(shop.pk) for shop in desk.shops]
    if found.is_moving or found.is_behind or others_due(keys, desk.machine_now):
        return desk.show("today/clock.html", {"clock": found, "under_way": True})
    return HttpResponseClientRefresh()


@write(Ability.PLAN)
def move_clock(desk: Desk) -> HttpResponse:
    """Jump a day or a week on; the worker does it."""
    length = JUMPS.get(entries.text(desk.request.POST, "span"))
    found = sandbox_clock(desk.shops, desk.machine_now)
    if length is None or found is None:
        raise NotFound(what="connection")
    with desk.told():
        ask_to_move(desk.workspace_id, found.connection_id, length, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("Time goes on; the pages follow."))
    return desk.back("today")
