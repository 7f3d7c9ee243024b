"""How often somebody posts, and at which of their own hours posts are watched."""

from datetime import UTC, datetime, timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.cast import NOW

from rapport.creators.rules.content.posts import Figure, Post
from rapport.creators.rules.content.rhythm import HourFigure, best_hours, cadence
from rapport.shared.refusals import Reason

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
BANGKOK = "Asia/Bangkok"


def posted(*days_ago: int) -> list[Post]:
    return [Post(posted_at=NOW - days * DAY) for days in days_ago]


def at(hour: int, *views: int) -> list[Post]:
    """Posts at an hour of UTC, a day apart."""
    return [Post(posted_at=datetime(2026, 2, 1 + day, hour, tzinfo=UTC), views=seen) for day, seen in enumerate(views)]


def test_fifteen_posts_in_thirty_days_are_three_and_a_half_a_week() -> None:
    assert cadence(posted(*range(0, 30, 2)), NOW).per_week == Figure(350, 15)


def test_the_longest_gap_may_be_the_present_one() -> None:
    assert cadence(posted(20, 19, 18), NOW).longest_gap_days == Figure(18, 3)
    assert cadence(posted(20, 6, 1), NOW).longest_gap_days == Figure(14, 3)


def test_a_gap_begins_with_the_window_where_something_was_seen_before_it() -> None:
    assert cadence(posted(40, 5), NOW).longest_gap_days == Figure(25, 1)
    assert cadence(posted(5), NOW).longest_gap_days == Figure(5, 1)


def test_nothing_seen_lately_is_unknown_and_not_zero() -> None:
    found = cadence(posted(45, 90), NOW)
    assert found.per_week == Figure(None, 0, Reason("content.none_lately", {"days": 45, "window": 30}))
    assert cadence([], NOW).per_week == Figure(None, 0, Reason("content.none_known"))


def test_a_post_of_tomorrow_does_not_count_today() -> None:
    assert cadence(posted(-1, 2), NOW).per_week.posts == 1


@given(st.lists(st.integers(0, 60), max_size=20), st.randoms(use_true_random=False))
def test_cadence_does_not_ask_for_an_order(days: list[int], chance: Random) -> None:
    shuffled = list(days)
    chance.shuffle(shuffled)
    assert cadence(posted(*shuffled), NOW) == cadence(posted(*days), NOW)


def test_hours_are_those_of_the_creator_s_own_day() -> None:
    found = best_hours([*at(1, *[10] * 8), *at(13, *[90] * 4)], BANGKOK)
    assert found.by_hour == (HourFigure(8, 8, 10), HourFigure(20, 4, 90))
    assert (found.best, found.posts, found.why) == ((20,), 12, None)


def test_an_hour_with_two_posts_is_no_best_hour() -> None:
    found = best_hours([*at(1, *[10] * 8), *at(13, 900, 900), *at(15, 20, 30, 40)], BANGKOK)
    assert found.best == (22,)


def test_the_best_hours_come_first_and_are_three_at_most() -> None:
    good = [one for hour in (2, 4, 6, 8) for one in at(hour, *[hour * 100] * 3)]
    assert best_hours([*at(20, *[1] * 20), *good], "UTC").best == (8, 6, 4)


def test_too_few_posts_have_no_best_hour() -> None:
    found = best_hours([*at(13, *[90] * 11), Post(posted_at=NOW)], BANGKOK)
    assert (found.best, found.why) == ((), Reason("content.too_few", {"posts": 11, "needed": 12}))


def test_where_all_hours_are_alike_none_stands_out() -> None:
    found = best_hours([*at(1, *[10] * 6), *at(13, *[10] * 6)], BANGKOK)
    assert (found.best, found.why) == ((), Reason("content.no_hour_stands_out", {"posts": 12}))


def test_without_a_region_nobody_knows_the_hour() -> None:
    found = best_hours(at(13, *[90] * 12), "")
    assert (found.by_hour, found.best, found.why) == ((), (), Reason("content.no_time_zone"))


@given(st.lists(st.integers(0, 1000), min_size=12, max_size=24), st.integers(2, 1000))
def test_best_hours_are_the_same_in_any_unit_of_views(views: list[int], times: int) -> None:
    def told(factor: int) -> list[Post]:
        return [Post(posted_at=NOW + place * HOUR, views=seen * factor) for place, seen in enumerate(sorted(views * 3))]

    assert best_hours(told(2 * times), "UTC").best == best_hours(told(2), "UTC").best
