"""Writing a week's review, again while its last figures come in, and settling what it asks for."""

from datetime import timedelta

import pytest
from tests.cast import MEI, NOW, Cast
from tests.partners import MONDAY, WEEK, invited, shows, week
from tests.selling import kept, sale

from rapport.outreach.models import QuotaWindow
from rapport.review.actions import review_week, settle_action
from rapport.review.models import ReviewAction, WeeklyReview
from rapport.shared.refusals import NotFound
from rapport.shops.models import AuditLine

State = ReviewAction.State
HOUR = timedelta(hours=1)


def found(review: WeeklyReview) -> list[tuple[str, str | None, str]]:
    return list(review.actions.order_by("pk").values_list("finding", "creator__handle", "state"))


def anna_doubles(cast: Cast) -> None:
    """Five orders last week and ten in this one."""
    kept(cast.uk, *(sale(order_id=f"a{number}", ordered_at=NOW - WEEK) for number in range(5)))
    kept(cast.uk, *(sale(order_id=f"b{number}", ordered_at=NOW) for number in range(10)))


def test_a_review_is_of_the_week_that_holds_the_moment(cast: Cast) -> None:
    review = review_week(cast.uk, MONDAY - timedelta(microseconds=1), now=NOW)
    assert (review.starts_at, review.ends_at, review.made_at) == (MONDAY - WEEK, MONDAY, NOW)
    assert (review.figures["paid_orders"], review.creators, found(review)) == (0, {}, [])


def test_a_review_keeps_its_partners_for_those_that_come_after(cast: Cast) -> None:
    anna_doubles(cast)
    before = review_week(cast.uk, NOW - WEEK, now=NOW)
    assert before.creators == {str(cast.anna.pk): {"orders": 5, "offered": 0, "listed": 0, "sold": 1}}
    review = review_week(cast.uk, NOW, now=NOW)
    assert found(review) == [("raise", "anna", "open")]
    assert review.actions.get().reason == {
        "code": "review.growing_creator",
        "data": {"creator": "anna", "orders": 10, "before": 5},
    }


def test_two_weeks_at_zero_end_it_and_one_does_not(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    shows(made, cast.anna, 1)
    shows(made, cast.anna, 0)
    told = [found(review_week(cast.uk, week(number).start, now=NOW)) for number in (-2, -1)]
    assert told == [[], [("stop", "anna", "open")]]


def test_lapsed_quota_is_told(cast: Cast) -> None:
    QuotaWindow.objects.create(
        shop=cast.uk, starts_at=MONDAY, ends_at=MONDAY + WEEK, unit="message", cap=20, spent=12, elsewhere=3
    )
    review = review_week(cast.uk, NOW, now=NOW + WEEK)
    assert [(one.finding, one.reason["data"]) for one in review.actions.all()] == [
        ("use_quota", {"lapsed": 5, "cap": 20})
    ]


def test_written_anew_a_review_is_the_same_one_with_its_newest_figures(cast: Cast) -> None:
    first = review_week(cast.uk, NOW, now=NOW)
    kept(cast.uk, sale(ordered_at=NOW))
    again = review_week(cast.uk, NOW, now=NOW + HOUR)
    assert (again.pk, WeeklyReview.objects.count()) == (first.pk, 1)
    assert (first.figures["paid_orders"], again.figures["paid_orders"], again.made_at) == (0, 1, NOW + HOUR)


@pytest.mark.parametrize("state", [State.DONE, State.DISMISSED])
def test_what_was_settled_stays_settled_when_the_review_is_written_anew(cast: Cast, state: ReviewAction.State) -> None:
    anna_doubles(cast)
    review_week(cast.uk, NOW - WEEK, now=NOW)
    review = review_week(cast.uk, NOW, now=NOW)
    settle_action(cast.moonwell.pk, review.actions.get().pk, state, by=MEI, now=NOW)
    assert found(review_week(cast.uk, NOW, now=NOW + HOUR)) == [("raise", "anna", state.value)]


def test_a_finding_that_no_longer_holds_goes_while_it_is_open(cast: Cast) -> None:
    anna_doubles(cast)
    review_week(cast.uk, NOW - WEEK, now=NOW)
    review = review_week(cast.uk, NOW, now=NOW)
    kept(cast.uk, sale(order_id="late", ordered_at=NOW - WEEK))
    review_week(cast.uk, NOW - WEEK, now=NOW)
    assert found(review) == [("raise", "anna", "open")]
    assert found(review_week(cast.uk, NOW, now=NOW + HOUR)) == []


def test_an_action_is_settled_and_the_trail_says_by_whom(cast: Cast) -> None:
    anna_doubles(cast)
    review_week(cast.uk, NOW - WEEK, now=NOW)
    action = review_week(cast.uk, NOW, now=NOW).actions.get()
    row = settle_action(cast.moonwell.pk, action.pk, State.DONE, by=MEI, now=NOW)
    assert (row.state, row.settled_at) == ("done", NOW)
    line = AuditLine.objects.get(action="review.done")
    assert (line.actor, line.subject, line.data) == ("mei", "raise", {"review_action": action.pk})


def test_another_workspace_s_action_cannot_be_settled(cast: Cast) -> None:
    review = review_week(cast.uk, NOW, now=NOW)
    action = ReviewAction.objects.create(review=review, finding="answer", reason={"code": "review.creators_wait"})
    with pytest.raises(NotFound):
        settle_action(cast.harbour.pk, action.pk, State.DONE, by=MEI, now=NOW)
    action.refresh_from_db()
    assert (action.state, action.settled_at) == ("open", None)


def test_a_shop_s_review_is_its_own(cast: Cast) -> None:
    anna_doubles(cast)
    assert review_week(cast.us, NOW, now=NOW).figures["paid_orders"] == 0
    review_week(cast.uk, NOW, now=NOW)
    assert WeeklyReview.objects.count() == 2
