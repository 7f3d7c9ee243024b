"""A program wants creators first or never, stops a shop, and sets what a campaign keeps when it runs by itself."""

import pytest
from tests.api.stage import Program
from tests.campaigns.stage import acts, opened, planned
from tests.cast import MEI, NOW, Cast

from rapport.campaigns.models import CampaignLimits
from rapport.shops.actions.tokens import make_token
from rapport.shops.actions.workspaces import seat_member
from rapport.shops.rules.roles import Role

LIMITS = {
    "approval": "automatic",
    "per_day_max": 7,
    "per_hour_max": 4,
    "minds_holidays": False,
    "works_on": [0, 1, 2, 3, 4],
    "works_from": "10:00:00",
    "works_until": "18:30:00",
}


@pytest.fixture
def program(cast: Cast) -> Program:
    return Program(make_token(cast.moonwell.pk, "mei", "till", by=MEI, now=NOW))


def test_a_creator_is_forbidden_listed_and_allowed_again(cast: Cast, program: Program) -> None:
    opened(cast)
    line = planned(cast.uk)[0]
    body = {"kind": "forbid", "shop_wide": True, "why": "a rival's"}
    status, made = program.post(f"/plan-lines/{line.pk}/want", body)
    assert (status, made["creator"], made["campaign_id"], made["why"]) == (200, "anna", None, "a rival's")
    assert [one["id"] for one in program.get(f"/shops/{cast.uk.pk}/wishes")] == [made["id"]]
    assert "anna" not in [who for _, who in acts(planned(cast.uk))]
    assert program.post(f"/wishes/{made['id']}/undo")[0] == 200
    assert program.post(f"/wishes/{made['id']}/undo")[1]["error"] == "campaigns.wish_undone"
    assert acts(planned(cast.uk))[0] == ("invite", "anna")


def test_a_skip_is_taken_back(cast: Cast, program: Program) -> None:
    opened(cast)
    line = planned(cast.uk)[0]
    assert program.post(f"/plan-lines/{line.pk}/again")[1]["error"] == "plan.line_stands"
    program.post(f"/plan-lines/{line.pk}/skip")
    assert program.post(f"/plan-lines/{line.pk}/again") == (200, {"id": line.pk, "state": "proposed"})


def test_a_shop_is_stopped_and_goes_on(cast: Cast, program: Program) -> None:
    status, told = program.post(f"/shops/{cast.uk.pk}/stop", {"why": "wrong price"})
    assert (status, told["stopped"], told["why"], told["by"]) == (200, True, "wrong price", "mei (till)")
    assert program.post(f"/shops/{cast.uk.pk}/stop")[1]["error"] == "outreach.stands_already"
    assert program.post(f"/shops/{cast.uk.pk}/resume")[1]["stopped"] is False


def test_limits_are_set_and_read(cast: Cast, program: Program) -> None:
    made = opened(cast)
    before = program.get(f"/campaigns/{made.pk}/limits")
    assert (before["approval"], before["per_day_max"], before["per_hour_max"]) == ("person", 40, 12)
    assert program.put(f"/campaigns/{made.pk}/limits", LIMITS) == (200, LIMITS)
    assert program.get(f"/campaigns/{made.pk}/limits") == LIMITS


@pytest.mark.parametrize(
    ("wrong", "status"),
    [({"per_hour_max": 0}, 422), ({"works_on": [7]}, 422), ({"works_from": "19:00:00"}, 409)],
)
def test_limits_that_are_none_are_refused(cast: Cast, program: Program, wrong: dict[str, object], status: int) -> None:
    made = opened(cast)
    assert program.put(f"/campaigns/{made.pk}/limits", {**LIMITS, **wrong})[0] == status
    assert not CampaignLimits.objects.exists()


def test_a_viewer_s_program_stops_nothing_and_another_workspace_s_finds_nothing(cast: Cast) -> None:
    seat_member(cast.moonwell.pk, "vera", Role.VIEWER, by=MEI, now=NOW)
    viewer = Program(make_token(cast.moonwell.pk, "vera", "till", by=MEI, now=NOW))
    harry = Program(make_token(cast.harbour.pk, "harry", "till", by=MEI, now=NOW))
    made = opened(cast)
    for path in (f"/shops/{cast.uk.pk}/stop", f"/shops/{cast.uk.pk}/resume"):
        assert [one.post(path)[0] for one in (viewer, harry)] == [403, 404]
    assert [one.put(f"/campaigns/{made.pk}/limits", LIMITS)[0] for one in (viewer, harry)] == [403, 404]
