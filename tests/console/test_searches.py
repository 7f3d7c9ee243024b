"""Saved searches on their page: saved from a form that keeps what was typed, run, paused, deleted."""

from django.test import Client
from django.urls import reverse
from tests.cast import Cast
from tests.console.world import World

from rapport.creators.models import SavedSearch
from rapport.shops.models import Shop

REFUSED = '<div class="notice error" role="alert">'


def save(client: Client, shop: Shop, **typed: object) -> str:
    answer = client.post(reverse("create_search"), {"shop": shop.pk, **typed}, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def press(client: Client, button: str, search: SavedSearch, **form: str) -> str:
    return client.post(reverse(button, args=[search.pk]), form, follow=True).content.decode()


def test_a_search_is_saved_as_typed(cast: Cast, mei: Client) -> None:
    page = save(
        mei,
        cast.uk,
        name="Beauty",
        every_days="3",
        keyword="serum",
        followers_from="2万",
        gmv_bands=["from_1000", "from_10000"],
        engagement_from="5%",
        gender="female",
        gender_share_from="60",
        only_not_invited="on",
    )
    assert "Saved." in page
    assert "every 3 days" in page
    made = SavedSearch.objects.get()
    assert (made.shop, made.every_days) == (cast.uk, 3)
    assert made.conditions == {
        "keyword": "serum",
        "followers_from": 20_000,
        "gmv_bands": ["from_1000", "from_10000"],
        "engagement_from": 5,
        "gender": "female",
        "gender_share_from": 6000,
        "only_not_invited": True,
    }


def test_what_is_refused_is_told_above_what_was_typed(cast: Cast, mei: Client) -> None:
    for typed in ({"engagement_from": "5.5"}, {"views_from": "1M"}, {"every_days": "400"}, {"ages": ["from_12"]}):
        page = save(mei, cast.uk, name="Beauty", keyword="serum", **typed)
        assert REFUSED in page
        assert 'value="serum"' in page
    assert not SavedSearch.objects.exists()


def test_a_search_is_run_paused_and_deleted(world: World, mei: Client) -> None:
    assert "looks through the marketplace now" in press(mei, "run_search", world.search)
    world.search.refresh_from_db()
    assert world.search.asked_at is not None
    assert "Paused" in press(mei, "rest_search", world.search, state="paused")
    world.search.refresh_from_db()
    assert world.search.is_paused
    assert mei.post(reverse("rest_search", args=[world.search.pk]), {"state": "asleep"}).status_code == 400
    assert "repeated again" in press(mei, "rest_search", world.search, state="repeated")
    assert "stays in the library" in press(mei, "remove_search", world.search)
    assert not SavedSearch.objects.exists()


def test_what_a_run_found_and_why_it_did_not_are_shown(world: World, mei: Client) -> None:
    trouble = {"code": "platform.InvalidRequest", "data": {}}
    SavedSearch.objects.update(found_new=1234, found_known=7, last_run_at=world.search.made_at, trouble=trouble)
    page = mei.get(reverse("searches")).content.decode()
    assert "1,234" in page
    assert '<p class="small bad">' in page


def test_without_a_connection_there_is_nothing_to_search(harry: Client, cast: Cast) -> None:
    for name in ("searches", "new_search"):
        page = harry.get(reverse(name)).content.decode()
        assert "No shop is connected." in page
        assert "Save the search" not in page
