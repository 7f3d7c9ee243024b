"""Review: each shop's weeks in figures beside the week before, and the actions that follow."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.review.actions import settle_action
from rapport.review.models import ReviewAction
from rapport.review.queries import review_action, review_beside, review_page
from rapport.shops.rules.roles import Ability

FIGURES = (
    ("quota_spent", "count"),
    ("invited", "count"),
    ("replied", "count"),
    ("messages_received", "count"),
    ("accepted", "count"),
    ("samples", "count"),
    ("contents", "count"),
    ("paid_orders", "count"),
    ("orders_per_creator_hundredths", "hundredths"),
    ("gmv_minor", "money"),
    ("refunded_minor", "money"),
    ("commission_minor", "money"),
    ("platform_commission_minor", "money"),
)
"""What a review shows of its week, in this order, and how each is written."""
STATES = (ReviewAction.State.DONE, ReviewAction.State.DISMISSED, ReviewAction.State.OPEN)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of a week beside the week before; unknown where a review does not hold it."""

    name: str
    form: str
    value: int | None
    before: int | None

    @property
    def change(self) -> int | None:
        return None if self.value is None or self.before is None else self.value - self.before


@page
def reviews(desk: Desk) -> HttpResponse:
    shop = desk.chosen_shop()
    found = review_page(desk.workspace_id, shop.pk if shop else None, entries.page(desk.request.GET))
    return desk.show("reviews/list.html", {"active": "reviews", "list": found, "shop": shop})


@page
def one_review(desk: Desk, review_id: int) -> HttpResponse:
    found = review_beside(desk.workspace_id, review_id)
    now, then = found.review.figures, found.before.figures if found.before else {}
    context = {
        "active": "reviews",
        "review": found.review,
        "before": found.before,
        "shop": found.review.shop,
        "figures": [Figure(name, form, now.get(name), then.get(name)) for name, form in FIGURES],
        "actions": list(found.review.actions.all()),
    }
    return desk.show("reviews/review.html", context)


@write(Ability.PLAN)
def settle(desk: Desk, action_id: int) -> HttpResponse:
    """Mark an action as done or dismissed, or open it again."""
    found = review_action(desk.workspace_id, action_id)
    state = ReviewAction.State(entries.one_of(desk.request.POST, "state", [one.value for one in STATES]))
    now = desk.now_of(desk.shop(found.review.shop_id))
    settle_action(desk.workspace_id, action_id, state, by=desk.seat.actor, now=now)
    said = {
        ReviewAction.State.DONE: gettext("Done."),
        ReviewAction.State.DISMISSED: gettext("Dismissed."),
        ReviewAction.State.OPEN: gettext("Open again."),
    }
    desk.say(said[state])
    return desk.back("review", found.review_id)
