"""Plans as pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce

from rapport.campaigns.models import Campaign, Plan, PlanLine
from rapport.outreach.models import QuotaWindow
from rapport.shared.refusals import NotFound


@dataclass(frozen=True, slots=True)
class PlanView:
    """A shop's plan for its present window with its lines; the plan is None where none was made yet."""

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
    """The plan of the window that holds `now`: what waits in order, then what was settled, the latest first."""
    present = Plan.objects.filter(shop_id=shop_id, window__starts_at__lte=now, window__ends_at__gt=now)
    plan = present.filter(shop__workspace_id=workspace_id).select_related("window").first()
    if plan is None:
        return PlanView(None, None, [])
    lines = PlanLine.objects.filter(plan=plan).select_related("creator", "campaign")
    settled = lines.exclude(state=PlanLine.State.PROPOSED).order_by("-settled_at", "-pk")
    return PlanView(plan, plan.window, [*proposed_lines(plan), *settled[:limit]])


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """A shop's present plan and how much of it waits for somebody."""

    plan: Plan
    proposed: int
    proposed_units: int


def present_plans(now_by_shop: Mapping[int, datetime]) -> dict[int, PlanSummary]:
    """The plan of each shop's window that holds its own `now`, by shop id."""
    holding = Q(pk__in=())
    for shop_id, now in now_by_shop.items():
        holding |= Q(shop_id=shop_id, window__starts_at__lte=now, window__ends_at__gt=now)
    waits = Q(lines__state=PlanLine.State.PROPOSED)
    rows = Plan.objects.filter(holding).annotate(
        proposed=Count("lines", filter=waits), proposed_units=Coalesce(Sum("lines__units", filter=waits), 0)
    )
    return {row.shop_id: PlanSummary(row, row.proposed, row.proposed_units) for row in rows}


def first_lines(plan_ids: Sequence[int], limit: int) -> list[PlanLine]:
    """What several plans propose first, the plans in turn."""
    lines = PlanLine.objects.filter(plan__in=plan_ids, state=PlanLine.State.PROPOSED)
    return list(lines.select_related("plan", "creator", "campaign").order_by("position", "plan__shop", "pk")[:limit])


def proposed_lines(plan: Plan) -> list[PlanLine]:
    """Everything a plan still proposes, in order, with what carrying it out needs."""
    lines = plan.lines.filter(state=PlanLine.State.PROPOSED).order_by("position", "pk")
    return list(lines.select_related("creator").prefetch_related("campaign__products__product"))


def lines_by_id(shop_id: int, line_ids: Sequence[int]) -> list[PlanLine]:
    """The named lines of a shop that still wait, in the plan's order, with what carrying them out needs."""
    lines = PlanLine.objects.filter(pk__in=line_ids, plan__shop=shop_id, state=PlanLine.State.PROPOSED)
    loaded = lines.select_related("creator").prefetch_related("campaign__products__product")
    return list(loaded.order_by("position", "pk"))


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
    return list(
        lines.select_related("creator", "plan__window").prefetch_related(
            "campaign__products__product", "campaign__limits"
        )
    )


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
