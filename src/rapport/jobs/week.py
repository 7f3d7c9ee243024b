"""The wake-ups that need no platform: settling, planning, reviewing."""

from datetime import timedelta

from rapport.campaigns.actions.approve import run_automatic
from rapport.campaigns.actions.plans import plan_shop
from rapport.jobs.errand import Errand
from rapport.review.actions import review_week
from rapport.settlement.actions.settle import settle_shop
from rapport.settlement.actions.statements import make_statements
from rapport.shops.rules.roles import WORKER


def settle(errand: Errand) -> None:
    """`settlement.settle`: bring the ledger up to date and write the weeks' statements."""
    settle_shop(errand.shop, now=errand.now)
    make_statements(errand.shop, now=errand.now)


def plan(errand: Errand) -> None:
    """`campaigns.plan`: propose the present best use of the quota; campaigns that run by themselves act on it."""
    plan_shop(errand.shop, now=errand.now)
    run_automatic(errand.shop, by=WORKER, now=errand.now)


def review(errand: Errand) -> None:
    """`review.write`: the present week so far, and the week before while its last figures come in."""
    review_week(errand.shop, errand.now, now=errand.now)
    review_week(errand.shop, errand.now - timedelta(days=7), now=errand.now)
