"""The plan's buttons beside approving one line: several, first or never, again, stop; and a campaign's limits."""

import pytest
from django.test import Client
from tests.console.test_writes import DONE, REFUSED, press
from tests.console.world import World

from rapport.campaigns.models import CampaignLimits, PlanLine, Wish
from rapport.outreach.queries.departures import standing_still


def test_several_lines_are_approved_or_skipped_at_once(world: World, mei: Client) -> None:
    lines = list(PlanLine.objects.filter(plan=world.line.plan, state="proposed").values_list("pk", flat=True))
    assert DONE in press(mei, "settle_lines", world, line=[str(lines[0])], deed="skip")
    assert DONE in press(mei, "settle_lines", world, line=[str(pk) for pk in lines[1:]], deed="approve")
    states = list(PlanLine.objects.filter(pk__in=lines).order_by("position").values_list("state", flat=True))
    assert states == ["skipped", *["approved"] * (len(lines) - 1)]


def test_nothing_ticked_does_nothing(world: World, mei: Client) -> None:
    assert "Tick some lines first." in press(mei, "settle_lines", world, deed="approve")
    assert not PlanLine.objects.filter(state="approved").exists()


def test_a_creator_is_forbidden_with_a_reason_and_stands_on_the_page(world: World, mei: Client) -> None:
    press(mei, "want_creator", world, kind="forbid", scope="campaign", why="sells to our rival")
    page = mei.get("/plan/").content.decode()
    assert page.count("sells to our rival") == 2
    made = Wish.objects.latest("pk")
    assert (made.campaign_id, made.kind, made.made_by) == (world.line.campaign_id, "forbid", "mei")


def test_a_skipped_line_is_proposed_again(world: World, mei: Client) -> None:
    assert DONE in press(mei, "propose_again", world)
    world.skipped.refresh_from_db()
    assert world.skipped.state == "proposed"
    assert REFUSED in press(mei, "propose_again", world)


def test_a_shop_is_stopped_and_the_page_says_so(world: World, mei: Client) -> None:
    page = press(mei, "stop_shop", world, why="wrong price")
    assert "wrong price" in page
    assert standing_still(world.cast.uk.pk) is not None


def test_limits_are_kept_from_the_form(world: World, mei: Client) -> None:
    form = {"per_day_max": "7", "per_hour_max": "4", "works_on": ["monday", "friday"], "works_from": "10:00"}
    assert DONE in press(mei, "campaign_limits", world, **form)
    kept = CampaignLimits.objects.get(campaign=world.campaign)
    assert (kept.per_hour_max, kept.works_on, kept.minds_holidays) == (4, "04", False)


@pytest.mark.parametrize(
    "wrong",
    [{"per_hour_max": "0"}, {"works_on": []}, {"works_from": "ten"}, {"works_from": "18:00", "works_until": "9:00"}],
)
def test_limits_that_are_none_are_told(world: World, mei: Client, wrong: dict[str, object]) -> None:
    form: dict[str, object] = {"per_day_max": "7", "per_hour_max": "4", "works_on": ["monday"], **wrong}
    assert REFUSED in press(mei, "campaign_limits", world, **form)
    assert not CampaignLimits.objects.exists()


def test_the_plan_can_be_filtered_by_act(world: World, mei: Client) -> None:
    page = mei.get("/plan/", {"act": "answer"}).content.decode()
    assert f'id="line-{world.line.pk}"' not in page
    assert f'id="line-{world.line.pk}"' in mei.get("/plan/", {"act": "invite"}).content.decode()
