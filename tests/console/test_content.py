"""A creator's content, followers and products on their profile."""

from datetime import timedelta

from django.test import Client
from tests.cast import NOW, Cast
from tests.creators.actions.test_compare import crowd, quiet

from rapport.console.charts import Bar, bars
from rapport.creators.actions.compare import compare_creators
from rapport.creators.models import CarriedProduct, SeenVideo

HOUR = timedelta(hours=1)


def test_bars_stand_beside_each_other_and_the_largest_fills_the_box() -> None:
    assert bars({0: 50, 23: 100, 4: 0}, 24) == [Bar(0, 1, 28, 8, 28), Bar(4, 41, 55, 8, 1), Bar(23, 231, 0, 8, 56)]
    assert bars({}, 24) == []
    assert bars({3: 0}, 24) == [Bar(3, 31, 55, 8, 1)]


def shown(client: Client, cast: Cast, creator_id: int) -> str:
    client.force_login(cast.mei)
    client.cookies["django_language"] = "en"
    return client.get(f"/creators/{creator_id}/").content.decode()


def test_without_posts_the_profile_says_so(client: Client, cast: Cast) -> None:
    assert "No posts are known" in shown(client, cast, cast.anna.pk)


def test_the_profile_shows_hours_topics_and_titles(client: Client, cast: Cast) -> None:
    for number in range(14):
        posted_at = NOW - timedelta(days=number) + (4 * HOUR if number % 3 else 9 * HOUR)
        views = 100 if number % 3 else 5000
        SeenVideo.objects.create(creator=cast.anna, posted_at=posted_at, title="Serum #skincare", views=views)
    page = shown(client, cast, cast.anna.pk)
    assert "14 short videos and 0 LIVEs known" in page
    assert "Best hours: 18:00" in page
    assert page.count('<rect class="best"') == 1
    assert "#skincare <b>14</b>" in page


def test_suspicion_accuses_nobody(client: Client, cast: Cast) -> None:
    crowd(cast)
    quinn = quiet(cast)
    compare_creators(cast.moonwell.pk, now=NOW)
    page = shown(client, cast, quinn.pk)
    assert "worth a look" in page
    assert "There can be good reasons" in page
    assert "fake" not in page


def test_an_unknown_brand_is_a_dash(client: Client, cast: Cast) -> None:
    CarriedProduct.objects.create(creator=cast.anna, product_key="p1", title="Lamp", currency="GBP")
    CarriedProduct.objects.create(creator=cast.anna, product_key="p2", title="Cup", currency="GBP", brand="Moonwell")
    page = shown(client, cast, cast.anna.pk)
    assert '<td class="wide-only">–</td>' in page
    assert '<td class="wide-only">Moonwell</td>' in page
