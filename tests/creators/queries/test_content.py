"""Posts as rows tell them, and what they show of a creator."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import NOW, Cast

from rapport.creators.models import CarriedProduct, Creator, SeenVideo
from rapport.creators.queries.content import category_keys_of, content_of, place_of, posts_of
from rapport.creators.rules.content.analysis import Place
from rapport.creators.rules.content.posts import Figure, Form, Post
from rapport.shared.refusals import Reason

DAY = timedelta(days=1)
BEAUTY = "601450"


def post(who: Creator, title: str, days_ago: int = 1, product: str = "", **more: object) -> None:
    SeenVideo.objects.create(creator=who, posted_at=NOW - days_ago * DAY, title=title, product_key=product, **more)


def carry(who: Creator, key: str, category: str) -> None:
    CarriedProduct.objects.create(creator=who, product_key=key, title=key, category=category, currency="GBP")


def test_a_video_with_two_products_is_one_post_of_both_categories(cast: Cast) -> None:
    carry(cast.anna, "p1", "美妆个护")
    carry(cast.anna, "p2", "Garden gnomes")
    post(cast.anna, "My serum", product="p1", views=900)
    post(cast.anna, "My serum", product="p2", views=900)
    post(cast.bao, "Bao's", form="live", units_28d=3)
    assert posts_of([cast.anna.pk, cast.bao.pk, cast.chai.pk]) == {
        cast.anna.pk: [
            Post(posted_at=NOW - DAY, title="My serum", views=900, categories=frozenset({BEAUTY, "Garden gnomes"}))
        ],
        cast.bao.pk: [Post(posted_at=NOW - DAY, title="Bao's", form=Form.LIVE, units=3)],
    }


def test_what_another_creator_carries_says_nothing_of_mine(cast: Cast) -> None:
    carry(cast.bao, "p1", "美妆个护")
    post(cast.anna, "My serum", product="p1")
    assert posts_of([cast.anna.pk])[cast.anna.pk][0].categories == frozenset()


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("手机与数码/手机配件/移动电源", {"601739"}),
        ("Beauty & Personal Care > Skincare", {BEAUTY}),
        ("Garden gnomes / Small", {"Garden gnomes"}),
        ("", set()),
    ],
)
def test_a_tool_s_category_is_read_from_its_widest_part(text: str, keys: set[str]) -> None:
    assert category_keys_of(text) == keys


def test_a_creator_writes_in_their_language_and_in_that_of_their_region(cast: Cast) -> None:
    assert place_of(cast.anna) == Place("Europe/London", ("en",))
    assert place_of(Creator(region="TH", language="en-US")) == Place("Asia/Bangkok", ("en", "th"))
    assert place_of(Creator(region="", language="")) == Place("", ())


def test_everything_the_posts_show_stands_together(cast: Cast) -> None:
    post(cast.anna, "My serum #skincare", 2, views=900, is_ad=False)
    post(cast.anna, "Live tonight", 3, form="live", views=100)
    post(cast.anna, "Paid for it", 1, views=50, is_ad=True)
    found = content_of(cast.anna, [], NOW)
    assert (found.analysis.videos, found.analysis.lives, found.analysis.posts) == (2, 1, 3)
    assert (found.analysis.oldest_at, found.analysis.newest_at) == (NOW - 3 * DAY, NOW - DAY)
    assert (found.analysis.ad_share, found.analysis.spread.median_views) == (Figure(5000, 2), Figure(100, 3))
    assert [one.title for one in found.titles] == ["My serum", "Live tonight"]
    assert found.digest is None


def test_whoever_posts_nothing_is_unknown_and_not_zero(cast: Cast) -> None:
    found = content_of(cast.anna, [], NOW).analysis
    none = Figure(None, 0, Reason("content.none_known"))
    assert (found.cadence.per_week, found.spread.median_views, found.ad_share) == (none, none, none)
    assert (found.sales.gmv_minor, found.hours.best, found.oldest_at) == (none, (), None)


@pytest.mark.parametrize("count", [1, 30])
def test_posts_take_two_queries_however_many(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    carry(cast.anna, "p1", "美妆个护")
    for day in range(count):
        post(cast.anna, "My serum", day, product="p1")
    with django_assert_num_queries(2):
        assert len(posts_of([cast.anna.pk, cast.bao.pk])[cast.anna.pk]) == count
