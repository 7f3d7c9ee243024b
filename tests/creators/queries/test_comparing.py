"""Creators side by side."""

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import Cast

from rapport.creators.models import Dealings
from rapport.creators.queries.comparing import TooManyToCompare, side_by_side
from rapport.shared.refusals import NotFound


def test_figures_stand_in_the_order_that_was_asked_for(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(4):
        found = side_by_side(cast.moonwell.pk, [cast.chai.pk, cast.anna.pk, cast.chai.pk])
    followers = next(row for row in found.figures if row.kind.name == "followers")
    assert [one.handle for one in found.creators] == ["chai", "anna"]
    assert (followers.values, followers.best) == ((120_000, 25_000), frozenset({0}))
    assert (found.categories, found.dealings) == ([("601450",), ("601450",)], [])


def test_dealings_are_compared_where_there_are_any(cast: Cast) -> None:
    Dealings.objects.create(creator=cast.anna, replies=2)
    found = side_by_side(cast.moonwell.pk, [cast.anna.pk, cast.bao.pk])
    assert next(row.values for row in found.dealings if row.kind.name == "replies") == (2, None)


def test_six_are_too_many_and_strangers_are_not_found(cast: Cast) -> None:
    with pytest.raises(TooManyToCompare):
        side_by_side(cast.moonwell.pk, range(1, 7))
    with pytest.raises(NotFound):
        side_by_side(cast.harbour.pk, [cast.anna.pk])
