"""The REST door: a program sits in a member's seat, sees that workspace alone, and is refused in sentences."""

import pytest
from django.test import Client
from tests.api.stage import API, Program
from tests.cast import MEI, NOW, Cast

from rapport.campaigns.models import Plan, PlanLine
from rapport.outreach.actions.windows import open_window
from rapport.shops.actions.tokens import make_token, revoke_token
from rapport.shops.actions.workspaces import seat_member
from rapport.shops.rules.roles import Role


@pytest.fixture
def program(cast: Cast) -> Program:
    return Program(make_token(cast.moonwell.pk, "mei", "reports", by=MEI, now=NOW))


def proposed_line(cast: Cast) -> PlanLine:
    """A line of this week's plan that proposes to let Anna go."""
    plan = Plan.objects.create(shop=cast.uk, window=open_window(cast.uk, now=NOW), made_at=NOW, kept_back=3)
    return PlanLine.objects.create(
        plan=plan,
        act="close",
        key="close:1",
        position=1,
        subject_id=0,
        creator=cast.anna,
        units=0,
        expected_units_hundredths=0,
        value=0,
        reason={"code": "follow_up.silent_for_days", "data": {"days": 5}},
    )


def test_nobody_gets_in_without_a_token(cast: Cast) -> None:
    assert Client().get(f"{API}/shops").status_code == 401
    assert Client(headers={"authorization": "Bearer wrong"}).get(f"{API}/shops").status_code == 401


def test_a_revoked_token_is_worth_nothing(cast: Cast) -> None:
    token = make_token(cast.moonwell.pk, "mei", "old", by=MEI, now=NOW)
    revoke_token(cast.moonwell.pk, "old", by=MEI, now=NOW)
    assert Client(headers={"authorization": f"Bearer {token}"}).get(f"{API}/shops").status_code == 401


def test_a_signed_in_member_may_read(cast: Cast) -> None:
    page = Client()
    page.force_login(cast.mei)
    assert [shop["name"] for shop in page.get(f"{API}/shops").json()] == ["Moonwell GB", "Moonwell US"]


def test_a_forged_request_from_another_site_is_refused(cast: Cast) -> None:
    page = Client(enforce_csrf_checks=True)
    page.force_login(cast.mei)
    assert page.post(f"{API}/plan-lines/1/skip").status_code == 403


def test_shops_say_what_is_left_of_their_quota(cast: Cast, program: Program) -> None:
    shops = program.get("/shops")
    assert [(shop["region"], shop["currency"], shop["pack"]) for shop in shops] == [
        ("GB", "GBP", "guidebook"),
        ("US", "USD", "us-2025"),
    ]
    assert [shop["quota_spent"] for shop in shops] == [0, 0]


def test_creators_are_filtered_sorted_and_paged(program: Program) -> None:
    found = program.get("/creators", region="GB", followers_from=20_000, sort="followers")
    assert (found["total"], found["page"], found["pages"]) == (3, 1, 1)
    assert [one["handle"] for one in found["items"]] == ["chai", "bao", "anna"]


def test_a_plan_shows_its_lines_and_what_is_kept(cast: Cast, program: Program) -> None:
    line = proposed_line(cast)
    plan = program.get(f"/shops/{cast.uk.pk}/plan")
    assert plan["kept_back"] == 3
    assert [(one["id"], one["act"], one["creator"], one["state"]) for one in plan["lines"]] == [
        (line.pk, "close", "anna", "proposed")
    ]


def test_a_line_settled_before_is_refused_with_its_code(cast: Cast, program: Program) -> None:
    line = proposed_line(cast)
    assert program.post(f"/plan-lines/{line.pk}/skip")[0] == 200
    status, told = program.post(f"/plan-lines/{line.pk}/skip")
    assert (status, told["error"]) == (409, "plan.line_settled")


def test_a_viewer_may_look_and_not_touch(cast: Cast) -> None:
    seat_member(cast.moonwell.pk, "vera", Role.VIEWER, by=MEI, now=NOW, password="a long enough password")
    vera = Program(make_token(cast.moonwell.pk, "vera", "dashboard", by=MEI, now=NOW))
    line = proposed_line(cast)
    assert len(vera.get("/shops")) == 2
    status, told = vera.post(f"/plan-lines/{line.pk}/approve")
    assert (status, told["error"]) == (403, "shops.role_forbids")


@pytest.mark.parametrize("path", ["/shops", "/threads", "/statements", "/reviews"])
def test_another_workspace_sees_nothing_of_ours(cast: Cast, path: str) -> None:
    harbour = Program(make_token(cast.harbour.pk, "harry", "reports", by=MEI, now=NOW))
    assert harbour.get(path) == []


def test_another_workspaces_plan_is_not_found(cast: Cast) -> None:
    harbour = Program(make_token(cast.harbour.pk, "harry", "reports", by=MEI, now=NOW))
    assert harbour.client.get(f"{API}/shops/{cast.uk.pk}/plan").status_code == 404
    assert harbour.post(f"/plan-lines/{proposed_line(cast).pk}/skip")[0] == 404


def test_the_description_names_every_resource() -> None:
    described = Client().get(f"{API}/openapi.json").json()
    assert sorted(described["paths"]) == [
        f"{API}/campaigns/{{campaign_id}}/limits",
        f"{API}/creators",
        f"{API}/creators/why",
        f"{API}/creators/{{creator_id}}",
        f"{API}/creators/{{creator_id}}/content",
        f"{API}/plan-lines/{{line_id}}/again",
        f"{API}/plan-lines/{{line_id}}/approve",
        f"{API}/plan-lines/{{line_id}}/skip",
        f"{API}/plan-lines/{{line_id}}/want",
        f"{API}/reviews",
        f"{API}/shops",
        f"{API}/shops/{{shop_id}}/plan",
        f"{API}/shops/{{shop_id}}/resume",
        f"{API}/shops/{{shop_id}}/stop",
        f"{API}/shops/{{shop_id}}/wishes",
        f"{API}/statements",
        f"{API}/threads",
        f"{API}/wishes/{{wish_id}}/undo",
    ]
