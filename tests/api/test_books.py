"""Threads, statements and reviews as a program reads them: whole values, money as decimal texts."""

from datetime import timedelta

import pytest
from tests.api.stage import Program
from tests.cast import MEI, NOW, Cast
from tests.console.world import at_work
from tests.outreach.stage import invited, writes

from rapport.review.models import WeeklyReview
from rapport.settlement.models import Statement
from rapport.shops.actions.tokens import make_token

HOUR = timedelta(hours=1)


@pytest.fixture
def program(cast: Cast) -> Program:
    return Program(make_token(cast.moonwell.pk, "mei", "reports", by=MEI, now=NOW))


def test_a_thread_tells_who_waits_and_what_was_said_last(cast: Cast, program: Program) -> None:
    invited(cast, cast.anna)
    thread = writes(cast.uk, cast.anna, "Any samples?", NOW + HOUR)
    assert program.get("/threads") == [
        {
            "id": thread.pk,
            "shop_id": cast.uk.pk,
            "creator_id": cast.anna.pk,
            "creator": "anna",
            "stage": "talking",
            "waiting_since": "2026-03-02T10:00:00Z",
            "last_at": "2026-03-02T10:00:00Z",
            "last_text": "Any samples?",
            "last_is_ours": False,
        }
    ]


def test_threads_are_of_one_shop_or_those_who_wait(cast: Cast, program: Program) -> None:
    invited(cast, cast.anna)
    writes(cast.uk, cast.bao, "Hello!", NOW)
    assert [one["creator"] for one in program.get("/threads")] == ["bao", "anna"]
    assert [one["creator"] for one in program.get("/threads", waiting="true")] == ["bao"]
    assert program.get("/threads", shop_id=cast.us.pk) == []


def test_a_statement_tells_money_as_decimal_texts(cast: Cast, program: Program) -> None:
    at_work(cast)
    (told,) = program.get("/statements")
    row = Statement.objects.get()
    assert (told["id"], told["shop"], told["currency"], told["lines"]) == (row.pk, "Moonwell GB", "GBP", 1)
    assert {name: told[name] for name in ("ours", "platform", "difference", "unsettled")} == {
        "ours": "2.98",
        "platform": "2.97",
        "difference": "-0.01",
        "unsettled": "0.00",
    }
    assert program.get("/statements", shop_id=cast.us.pk) == []


def test_a_review_tells_its_figures_and_what_it_asks_for(cast: Cast, program: Program) -> None:
    at_work(cast)
    (told,) = program.get("/reviews")
    row = WeeklyReview.objects.get()
    assert (told["shop"], told["figures"]) == ("Moonwell GB", row.figures)
    assert [one["action"] for one in told["actions"]] == [one.finding for one in row.actions.all()]
    assert all(one["reason"] for one in told["actions"])
    assert program.get("/reviews", shop_id=cast.us.pk) == []
