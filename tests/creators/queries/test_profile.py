"""One creator with everything the library knows, and look-ups for other domains."""

from datetime import date, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import NOW, Cast, creator

from rapport.creators.actions.keep import keep_sightings
from rapport.creators.models import CarriedProduct, Creator, SeenVideo
from rapport.creators.queries import profile as library
from rapport.creators.queries.groupings import category_keys
from rapport.creators.rules.matching import Known
from rapport.creators.rules.metrics import Metrics, Sighting
from rapport.shared.refusals import NotFound

DAY = timedelta(days=1)
BEAUTY, PETS = "601450", "602118"


def carry(who: Creator, key: str, gmv: int | None) -> None:
    CarriedProduct.objects.create(creator=who, product_key=key, title=key, currency="GBP", gmv_28d_minor=gmv)


def post(who: Creator, title: str, posted_at: datetime = NOW) -> None:
    SeenVideo.objects.create(creator=who, posted_at=posted_at, product_key=title, title=title)


def known(one: Creator) -> Known:
    return Known(one.pk, one.open_id, one.handle, one.region)


def test_a_profile_holds_everything_about_one_creator(cast: Cast) -> None:
    told = Sighting("anna", "GB", NOW + DAY, "file", Metrics(units_30d_low=60), categories=(PETS, BEAUTY))
    keep_sightings(cast.moonwell.pk, [told])
    carry(cast.anna, "Soap", 100)
    post(cast.anna, "My morning")
    found = library.profile(cast.moonwell.pk, cast.anna.pk)
    assert (found.creator, found.categories, found.score.value) == (cast.anna, (PETS, BEAUTY), 3)
    assert [(one.source, one.taken_on) for one in found.snapshots] == [
        ("file", date(2026, 3, 3)),
        ("marketplace", date(2026, 3, 2)),
    ]
    assert ([one.title for one in found.carried], [one.title for one in found.videos]) == (["Soap"], ["My morning"])


def test_what_sold_most_comes_first_and_what_is_unknown_last(cast: Cast) -> None:
    for key, gmv in (("Soap", None), ("Cup", 5), ("Lamp", 900), ("Pen", None), ("Mug", 5)):
        carry(cast.anna, key, gmv)
    carried = library.profile(cast.moonwell.pk, cast.anna.pk).carried
    assert [one.title for one in carried] == ["Lamp", "Cup", "Mug", "Soap", "Pen"]


def test_the_newest_videos_come_first(cast: Cast) -> None:
    for day in range(25):
        post(cast.anna, f"Day {day}", NOW - day * DAY)
    videos = library.profile(cast.moonwell.pk, cast.anna.pk).videos
    assert [one.title for one in videos] == [f"Day {day}" for day in range(20)]


@pytest.mark.parametrize("count", [1, 30])
def test_a_profile_takes_seven_queries_however_much_is_known(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        carry(cast.anna, f"p{number}", number)
        post(cast.anna, f"v{number}")
    with django_assert_num_queries(7):
        library.profile(cast.moonwell.pk, cast.anna.pk)


def test_another_workspace_s_creator_is_not_there(cast: Cast) -> None:
    assert library.creator(cast.moonwell.pk, cast.anna.pk) == cast.anna
    for read in (library.creator, library.profile):
        with pytest.raises(NotFound) as refused:
            read(cast.harbour.pk, cast.anna.pk)
        assert refused.value.data == {"what": "creator", "id": cast.anna.pk}


def test_look_ups_stay_within_the_workspace(cast: Cast) -> None:
    hana = creator(cast.harbour, "hana", "TH", 9_000)
    both, ids = [cast.anna.pk, hana.pk], ["open-anna", "open-hana", ""]
    assert library.in_bulk(cast.moonwell.pk, both) == {cast.anna.pk: cast.anna}
    assert library.by_open_id(cast.moonwell.pk, ids) == {"open-anna": cast.anna}
    assert library.ids_by_open_id(cast.moonwell.pk, ids) == {"open-anna": cast.anna.pk}
    assert library.known_for(cast.moonwell.pk, ids, ["anna", "hana"]) == [known(cast.anna)]


def test_creators_are_looked_up_by_open_id_and_by_handle_each_once(cast: Cast) -> None:
    found = library.known_for(cast.moonwell.pk, ["open-bao", "open-anna"], ["Anna", "chai", "nobody"])
    assert found == [known(cast.anna), known(cast.bao), known(cast.chai)]


def test_without_an_open_id_nobody_is_found_by_it(cast: Cast) -> None:
    Creator.objects.filter(pk=cast.anna.pk).update(open_id="")
    assert library.known_for(cast.moonwell.pk, [""], []) == []
    assert library.by_open_id(cast.moonwell.pk, [""]) == {}
    assert library.ids_by_open_id(cast.moonwell.pk, [""]) == {}


def test_categories_of_several_creators_best_selling_first(cast: Cast) -> None:
    told = Sighting("bao", "GB", NOW + DAY, "file", Metrics(), categories=(PETS, BEAUTY))
    keep_sightings(cast.moonwell.pk, [told, Sighting("fabi", "GB", NOW, "file", Metrics())])
    fabi = Creator.objects.get(handle="fabi")
    found = category_keys([cast.anna.pk, cast.bao.pk, fabi.pk])
    assert found == {cast.anna.pk: (BEAUTY,), cast.bao.pk: (PETS, BEAUTY)}


@pytest.mark.parametrize("count", [1, 30])
def test_look_ups_take_as_many_queries_for_thirty_creators_as_for_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    found = [creator(cast.harbour, f"h{number}", "TH", 1_000) for number in range(count)]
    keys, ids, handles = [one.pk for one in found], [one.open_id for one in found], [one.handle for one in found]
    with django_assert_num_queries(7):
        library.in_bulk(cast.harbour.pk, keys)
        library.by_open_id(cast.harbour.pk, ids)
        library.ids_by_open_id(cast.harbour.pk, ids)
        library.known_for(cast.harbour.pk, ids, handles)
        category_keys(keys)
