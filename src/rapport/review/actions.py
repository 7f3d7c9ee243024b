"""Writing the weekly review and settling what it asks for."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from rapport.review.models import ReviewAction, WeeklyReview
from rapport.review.queries import creator_weeks, partner_weeks, review_action, shop_week, week_figures
from rapport.review.rules.findings import Action, creator_actions, shop_actions
from rapport.shared.periods import week_of
from rapport.shops.actions.trail import record
from rapport.shops.models import Shop
from rapport.shops.queries.shops import playbook_of, policy_of
from rapport.shops.rules.roles import Actor


def review_week(shop: Shop, moment: datetime, *, now: datetime) -> WeeklyReview:
    """Write the review of the week that holds `moment`, anew if there is one; what was settled stays settled."""
    rule = policy_of(shop).quota.week_rule(shop.timezone)
    week = week_of(moment, rule)
    figures, partners = week_figures(shop, week), partner_weeks(shop, week)
    found = [
        *shop_actions(shop_week(shop, week, figures, now)),
        *creator_actions(creator_weeks(shop, week, partners), playbook_of(shop).review),
    ]
    with transaction.atomic():
        review, _ = WeeklyReview.objects.update_or_create(
            shop=shop,
            starts_at=week.start,
            defaults={
                "ends_at": week.end,
                "made_at": now,
                "figures": figures.as_json(),
                "creators": {str(pk): asdict(one) for pk, one in partners.items()},
            },
        )
        _keep_actions(review, found)
    return review


@transaction.atomic
def settle_action(
    workspace_id: int, action_id: int, state: ReviewAction.State, *, by: Actor, now: datetime
) -> ReviewAction:
    """Mark an action as done or dismissed. Refuses with NotFound."""
    row = review_action(workspace_id, action_id)
    row.state, row.settled_at = state, now
    row.save(update_fields=["state", "settled_at"])
    record(workspace_id, by, f"review.{state.value}", row.finding, now=now, review_action=action_id)
    return row


def _keep_actions(review: WeeklyReview, found: Sequence[Action]) -> None:
    review.actions.filter(state=ReviewAction.State.OPEN).delete()
    settled = set(review.actions.values_list("finding", "creator_id"))
    ReviewAction.objects.bulk_create(
        ReviewAction(review=review, finding=one.finding.value, creator_id=one.creator_id, reason=one.reason.as_json())
        for one in found
        if (one.finding.value, one.creator_id) not in settled
    )
