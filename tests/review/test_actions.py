"""The weekly review: written, written anew, and what it asks for settled."""

from datetime import timedelta

import pytest
from tests.cast import MEI, NOW, Cast
from tests.review.sold import sold

from rapport.review.actions import review_week, settle_action
from rapport.review.models import ReviewAction, WeeklyReview
from rapport.samples.actions import SeenContent, keep_contents
from rapport.shared.refusals import NotFound
from rapport.shops.models import AuditLine

A_WEEK = timedelta(days=7)
LAST_WEEK = NOW - A_WEEK


def asked(review: WeeklyReview) -> list[tuple[str, str, str | None]]:
    rows = review.actions.order_by("finding", "creator__handle")
    return [(row.finding, row.state, row.creator.handle if row.creator else None) for row in rows]


def test_a_week_is_told_in_figures(cast: Cast) -> None:
    sold(cast, cast.anna, LAST_WEEK, orders=3)
    keep_contents(cast.uk, cast.anna.pk, cast.serum.pk, [SeenContent("v1", "VIDEO", LAST_WEEK)])
    review = review_week(cast.uk, LAST_WEEK, now=NOW)
    assert (review.starts_at, review.ends_at) == (LAST_WEEK.replace(hour=0), NOW.replace(hour=0))
    told = {name: review.figures[name] for name in ("paid_orders", "gmv_minor", "contents", "quota_cap")}
    assert told == {"paid_orders": 3, "gmv_minor": 4470, "contents": 1, "quota_cap": None}
    assert review.figures["orders_per_creator_hundredths"] == 300
    assert review.creators == {str(cast.anna.pk): {"orders": 3, "offered": 0, "listed": 0, "sold": 1}}


def test_the_weeks_before_are_remembered(cast: Cast) -> None:
    sold(cast, cast.anna, LAST_WEEK - A_WEEK, orders=5, key="before")
    sold(cast, cast.anna, LAST_WEEK, orders=12, key="then")
    review_week(cast.uk, LAST_WEEK - A_WEEK, now=NOW)
    assert asked(review_week(cast.uk, LAST_WEEK, now=NOW)) == [("raise", "open", "anna")]


def test_written_anew_it_asks_anew_for_what_nobody_settled(cast: Cast) -> None:
    sold(cast, cast.anna, LAST_WEEK - A_WEEK, orders=5, key="before")
    sold(cast, cast.anna, LAST_WEEK, orders=12, key="then")
    sold(cast, cast.bao, LAST_WEEK, orders=11, key="bao")
    review_week(cast.uk, LAST_WEEK - A_WEEK, now=NOW)
    first = review_week(cast.uk, LAST_WEEK, now=NOW)
    action = first.actions.get(creator=cast.anna)
    settle_action(cast.moonwell.pk, action.pk, ReviewAction.State.DONE, by=MEI, now=NOW)
    again = review_week(cast.uk, LAST_WEEK, now=NOW + timedelta(hours=1))
    assert (again.pk, WeeklyReview.objects.count()) == (first.pk, 2)
    assert asked(again) == [("raise", "done", "anna")]


def test_settling_is_written_down_and_only_for_those_whose_review_it_is(cast: Cast) -> None:
    review = review_week(cast.uk, LAST_WEEK, now=NOW)
    action = ReviewAction.objects.create(review=review, finding="answer", reason={"code": "review.creators_wait"})
    with pytest.raises(NotFound):
        settle_action(cast.harbour.pk, action.pk, ReviewAction.State.DISMISSED, by=MEI, now=NOW)
    settled = settle_action(cast.moonwell.pk, action.pk, ReviewAction.State.DISMISSED, by=MEI, now=NOW)
    assert (settled.state, settled.settled_at) == ("dismissed", NOW)
    line = AuditLine.objects.get(action="review.dismissed")
    assert (line.actor, line.subject, line.data) == ("mei", "answer", {"review_action": action.pk})
