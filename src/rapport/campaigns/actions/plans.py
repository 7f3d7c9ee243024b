"""Making the plan of a shop's present quota window: gather what could be done, let the rule choose, keep its lines."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from rapport.campaigns.models import Plan, PlanLine
from rapport.campaigns.queries.opportunities import Possible, gather
from rapport.campaigns.rules.arrivals import bundle_of
from rapport.campaigns.rules.planner import Line, WeekAhead, make_plan
from rapport.outreach.actions.quota import open_window
from rapport.outreach.queries.quota import standing_of
from rapport.shops.models import Shop
from rapport.shops.queries.shops import playbook_of, policy_of


def plan_shop(shop: Shop, *, now: datetime) -> Plan:
    """Propose the present moment's acts for a shop; earlier proposals nobody settled give way to the new ones."""
    window = open_window(shop, now=now)
    possible = gather(shop, window, now=now)
    week = WeekAhead(
        left=standing_of(window).left,
        days_left=possible.days_left,
        answers_expected=possible.answers_expected,
        answer_units=policy_of(shop).quota.cost_reply,
        invitations_max=possible.invitations_max,
        price=possible.price,
        answer_index=possible.answer_index,
        bundle=bundle_of(playbook_of(shop).planner.answers_needed_tenths / 10),
    )
    proposal = make_plan([one.opportunity for one in possible.all], week)
    with transaction.atomic():
        plan, _ = Plan.objects.update_or_create(
            window=window,
            defaults={
                "shop": shop,
                "made_at": now,
                "kept_back": proposal.kept_back,
                "why_kept": proposal.why_kept.as_json(),
                "left_out": proposal.left_out,
            },
        )
        _keep_lines(plan, proposal.lines, {one.opportunity.key: one for one in possible.all})
    return plan


def _keep_lines(plan: Plan, lines: Sequence[Line], possible: dict[str, Possible]) -> None:
    plan.lines.filter(state=PlanLine.State.PROPOSED).delete()
    settled = set(plan.lines.values_list("key", flat=True))
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
            if line.opportunity.key not in settled
        ],
        batch_size=500,
    )
