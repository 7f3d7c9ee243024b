"""Rows become posts: one each, whatever order they come in; and the middle of several figures."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from tests.cast import NOW

from rapport.creators.rules.content.posts import Form, Post, median, merged, tenth

HOUR = timedelta(hours=1)
COUNTS = st.none() | st.integers(0, 10**9)
POSTS = st.builds(
    Post,
    posted_at=st.sampled_from([NOW, NOW - HOUR, NOW - 2 * HOUR]),
    form=st.sampled_from(Form),
    title=st.sampled_from(["", "Mein Tag", "My day"]),
    views=COUNTS,
    likes=COUNTS,
    units=COUNTS,
    gmv_minor=COUNTS,
    currency=st.sampled_from(["GBP", "VND"]),
    is_shoppable=st.none() | st.booleans(),
    is_ad=st.none() | st.booleans(),
    categories=st.sampled_from([frozenset[str](), frozenset({"601450"}), frozenset({"602118"})]),
)


def test_a_video_with_two_products_is_one_post() -> None:
    told = Post(posted_at=NOW, title="Two lamps", views=900, units=4, gmv_minor=500, currency="GBP")
    first = Post(posted_at=NOW, title="Two lamps", views=900, units=4, categories=frozenset({"a"}))
    (post,) = merged([told, first])
    assert post == replace(told, categories=frozenset({"a"}))


def test_a_live_of_the_same_minute_is_another_post() -> None:
    assert len(merged([Post(posted_at=NOW), Post(posted_at=NOW, form=Form.LIVE)])) == 2


def test_what_no_row_tells_stays_unknown() -> None:
    (post,) = merged([Post(posted_at=NOW), Post(posted_at=NOW)])
    assert post == Post(posted_at=NOW)


def test_one_row_that_tells_of_an_ad_is_enough() -> None:
    (post,) = merged([Post(posted_at=NOW, is_ad=False), Post(posted_at=NOW, is_ad=True)])
    assert post.is_ad is True


@given(st.lists(POSTS, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_rows_is_all_one(rows: list[Post], chance: Random) -> None:
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert merged(shuffled) == merged(rows)
    assert merged(merged(rows)) == merged(rows)


def test_the_middle_of_an_even_number_is_halfway() -> None:
    assert [median(values) for values in ([], [7], [1, 9, 2], [1, 2], [1, 2, 4, 100])] == [None, 7, 2, 2, 3]


def test_a_tenth_is_one_of_the_values() -> None:
    ten = list(range(10, 110, 10))
    assert (tenth(ten, 1), tenth(ten, 5), tenth(ten, 9), tenth([3], 1), tenth([3], 9)) == (10, 50, 90, 3, 3)
