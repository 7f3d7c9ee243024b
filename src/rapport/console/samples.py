"""Samples: what waits for a decision, with advice; every request with its deadlines and what came of it."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.outreach.queries.invitations import invited_pairs
from rapport.samples.actions import decide
from rapport.samples.models import SampleRequest
from rapport.samples.queries import request_page, sample_request, undecided
from rapport.samples.rules.deadlines import SampleStage
from rapport.samples.rules.review import SampleAdvice, advise
from rapport.shared.refusals import Reason
from rapport.shops.rules.roles import Ability

DECISIONS = ("approve", "reject")
BY_PERSON = Reason("samples.decided_by_person")
STAGES = [stage.value for stage in SampleStage]


@dataclass(frozen=True, slots=True)
class Advised:
    """A request that waits for a decision, and what the rule would do."""

    request: SampleRequest
    advice: SampleAdvice


@page
def samples(desk: Desk) -> HttpResponse:
    shop, asked = desk.chosen_shop(), desk.request.GET
    stage = entries.filter_of(asked, "stage", STAGES)
    shop_id = shop.pk if shop else None
    context = {
        "active": "samples",
        "shop": shop,
        "stage": stage,
        "stages": STAGES,
        "waiting": [one for one in _advised(desk) if shop is None or one.request.shop_id == shop.pk],
        "list": request_page(desk.workspace_id, shop_id=shop_id, stage=stage, page=entries.page(asked)),
    }
    return desk.show("samples/list.html", context)


@write(Ability.CONTACT)
def decide_sample(desk: Desk, sample_id: int) -> HttpResponse:
    """Give the sample or not; the worker tells the platform."""
    shop = desk.shop(sample_request(desk.workspace_id, sample_id).shop_id)
    approve = entries.one_of(desk.request.POST, "decision", DECISIONS) == "approve"
    with desk.told():
        decide(desk.workspace_id, sample_id, approve=approve, why=BY_PERSON, by=desk.seat.actor, now=desk.now_of(shop))
        desk.say(gettext("Approved: the worker tells the platform.") if approve else gettext("Declined."))
    return desk.back("samples")


def _advised(desk: Desk) -> list[Advised]:
    waiting = undecided(desk.workspace_id)
    invited = invited_pairs(desk.workspace_id, [one.request.creator_id for one in waiting])
    return [
        Advised(one.request, advise(one.facts(invited_here=(one.request.shop_id, one.request.creator_id) in invited)))
        for one in waiting
    ]
