"""Which title a message names, and why that one."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cast import NOW

from rapport.creators.rules.content.posts import Post
from rapport.creators.rules.content.titles import nameable, spoken
from rapport.shared.refusals import Reason

DAY = timedelta(days=1)
BEAUTY = frozenset({"601450"})


def post(title: str, days_ago: int = 1, views: int | None = None, **more: object) -> Post:
    return Post(posted_at=NOW - days_ago * DAY, title=title, views=views, **more)  # type: ignore[arg-type]


def named(*posts: Post, categories: frozenset[str] = frozenset()) -> list[str]:
    return [one.title for one in nameable(posts, categories, NOW)]


def test_the_newest_of_those_watched_more_than_usual_is_named() -> None:
    found = named(
        post("My morning", 1, 5), post("My evening", 3, 900), post("My holiday", 9, 5000), post("Rain again", 2, 7)
    )
    assert found == ["My evening", "My holiday", "My morning", "Rain again"]


def test_a_recent_title_stands_before_a_famous_old_one() -> None:
    assert named(post("Old but gold", 61, 10**6), post("My morning", 59, 5)) == ["My morning", "Old but gold"]


def test_the_campaign_s_category_comes_before_views() -> None:
    serum = post("My serum", 5, 10, categories=BEAUTY)
    assert named(post("My dog and me", 1, 900), serum, categories=BEAUTY) == ["My serum", "My dog and me"]
    assert named(post("My dog and me", 1, 900), serum) == ["My dog and me", "My serum"]


def test_an_ad_is_never_named_and_an_unknown_one_may_be() -> None:
    assert named(post("Paid for this", is_ad=True), post("My morning", is_ad=None)) == ["My morning"]


def test_what_is_posted_tomorrow_cannot_have_been_seen() -> None:
    assert named(post("My morning", -1)) == []


def test_each_title_says_why() -> None:
    (found,) = nameable([post("My serum", 5, 10, categories=BEAUTY)], BEAUTY, NOW)
    assert found.reasons == (
        Reason("content.title_recent", {"days": 5}),
        Reason("content.title_category"),
        Reason("content.title_watched", {"views": 10, "usual": 10}),
    )


def test_what_is_not_known_is_said_and_counts_for_nothing() -> None:
    (found,) = nameable([post("My serum", 70)], BEAUTY, NOW)
    assert found.reasons == (
        Reason("content.title_older", {"days": 70}),
        Reason("content.title_category_unknown"),
        Reason("content.title_views_unknown"),
    )


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("My glow routine #skincare #fyp", "My glow routine"),
        ("#ad 我的护肤日常 @moonwell", "我的护肤日常"),
        ("“Rain again”  https://moonwell.example", "Rain again"),
        ("#fyp #viral", ""),
        ("🔥🔥🔥 123", ""),
        ("wow", ""),
        ("护肤", ""),
        ("ครีมกันแดด", "ครีมกันแดด"),
        ("word " * 30, "word word word word word word word word word word word word word word word…"),
        ("好" * 100, "好" * 79 + "…"),
    ],
)
def test_a_title_is_said_without_what_no_one_reads_out(title: str, said: str) -> None:
    assert spoken(title) == said


def rescaled(one: Post, times: int) -> Post:
    return replace(one, views=one.views and one.views * times)


TITLES = st.sampled_from(["My morning", "My evening", "Rain again", "", "#fyp"])
POSTS = st.builds(post, TITLES, st.integers(0, 90), st.none() | st.integers(1, 1000), is_ad=st.none() | st.booleans())


@given(st.lists(POSTS, max_size=8), st.randoms(use_true_random=False), st.integers(2, 50))
def test_the_choice_depends_on_neither_order_nor_unit(posts: list[Post], chance: Random, times: int) -> None:
    shuffled = list(posts)
    chance.shuffle(shuffled)
    assert named(*shuffled) == named(*posts)
    usual, larger = ([rescaled(one, factor) for one in posts] for factor in (2, 2 * times))
    assert named(*larger) == named(*usual)
