"""Plans as pages show them."""

from dataclasses import dataclass
from datetime import datetime

from rapport.campaigns.models import Campaign, Plan, PlanLine
from rapport.outreach.models import QuotaWindow
from rapport.outreach.queries.quota import current_window
from rapport.shared.refusals import NotFound


@dataclass(frozen=True, slots=True)
class PlanView:
    """A shop's plan for its present window, with the lines in order; the plan is None where none was made yet."""

    plan: Plan | None
    window: QuotaWindow | None
    lines: list[PlanLine]

    @property
    def proposed(self) -> list[PlanLine]:
        return [line for line in self.lines if line.state == PlanLine.State.PROPOSED]

    @property
    def settled(self) -> list[PlanLine]:
        return [line for line in self.lines if line.state != PlanLine.State.PROPOSED]


def present_plan(workspace_id: int, shop_id: int, now: datetime, limit: int = 200) -> PlanView:
    """The plan of the window that holds `now`."""
    window = current_window(shop_id, now)
    plan = (
        Plan.objects.filter(shop_id=shop_id, shop__workspace_id=workspace_id, window=window).first() if window else None
    )
    if plan is None:
        return PlanView(None, window, [])
    lines = PlanLine.objects.filter(plan=plan).select_related("creator", "campaign").order_by("position", "pk")
    return PlanView(plan, window, list(lines[:limit]))


def proposed_by_campaigns(shop_id: int, approval: Campaign.Approval, now: datetime) -> list[PlanLine]:
    """Lines of the present plan that wait, of active campaigns with this way of approval, in order."""
    lines = PlanLine.objects.filter(
        plan__shop_id=shop_id,
        plan__window__starts_at__lte=now,
        plan__window__ends_at__gt=now,
        state=PlanLine.State.PROPOSED,
        campaign__approval=approval,
        campaign__state=Campaign.State.ACTIVE,
    ).order_by("position", "pk")
    return list(lines.select_related("creator").prefetch_related("campaign__products__product"))


def plan_line(workspace_id: int, line_id: int) -> PlanLine:
    """One line with shop, creator and campaign. Refuses with NotFound."""
    found = PlanLine.objects.filter(pk=line_id, plan__shop__workspace_id=workspace_id)
    row = found.select_related(
        "plan__shop__connection",
        "plan__shop__playbook",
        "plan__shop__workspace",
        "plan__window",
        "creator",
        "campaign",
    ).first()
    if row is None:
        raise NotFound(what="plan_line", id=line_id)
    return row
