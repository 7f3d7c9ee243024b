"""Spread of views, shares, and what a thousand views sell."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.cast import NOW

from rapport.creators.rules.content.posts import Figure, Post
from rapport.creators.rules.content.spread import ad_share, sales_per_view, shoppable_share, spread
from rapport.shared.refusals import Reason

HOUR = timedelta(hours=1)
NONE_KNOWN = Reason("content.none_known")


def watched(*views: int | None) -> list[Post]:
    return [Post(posted_at=NOW - place * HOUR, views=seen) for place, seen in enumerate(views)]


def sold(*told: tuple[int | None, int | None], currency: str = "GBP") -> list[Post]:
    """Posts by views and GMV, one unit each."""
    return [
        Post(posted_at=NOW - place * HOUR, views=views, gmv_minor=gmv, units=1, currency=currency)
        for place, (views, gmv) in enumerate(told)
    ]


def test_the_spread_of_ten_posts() -> None:
    found = spread(watched(100, 200, 300, 400, 500, 600, 700, 800, 900, 5500, None))
    assert found.median_views == Figure(550, 10)
    assert (found.low, found.high) == (Figure(100, 10), Figure(900, 10))
    assert found.times == Figure(164, 10)
    assert found.top_share == Figure(5500, 10)


def test_few_posts_have_a_middle_and_no_spread() -> None:
    found = spread(watched(100, 300))
    few = Figure(None, 2, Reason("content.too_few", {"posts": 2, "needed": 5}))
    assert (found.median_views, found.low, found.times, found.top_share) == (Figure(200, 2), few, few, few)


def test_no_known_views_are_no_views_of_zero() -> None:
    assert spread(watched(None, None)).median_views == Figure(None, 0, NONE_KNOWN)


def test_posts_that_nobody_watched_have_no_share_of_views() -> None:
    never = Figure(None, 5, Reason("content.never_watched", {"posts": 5}))
    found = spread(watched(*[0] * 5))
    assert (found.median_views, found.times, found.top_share) == (Figure(0, 5), never, never)


@given(st.lists(st.integers(1, 10**6), min_size=5, max_size=30), st.integers(2, 1000))
def test_the_share_of_the_top_post_is_the_same_in_any_unit(views: list[int], times: int) -> None:
    assert spread(watched(*(seen * times for seen in views))).top_share == spread(watched(*views)).top_share


def test_a_share_stands_over_those_of_which_it_is_told() -> None:
    told = [Post(posted_at=NOW, is_shoppable=said, is_ad=said) for said in (True, False, False, None)]
    assert (shoppable_share(told), ad_share(told)) == (Figure(3333, 3), Figure(3333, 3))


def test_a_list_of_shoppable_posts_alone_gives_no_share() -> None:
    told = [Post(posted_at=NOW, categories=frozenset({"601450"}))]
    assert shoppable_share(told) == Figure(None, 0, Reason("content.only_shoppable_listed"))
    assert ad_share(told) == Figure(None, 0, Reason("content.ads_not_told"))
    assert shoppable_share([]) == Figure(None, 0, NONE_KNOWN)


def test_a_thousand_views_sell_so_much() -> None:
    found = sales_per_view(sold((1000, 500), (2000, 0), (3000, 1300), (9000, None), (None, 7)))
    assert (found.gmv_minor, found.currency) == (Figure(300, 3), "GBP")
    assert found.units == Figure(27, 4)


def test_posts_that_sold_nothing_are_known_to_sell_nothing() -> None:
    assert sales_per_view(sold((1000, 0), (1000, 0), (1000, 0))).gmv_minor == Figure(0, 3)


def test_sales_that_nobody_told_are_unknown() -> None:
    found = sales_per_view(watched(1000, 2000, 3000))
    assert found.gmv_minor == found.units == Figure(None, 0, Reason("content.sales_not_told"))


def test_two_posts_are_too_few_for_sales() -> None:
    few = Figure(None, 2, Reason("content.too_few", {"posts": 2, "needed": 3}))
    assert sales_per_view(sold((1000, 500), (10, 1))).gmv_minor == few


def test_amounts_of_two_currencies_are_never_added() -> None:
    found = sales_per_view([*sold((1000, 500), (1000, 500), (1000, 500)), *sold((1000, 9), currency="VND")])
    assert (found.gmv_minor, found.currency, found.units) == (Figure(500, 3), "GBP", Figure(100, 4))
