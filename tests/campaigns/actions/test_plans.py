"""A shop's plan for its week: from who waits to whom to invite, made anew until somebody settles its lines."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.campaigns.stage import acts, opened, planned
from tests.cast import MEI, NOW, Cast, creator
from tests.outreach.stage import invited, quota, writes

from rapport.campaigns.actions.approve import approve_line, skip_line
from rapport.campaigns.actions.campaigns import mark_candidate, set_state
from rapport.campaigns.actions.plans import plan_shop
from rapport.campaigns.models import Campaign, Plan, PlanLine
from rapport.creators.models import Creator
from rapport.outreach.actions.quota import reserve
from rapport.outreach.models import Invitation
from rapport.outreach.rules.quota import Kind

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def fill(cast: Cast, units: int) -> None:
    for number in range(units):
        reserve(cast.uk, cast.dara, Kind.MESSAGE, f"filler {number}", now=NOW)


def test_a_campaign_s_best_candidates_are_invited_first(cast: Cast) -> None:
    made = opened(cast)
    lines = planned(cast.uk)
    assert acts(lines) == [("invite", "anna"), ("invite", "chai"), ("invite", "bao")]
    first = lines[0]
    assert (first.units, first.value, first.campaign, first.position, first.expected_units_hundredths) == (
        2,
        27,
        made,
        1,
        232,
    )
    assert first.reason == {
        "code": "plan.invite_assumed",
        "data": {
            "reply": 1778,
            "reply_low": 638,
            "reply_high": 3288,
            "profit": 395,
            "value": 27,
            "units": 2,
            "own": 0,
            "currency": "GBP",
        },
    }


def test_a_shop_without_a_campaign_has_nothing_to_do(cast: Cast) -> None:
    assert planned(cast.uk) == []
    assert Plan.objects.get().why_kept == {
        "code": "plan.nothing_to_keep",
        "data": {"units": 0, "answers": 0, "days": 7},
    }


def test_planning_sends_nothing_and_takes_no_place(cast: Cast) -> None:
    opened(cast)
    planned(cast.uk)
    assert (quota(cast.uk), Invitation.objects.count()) == ((20, 0, 0), 0)


def test_planned_twice_the_plan_is_the_same(cast: Cast) -> None:
    opened(cast)
    first, second = acts(planned(cast.uk)), acts(planned(cast.uk, now=NOW + HOUR))
    assert (first, Plan.objects.count()) == (second, 1)
    assert Plan.objects.get().made_at == NOW + HOUR


def test_no_more_is_planned_than_is_left_less_what_is_kept(cast: Cast) -> None:
    opened(cast)
    fill(cast, 15)
    lines, plan = planned(cast.uk), Plan.objects.get()
    assert (acts(lines), plan.kept_back, plan.left_out) == ([("invite", "anna")], 3, 2)


def test_a_pinned_creator_is_planned_before_the_better_ones(cast: Cast) -> None:
    made = opened(cast)
    mark_candidate(made, cast.bao.pk, pinned=True, by=MEI, now=NOW)
    fill(cast, 15)
    assert acts(planned(cast.uk)) == [("invite", "bao")]


def test_nobody_is_planned_twice_though_two_campaigns_want_them(cast: Cast) -> None:
    opened(cast, "Spring")
    opened(cast, "Summer", rates={cast.candle.pk: 1500})
    lines = planned(cast.uk)
    assert acts(lines) == [("invite", "anna"), ("invite", "chai"), ("invite", "bao")]
    assert {line.campaign.name for line in lines if line.campaign} == {"Summer"}


def test_who_waits_for_an_answer_comes_first_and_is_not_invited_besides(cast: Cast) -> None:
    made = opened(cast)
    writes(cast.uk, cast.chai, "Do you have samples?", NOW - 2 * HOUR)
    first = planned(cast.uk)[0]
    assert acts(planned(cast.uk)) == [("answer", "chai"), ("invite", "anna"), ("invite", "bao")]
    assert (first.units, first.campaign, first.reason["data"]["hours"]) == (1, made, 2)


def test_who_was_invited_is_reminded_after_two_days_and_let_go_after_five(cast: Cast) -> None:
    invited(cast, cast.anna)
    assert planned(cast.uk, now=NOW + 2 * DAY - HOUR) == []
    assert acts(planned(cast.uk, now=NOW + 2 * DAY)) == [("remind", "anna")]
    assert acts(planned(cast.uk, now=NOW + 5 * DAY)) == [("close", "anna")]


def test_who_said_no_is_let_go_and_not_answered(cast: Cast) -> None:
    invited(cast, cast.anna)
    writes(cast.uk, cast.anna, "Thank you, but not interested.", NOW + HOUR)
    (line,) = planned(cast.uk, now=NOW + 2 * HOUR)
    assert (line.act, line.units, line.reason) == ("close", 0, {"code": "plan.creator_declined", "data": {}})


def test_who_said_no_and_did_nothing_for_a_week_is_let_go_once(cast: Cast) -> None:
    """The no and the silence both ask to close the one invitation."""
    made = invited(cast, cast.anna)
    writes(cast.uk, cast.anna, "Thank you, but not interested.", NOW + HOUR)
    Invitation.objects.filter(pk=made.pk).update(stage="accepted", accepted_at=NOW)
    assert acts(planned(cast.uk, now=NOW + 8 * DAY)) == [("close", "anna")]


def test_a_campaign_invites_so_many_a_day(cast: Cast) -> None:
    opened(cast, per_day_max=2)
    lines = planned(cast.uk)
    assert len(lines) == 2
    for line in lines:
        approve_line(cast.moonwell.pk, line.pk, by=MEI, now=NOW)
    assert planned(cast.uk, now=NOW + HOUR) == []
    assert acts(planned(cast.uk, now=NOW + DAY)) == [("invite", "bao")]


def test_a_paused_campaign_invites_nobody(cast: Cast) -> None:
    made = opened(cast)
    set_state(made, Campaign.State.PAUSED, by=MEI, now=NOW)
    assert planned(cast.uk) == []


def test_a_campaign_plans_within_its_time(cast: Cast) -> None:
    made = opened(cast, starts_at=NOW + DAY)
    assert planned(cast.uk) == []
    assert len(planned(cast.uk, now=NOW + DAY)) == 3
    assert planned(cast.uk, now=made.ends_at) == []


def test_whom_a_person_does_not_want_and_whom_nobody_writes_to_are_not_planned(cast: Cast) -> None:
    made = opened(cast)
    mark_candidate(made, cast.anna.pk, forbidden=True, by=MEI, now=NOW)
    Creator.objects.filter(pk=cast.bao.pk).update(blocked_why="sold fakes")
    assert acts(planned(cast.uk)) == [("invite", "chai")]


def test_a_settled_line_stays_settled_for_the_week(cast: Cast) -> None:
    opened(cast)
    skip_line(cast.moonwell.pk, planned(cast.uk)[0].pk, by=MEI, now=NOW)
    assert acts(planned(cast.uk, now=NOW + HOUR)) == [("invite", "chai"), ("invite", "bao")]
    assert PlanLine.objects.filter(state="skipped").count() == 1
    assert acts(planned(cast.uk, now=NOW + 7 * DAY))[0] == ("invite", "anna")


def test_another_shop_s_plan_stays_as_it_is(cast: Cast) -> None:
    opened(cast)
    plan_shop(cast.us, now=NOW)
    planned(cast.uk)
    assert {plan.shop_id: plan.lines.count() for plan in Plan.objects.all()} == {cast.uk.pk: 3, cast.us.pk: 0}


def test_planning_takes_as_many_queries_for_thirty_candidates_as_for_three(cast: Cast) -> None:

    opened(cast)
    plan_shop(cast.uk, now=NOW)
    counts = []
    for extra in (0, 30):
        for number in range(extra):
            creator(cast.moonwell, f"c{number}", "GB", 30_000)
        PlanLine.objects.all().delete()
        with CaptureQueriesContext(connection) as asked:
            plan_shop(cast.uk, now=NOW)
        counts.append(len(asked))
    assert counts[0] == counts[1]
