"""Shops, their plan and its lines: a program approves as a member would, and hears why not."""

import pytest
from tests.api.stage import Program
from tests.campaigns.stage import opened, planned
from tests.cast import MEI, NOW, Cast
from tests.outreach.stage import asked

from rapport.creators.models import Creator
from rapport.outreach.models import Invitation, Message
from rapport.shops.actions.tokens import make_token


@pytest.fixture
def program(cast: Cast) -> Program:
    return Program(make_token(cast.moonwell.pk, "mei", "till", by=MEI, now=NOW))


def test_a_shop_tells_its_week_in_its_own_time(cast: Cast, program: Program) -> None:
    asked(cast.uk, cast.anna, cast.offer())
    uk, us = program.get("/shops")
    assert uk["now"] == "2026-03-02T09:00:00Z"
    assert {name: value for name, value in uk.items() if name.startswith("quota_")} == {
        "quota_cap": 20,
        "quota_held": 2,
        "quota_spent": 0,
        "quota_left": 18,
        "quota_ends_at": "2026-03-09T00:00:00Z",
    }
    assert (us["quota_cap"], us["quota_left"], us["quota_ends_at"]) == (None, None, None)


def test_a_shop_without_a_plan_has_no_lines(cast: Cast, program: Program) -> None:
    assert program.get(f"/shops/{cast.uk.pk}/plan") == {"kept_back": 0, "why_kept": "", "lines": []}


def test_a_plan_tells_each_line_with_its_worth_and_its_reason(cast: Cast, program: Program) -> None:
    opened(cast)
    line = planned(cast.uk)[0]
    told = program.get(f"/shops/{cast.uk.pk}/plan")
    assert told["why_kept"]
    first = told["lines"][0]
    assert first.pop("reason")
    assert first == {
        "id": line.pk,
        "act": "invite",
        "creator_id": cast.anna.pk,
        "creator": "anna",
        "units": 2,
        "value_minor": 27,
        "state": "proposed",
    }


def test_an_approved_line_is_queued_in_the_words_that_were_sent(cast: Cast, program: Program) -> None:
    opened(cast)
    line = planned(cast.uk)[0]
    status, told = program.post(f"/plan-lines/{line.pk}/approve", {"text": "Anna! Serum?"})
    assert (status, told["state"], Message.objects.get().text) == (200, "approved", "Anna! Serum?")
    line.refresh_from_db()
    assert line.settled_by == "mei (till)"


def test_a_skipped_line_is_left_undone(cast: Cast, program: Program) -> None:
    opened(cast)
    status, told = program.post(f"/plan-lines/{planned(cast.uk)[0].pk}/skip")
    assert (status, told["state"], Invitation.objects.count()) == (200, "skipped", 0)


def test_a_refusal_is_told_with_its_code_its_sentence_and_its_data(cast: Cast, program: Program) -> None:
    opened(cast)
    line = planned(cast.uk)[0]
    Creator.objects.filter(pk=cast.anna.pk).update(blocked_why="sold fakes")
    status, told = program.post(f"/plan-lines/{line.pk}/approve")
    assert (status, told["error"]) == (409, "outreach.creator_blocked")
    assert told["data"] == {"creator": "anna", "why": "sold fakes"}
    assert told["message"]


def test_what_is_not_there_is_not_found(program: Program) -> None:
    assert program.post("/plan-lines/999999/approve")[0] == 404
    status, told = program.refused("/shops/999999/plan")
    assert (status, told["error"], told["data"]) == (404, "not_found", {"what": "shop", "id": 999999})
