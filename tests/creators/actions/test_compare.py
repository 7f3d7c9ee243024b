"""Comparing creators with their peers: bands, quantiles, signs; kept in columns and again the same."""

import io
from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import MEI, NOW, Cast, creator

from rapport.creators.actions import compare
from rapport.creators.actions.compare import COMPARE, compare_after_import, compare_creators
from rapport.creators.actions.imports import import_creators
from rapport.creators.actions.keep import keep_sightings
from rapport.creators.models import ContentDigest, Creator, LibraryChange, PeerFigure
from rapport.creators.queries import suspicion as queries
from rapport.creators.queries.suspicion import suspicion_of
from rapport.creators.rules.metrics import Metrics, Sighting
from rapport.shared.refusals import Reason
from rapport.work.models import Job

DAY = timedelta(days=1)
TODAY = date(2026, 3, 2)


def crowd(cast: Cast, count: int = 45, region: str = "US") -> None:
    """Creators of 30,000 followers whose posts are liked and watched as usual."""
    keep_sightings(
        cast.moonwell.pk,
        [
            Sighting(
                f"u{number}",
                region,
                NOW,
                "marketplace",
                Metrics(followers=30_000, average_views=5_000 + 10 * number, interaction_rate=699 - number),
            )
            for number in range(count)
        ],
    )


def quiet(cast: Cast) -> Creator:
    """One of the crowd's size whom nobody watches or likes."""
    made = creator(cast.moonwell, "quinn", "US", 40_000, average_views=300, interaction_rate=20)
    Creator.objects.filter(pk=made.pk).update(gmv_30d_low=None, units_30d_low=None)
    return made


def counts() -> dict[str, int | None]:
    return dict(ContentDigest.objects.values_list("creator__handle", "suspicion"))


def test_who_differs_from_peers_in_two_ways_has_two_signs(cast: Cast) -> None:
    crowd(cast)
    quinn = quiet(cast)
    assert compare_creators(cast.moonwell.pk, now=NOW) == 46
    # Two of 46 lie below the bound of each measure, by definition: Quinn, and the lowest of the crowd.
    assert {who: count for who, count in counts().items() if count} == {"quinn": 2, "u0": 1, "u44": 1}
    judged = suspicion_of(quinn, TODAY)
    assert [sign.code for sign in judged.suspicion.signs] == ["suspicion.likes_low", "suspicion.reach_low"]
    assert (judged.region, judged.band_from, judged.taken_on) == ("US", 20_000, TODAY)


def test_quantiles_are_of_one_region_and_band(cast: Cast) -> None:
    crowd(cast)
    crowd(cast, 45, "TH")
    compare_creators(cast.moonwell.pk, now=NOW)
    rows = PeerFigure.objects.order_by("region", "measure").values_list("region", "band_from", "measure", "peers")
    assert list(rows) == [
        ("TH", 20_000, "likes", 45),
        ("TH", 20_000, "reach", 45),
        ("US", 20_000, "likes", 45),
        ("US", 20_000, "reach", 45),
    ]
    assert PeerFigure.objects.get(region="US", measure="likes").middle == 677


def test_where_peers_are_few_nobody_is_suspected(cast: Cast) -> None:
    crowd(cast, 30)
    quinn = quiet(cast)
    assert compare_creators(cast.moonwell.pk, now=NOW) == 0
    assert (counts(), PeerFigure.objects.count()) == ({}, 0)
    judged = suspicion_of(quinn, TODAY)
    assert (judged.suspicion.count, judged.taken_on) == (None, None)


def test_compared_again_nothing_changes(cast: Cast) -> None:
    crowd(cast)
    compare_creators(cast.moonwell.pk, now=NOW)
    LibraryChange.objects.all().delete()
    assert compare_creators(cast.moonwell.pk, now=NOW + DAY) == 0
    assert not LibraryChange.objects.exists()
    assert set(PeerFigure.objects.values_list("taken_on", flat=True)) == {TODAY + DAY}


def test_who_cannot_be_compared_any_more_becomes_unknown(cast: Cast) -> None:
    crowd(cast)
    compare_creators(cast.moonwell.pk, now=NOW)
    Creator.objects.filter(handle__in=[f"u{number}" for number in range(10)]).update(followers=None)
    compare_creators(cast.moonwell.pk, now=NOW)
    assert set(counts().values()) == {None}


def test_a_jump_between_snapshots_is_seen(cast: Cast) -> None:
    told = [Sighting("anna", "GB", NOW + 7 * DAY, "marketplace", Metrics(followers=50_000, average_views=6_250))]
    keep_sightings(cast.moonwell.pk, told)
    compare_creators(cast.moonwell.pk, now=NOW + 8 * DAY)
    assert counts() == {"anna": 1}
    cast.anna.refresh_from_db()
    (sign,) = suspicion_of(cast.anna, TODAY + 8 * DAY).suspicion.signs
    assert sign == Reason(
        "suspicion.followers_jump",
        {
            "before": 25_000,
            "after": 50_000,
            "percent": 10_000,
            "days": 7,
            "views_before": 6_250,
            "views_after": 6_250,
        },
    )


def test_harbour_is_compared_with_its_own(cast: Cast) -> None:
    crowd(cast)
    compare_creators(cast.harbour.pk, now=NOW)
    assert (counts(), PeerFigure.objects.count()) == ({}, 0)


def test_a_small_library_is_compared_right_after_an_import(cast: Cast) -> None:
    crowd(cast)
    import_creators(
        cast.moonwell.pk, io.BytesIO(b"handle,followers\nanna,26000\n"), "a.csv", region="GB", by=MEI, now=NOW
    )
    assert len(counts()) == 45
    assert not Job.objects.filter(name=COMPARE).exists()


def test_for_a_large_library_the_worker_is_woken(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    crowd(cast)
    monkeypatch.setattr(compare, "SMALL", 20)
    compare_after_import(cast.moonwell.pk, now=NOW)
    compare_after_import(cast.harbour.pk, now=NOW)
    assert counts() == {}
    assert list(Job.objects.filter(name=COMPARE).values_list("key", flat=True)) == [f"shop:{cast.uk.pk}"]


@pytest.mark.parametrize("at_once", [7, 500])
def test_part_by_part_everybody_is_judged_the_same(cast: Cast, monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(queries, "AT_ONCE", at_once)
    crowd(cast)
    quiet(cast)
    assert compare_creators(cast.moonwell.pk, now=NOW) == 46
    assert counts()["quinn"] == 2


@pytest.mark.parametrize("count", [41, 50])
def test_comparing_takes_as_many_queries_for_many(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    crowd(cast, count)
    with django_assert_num_queries(14):
        compare_creators(cast.moonwell.pk, now=NOW)
