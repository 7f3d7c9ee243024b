"""Making the plan of a shop's present quota window: gather what could be done, let the rule choose, keep its lines."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from rapport.campaigns.models import Plan, PlanLine
from rapport.campaigns.queries.opportunities import Gathered, Possible, gather
from rapport.campaigns.queries.wishes import wishes_of
from rapport.campaigns.rules.arrivals import bundle_of
from rapport.campaigns.rules.planner import Act, Line, Opportunity, WeekAhead, make_plan
from rapport.campaigns.rules.planner import Plan as Proposal
from rapport.outreach.actions.windows import open_window
from rapport.outreach.models import QuotaWindow
from rapport.outreach.queries.quota import standing_of
from rapport.shops.models import Shop
from rapport.shops.queries.shops import playbook_of, policy_of


def plan_shop(shop: Shop, *, now: datetime) -> Plan:
    """Propose the present moment's acts for a shop; earlier proposals nobody settled give way to the new ones."""
    window = open_window(shop, now=now)
    gathered = gather(shop, window, now=now)
    possible = _wanted(shop, gathered, window)
    week = WeekAhead(
        left=standing_of(window).left,
        days_left=gathered.days_left,
        answers_expected=gathered.answers_expected,
        answer_units=policy_of(shop).quota.cost_reply,
        invitations_max=gathered.invitations_max,
        price=gathered.price,
        answer_index=gathered.answer_index,
        bundle=bundle_of(playbook_of(shop).planner.answers_needed_tenths / 10),
    )
    proposal = make_plan([one.opportunity for one in possible], week)
    by_key = {one.opportunity.key: one for one in possible}
    with transaction.atomic():
        plan, _ = Plan.objects.update_or_create(
            window=window,
            shop=shop,
            defaults={
                "made_at": now,
                "kept_back": proposal.kept_back,
                "why_kept": proposal.why_kept.as_json(),
                "left_out": proposal.left_out,
                "answers_tenths": round(gathered.answers_expected * 10),
                "next_best": _next_best(proposal, [one.opportunity for one in possible]),
            },
        )
        _keep_lines(plan, proposal.lines, by_key)
    return plan


def _wanted(shop: Shop, gathered: Gathered, window: QuotaWindow) -> list[Possible]:
    """What nobody settled in this window or forbade, with the pins that people set; what was settled takes nobody's
    place. Whom somebody skipped is not invited by another campaign in their stead.
    """
    lines = PlanLine.objects.filter(plan__shop=shop, plan__window=window).exclude(state=PlanLine.State.PROPOSED)
    settled = list(lines.values_list("key", "state", "act", "creator_id"))
    done = {key for key, *_ in settled}
    skipped = {who for _, state, act, who in settled if state == PlanLine.State.SKIPPED and act == Act.INVITE}
    wishes = wishes_of(shop.pk)
    return [
        replace(one, opportunity=replace(one.opportunity, pinned=True))
        if wishes.pins(one.creator_id, one.campaign_id)
        else one
        for one in gathered.all
        if one.opportunity.key not in done
        and not (one.opportunity.act is Act.INVITE and one.creator_id in skipped)
        and not wishes.forbids(one.opportunity.act, one.creator_id, one.campaign_id)
    ]


def _next_best(proposal: Proposal, possible: Sequence[Opportunity]) -> dict[str, object]:
    """The best act that takes units and found no place: what each line that takes some displaces."""
    chosen = {line.opportunity.creator_id for line in proposal.lines}
    left = [one for one in possible if one.creator_id not in chosen and one.units]
    best = max(left, key=lambda one: (one.index, one.key), default=None)
    if best is None:
        return {}
    return {
        "act": best.act.value,
        "creator": best.creator_id,
        "value": best.value,
        "units": best.units,
        "expected_units_hundredths": round(best.expected_units * 100),
    }


def _keep_lines(plan: Plan, lines: Sequence[Line], possible: dict[str, Possible]) -> None:
    plan.lines.filter(state=PlanLine.State.PROPOSED).delete()
    first = plan.lines.count()
    PlanLine.objects.bulk_create(
        [
            PlanLine(
                plan=plan,
                act=line.opportunity.act.value,
                key=line.opportunity.key,
                position=first + line.position,
                subject_id=possible[line.opportunity.key].subject_id,
                creator_id=possible[line.opportunity.key].creator_id,
                campaign_id=possible[line.opportunity.key].campaign_id,
                units=line.opportunity.units,
                expected_units_hundredths=round(line.opportunity.expected_units * 100),
                value=line.opportunity.value,
                reason=line.opportunity.reason.as_json(),
            )
            for line in lines
        ],
        batch_size=500,
    )
