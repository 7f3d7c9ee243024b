"""Plans as pages show them: what waits in order, then what was settled, the latest first."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.campaigns.stage import acts, opened, planned
from tests.cast import MEI, NOW, Cast, creator

from rapport.campaigns.actions.approve import approve_line, skip_line
from rapport.campaigns.models import Campaign, Plan
from rapport.campaigns.queries.plans import (
    first_lines,
    plan_line,
    present_plan,
    present_plans,
    proposed_by_campaigns,
    proposed_lines,
)
from rapport.shared.refusals import NotFound

HOUR, WEEK = timedelta(hours=1), timedelta(days=7)


def half_settled(cast: Cast) -> Plan:
    """Anna is approved, then Bao skipped; Chai waits."""
    opened(cast)
    first, second = planned(cast.uk)[:2]
    approve_line(cast.moonwell.pk, first.pk, by=MEI, now=NOW)
    skip_line(cast.moonwell.pk, second.pk, by=MEI, now=NOW + HOUR)
    return Plan.objects.get()


def test_what_waits_comes_before_what_was_settled(cast: Cast) -> None:
    plan = half_settled(cast)
    view = present_plan(cast.moonwell.pk, cast.uk.pk, NOW)
    assert (view.plan, view.window) == (plan, plan.window)
    assert acts(view.lines) == [("invite", "bao"), ("invite", "chai"), ("invite", "anna")]
    assert [line.state for line in view.settled] == ["skipped", "approved"]
    assert acts(view.proposed) == acts(proposed_lines(plan)) == [("invite", "bao")]
    assert len(present_plan(cast.moonwell.pk, cast.uk.pk, NOW, limit=1).lines) == 2


def test_a_plan_belongs_to_its_week_and_workspace(cast: Cast) -> None:
    plan = half_settled(cast)
    assert present_plan(cast.moonwell.pk, cast.uk.pk, NOW + WEEK).plan is None
    assert present_plan(cast.harbour.pk, cast.uk.pk, NOW).lines == []
    line = plan.lines.order_by("pk")[0]
    assert plan_line(cast.moonwell.pk, line.pk) == line
    with pytest.raises(NotFound):
        plan_line(cast.harbour.pk, line.pk)


def test_a_summary_counts_what_waits(cast: Cast) -> None:
    plan = half_settled(cast)
    summary = present_plans({cast.uk.pk: NOW, cast.us.pk: NOW})[cast.uk.pk]
    assert (summary.plan, summary.proposed, summary.proposed_units) == (plan, 1, 2)
    assert present_plans({cast.uk.pk: NOW + WEEK}) == present_plans({}) == {}
    skip_line(cast.moonwell.pk, proposed_lines(plan)[0].pk, by=MEI, now=NOW)
    assert present_plans({cast.uk.pk: NOW})[cast.uk.pk].proposed_units == 0


def test_the_first_lines_of_several_plans(cast: Cast) -> None:
    plan = half_settled(cast)
    assert acts(first_lines([plan.pk], 5)) == [("invite", "bao")]
    assert first_lines([], 5) == []


def test_only_lines_of_running_campaigns_that_act_by_themselves(cast: Cast) -> None:
    made = opened(cast, approval=Campaign.Approval.AUTOMATIC)
    planned(cast.uk)
    automatic, person = Campaign.Approval.AUTOMATIC, Campaign.Approval.PERSON
    assert len(proposed_by_campaigns(cast.uk.pk, automatic, NOW)) == 3
    assert proposed_by_campaigns(cast.uk.pk, person, NOW) == []
    assert proposed_by_campaigns(cast.uk.pk, automatic, NOW + WEEK) == []
    Campaign.objects.filter(pk=made.pk).update(state=Campaign.State.PAUSED)
    assert proposed_by_campaigns(cast.uk.pk, automatic, NOW) == []


@pytest.mark.parametrize("count", [0, 30])
def test_a_plan_takes_as_many_queries_for_thirty_lines_as_for_three(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        creator(cast.moonwell, f"c{number}", "GB", 30_000)
    opened(cast)
    planned(cast.uk)
    with django_assert_num_queries(6):
        present_plan(cast.moonwell.pk, cast.uk.pk, NOW)
    with django_assert_num_queries(1):
        present_plans({cast.uk.pk: NOW, cast.us.pk: NOW})
