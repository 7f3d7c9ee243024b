"""The wake-ups that need no platform: settling, planning, reviewing."""

from datetime import timedelta

from rapport.campaigns.actions.plans import plan_shop
from rapport.campaigns.actions.running import run_automatic
from rapport.jobs.errand import Errand
from rapport.outreach.actions.opt_outs import mark_late_addresses
from rapport.review.actions import review_week
from rapport.review.queries import misses_review
from rapport.settlement.actions.settle import settle_shop
from rapport.settlement.actions.statements import make_statements
from rapport.shared.periods import week_of
from rapport.shops.queries.shops import policy_of
from rapport.shops.rules.roles import WORKER

LAST_FIGURES = timedelta(days=2)
A_MOMENT = timedelta(seconds=1)


def settle(errand: Errand) -> None:
    """`settlement.settle`: bring the ledger up to date and write the weeks' statements."""
    settle_shop(errand.shop, now=errand.now)
    make_statements(errand.shop, now=errand.now)


def plan(errand: Errand) -> None:
    """`campaigns.plan`: propose the present best use of the quota; campaigns that run by themselves act on it."""
    mark_late_addresses(errand.shop.workspace_id)
    plan_shop(errand.shop, now=errand.now)
    run_automatic(errand.shop, by=WORKER, now=errand.now)


def review(errand: Errand) -> None:
    """`review.write`: the week that ended, again for some days while its last figures come in.

    Where nobody was awake in those days the review is written later, as long as the week is the last one.
    """
    rule = policy_of(errand.shop).quota.week_rule(errand.shop.timezone)
    present = week_of(errand.now, rule)
    ended = present.start - A_MOMENT
    if errand.now - present.start <= LAST_FIGURES or misses_review(errand.shop.pk, ended):
        review_week(errand.shop, ended, now=errand.now)
