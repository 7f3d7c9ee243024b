"""Reading reviews back."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import NOW, Cast
from tests.review.sold import sold

from rapport.review.actions import review_week
from rapport.review.models import ReviewAction
from rapport.review.queries import open_actions, partner_weeks, review_beside, review_page, reviews_of
from rapport.review.rules.findings import PartnerWeek
from rapport.shared.periods import Period
from rapport.shared.refusals import NotFound

A_WEEK = timedelta(days=7)
WEEK = Period(NOW - A_WEEK, NOW)


def test_whoever_sold_or_posted_is_a_partner_of_the_week(cast: Cast) -> None:
    sold(cast, cast.anna, WEEK.start, orders=2)
    assert partner_weeks(cast.uk, WEEK) == {cast.anna.pk: PartnerWeek(orders=2, offered=0, listed=0, sold=1)}
    assert partner_weeks(cast.us, WEEK) == {}


def test_a_week_stands_beside_the_one_before(cast: Cast) -> None:
    before = review_week(cast.uk, NOW - 2 * A_WEEK, now=NOW)
    review = review_week(cast.uk, NOW - A_WEEK, now=NOW)
    found = review_beside(cast.moonwell.pk, review.pk)
    assert (found.review, found.before) == (review, before)
    assert review_beside(cast.moonwell.pk, before.pk).before is None
    with pytest.raises(NotFound):
        review_beside(cast.harbour.pk, review.pk)


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_takes_three_queries_however_many_weeks(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(1, count + 1):
        review = review_week(cast.uk, NOW - number * A_WEEK, now=NOW)
        ReviewAction.objects.create(review=review, finding="raise", creator=cast.anna, reason={"code": "x"})
    with django_assert_num_queries(3):
        page = review_page(cast.moonwell.pk)
        assert {action.creator.handle for row in page.rows for action in row.actions.all() if action.creator} == {
            "anna"
        }
    assert page.total == count
    assert [row.starts_at for row in reviews_of(cast.moonwell.pk, cast.uk.pk)] == [row.starts_at for row in page.rows]


def test_what_is_open_comes_newest_first_and_settled_things_are_gone(cast: Cast) -> None:
    old, new = (review_week(cast.uk, NOW - number * A_WEEK, now=NOW) for number in (2, 1))
    first = ReviewAction.objects.create(review=old, finding="raise", creator=cast.anna, reason={"code": "x"})
    second = ReviewAction.objects.create(review=new, finding="raise", creator=cast.anna, reason={"code": "x"})
    ReviewAction.objects.create(review=new, finding="stop", creator=cast.bao, reason={"code": "x"}, state="done")
    assert open_actions(cast.moonwell.pk) == [second, first]
    assert open_actions(cast.harbour.pk) == []
