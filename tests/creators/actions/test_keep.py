"""Keeping what sources say of creators."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import MEI, NOW, Cast

from rapport.creators.actions.blocking import block_creator
from rapport.creators.actions.keep import BATCH, Kept, ids_for_handles, keep_sightings
from rapport.creators.models import Creator, CreatorCategory, Snapshot
from rapport.creators.rules.metrics import Metrics, Sighting
from rapport.shared.refusals import NotFound
from rapport.shops.models import AuditLine

DAY = timedelta(days=1)
BEAUTY, PETS, TOYS = "601450", "602118", "604206"
FABI = Sighting(
    handle="fabi",
    region="GB",
    seen_at=NOW,
    source="marketplace",
    metrics=Metrics(followers=30_000, videos_30d=10, lives_30d=2, gmv_30d_low=100, gmv_30d_high=300, currency="GBP"),
    open_id="open-fabi",
    nickname="Fabi",
    bio="Skin care and cats",
    avatar_url="https://example.org/fabi.png",
    language="en",
    categories=(BEAUTY, PETS),
)


def keep(cast: Cast, *sightings: Sighting) -> Kept:
    return keep_sightings(cast.moonwell.pk, sightings)


def fabi(cast: Cast) -> Creator:
    return Creator.objects.get(workspace=cast.moonwell, open_id="open-fabi")


def categories(creator: Creator) -> list[tuple[int, str]]:
    return list(CreatorCategory.objects.filter(creator=creator).order_by("rank").values_list("rank", "key"))


def test_a_new_creator_is_added_with_what_was_told(cast: Cast) -> None:
    assert keep(cast, FABI) == Kept(added=1, updated=0)
    kept = fabi(cast)
    assert (kept.handle, kept.nickname, kept.region, kept.language) == ("fabi", "Fabi", "GB", "en")
    assert (kept.bio, kept.avatar_url, kept.source) == ("Skin care and cats", FABI.avatar_url, "marketplace")
    assert (kept.first_seen_at, kept.seen_at, kept.metrics) == (NOW, NOW, FABI.metrics)


def test_what_lists_sort_by_is_reckoned_when_it_is_kept(cast: Cast) -> None:
    keep(cast, FABI._replace(metrics=FABI.metrics._replace(units_30d_low=40, units_30d_high=80)))
    kept = fabi(cast)
    assert (kept.gmv_30d_mid, kept.units_30d_mid, kept.activity_30d, kept.score) == (200, 60, 12, 3)


def test_the_same_again_changes_nothing(cast: Cast) -> None:
    keep(cast, FABI)
    before = [list(model.objects.order_by("pk").values()) for model in (Creator, Snapshot)]
    assert keep(cast, FABI) == Kept(added=0, updated=1)
    after = [list(model.objects.order_by("pk").values()) for model in (Creator, Snapshot)]
    assert (before, categories(fabi(cast))) == (after, [(1, BEAUTY), (2, PETS)])


def test_a_newer_sighting_stands_over_what_was_known(cast: Cast) -> None:
    later = FABI._replace(handle="fabi.new", seen_at=NOW + DAY, nickname="", metrics=Metrics(followers=31_000))
    keep(cast, FABI)
    keep(cast, later)
    kept = fabi(cast)
    assert (kept.handle, kept.nickname, kept.seen_at, kept.first_seen_at) == ("fabi.new", "Fabi", NOW + DAY, NOW)
    assert kept.metrics == FABI.metrics._replace(followers=31_000)


def test_an_older_sighting_fills_gaps_and_nothing_else(cast: Cast) -> None:
    keep(cast, FABI._replace(bio=""))
    older = FABI._replace(handle="fabi.old", seen_at=NOW - DAY, metrics=Metrics(followers=9, average_views=7_000))
    keep(cast, older)
    kept = fabi(cast)
    assert (kept.handle, kept.bio, kept.seen_at) == ("fabi", "Skin care and cats", NOW)
    assert kept.metrics == FABI.metrics._replace(average_views=7_000)


def test_a_batch_is_taken_in_the_order_of_its_moments(cast: Cast) -> None:
    later = FABI._replace(seen_at=NOW + DAY, metrics=Metrics(followers=31_000))
    assert keep(cast, later, FABI) == Kept(added=1, updated=0)
    assert (fabi(cast).followers, fabi(cast).seen_at) == (31_000, NOW + DAY)


def test_a_creator_known_by_handle_gets_their_open_id_and_stays_one(cast: Cast) -> None:
    keep(cast, Sighting("fabi", "GB", NOW, "file", Metrics()))
    assert keep(cast, FABI) == Kept(added=0, updated=1)
    assert Creator.objects.filter(handle="fabi").count() == 1
    assert fabi(cast).source == "file"


def test_a_very_long_name_is_cut_and_a_very_long_address_left_out(cast: Cast) -> None:
    keep(cast, FABI._replace(nickname="F" * 200, avatar_url="https://pictures.test/" + "f" * 500))
    assert (fabi(cast).nickname, fabi(cast).avatar_url) == ("F" * 120, "")


def test_a_handle_that_changed_hands_makes_two_creators(cast: Cast) -> None:
    keep(cast, FABI, FABI._replace(open_id="open-other"))
    assert Creator.objects.filter(handle="fabi").count() == 2


def test_a_handle_is_the_same_in_large_and_small_letters(cast: Cast) -> None:
    keep(cast, Sighting("Fabi", "GB", NOW, "file", Metrics()))
    assert keep(cast, FABI) == Kept(added=0, updated=1)
    assert fabi(cast).handle == "fabi"


def test_each_day_and_source_has_a_snapshot(cast: Cast) -> None:
    told = (FABI, FABI._replace(source="file", own={"orders": 3}), FABI._replace(seen_at=NOW + DAY))
    keep(cast, *told)
    assert list(fabi(cast).snapshots.order_by("taken_on", "source").values_list("source", "taken_on", "own")) == [
        ("file", date(2026, 3, 2), {"orders": 3}),
        ("marketplace", date(2026, 3, 2), {}),
        ("marketplace", date(2026, 3, 3), {}),
    ]
    assert [one.figures for one in fabi(cast).snapshots.all()] == [FABI.metrics.known()] * 3


def test_a_second_telling_on_the_same_day_takes_the_first_s_place(cast: Cast) -> None:
    keep(cast, FABI)
    keep(cast, FABI._replace(metrics=Metrics(followers=1)))
    assert [one.figures for one in fabi(cast).snapshots.all()] == [{"followers": 1}]


def test_a_sighting_without_figures_leaves_no_snapshot(cast: Cast) -> None:
    keep(cast, FABI._replace(metrics=Metrics()))
    assert fabi(cast).snapshots.count() == 0


def test_categories_are_kept_best_selling_first_and_once(cast: Cast) -> None:
    keep(cast, FABI._replace(categories=(PETS, BEAUTY, PETS)))
    assert categories(fabi(cast)) == [(1, PETS), (2, BEAUTY)]


def test_new_categories_take_the_place_of_the_old(cast: Cast) -> None:
    keep(cast, FABI)
    keep(cast, FABI._replace(seen_at=NOW + DAY, categories=(TOYS,)))
    keep(cast, FABI._replace(seen_at=NOW + 2 * DAY, categories=()))
    assert categories(fabi(cast)) == [(1, TOYS)]


def test_older_categories_fill_a_gap_and_nothing_else(cast: Cast) -> None:
    older = FABI._replace(seen_at=NOW - DAY, categories=(TOYS,))
    keep(cast, FABI)
    keep(cast, older)
    assert categories(fabi(cast)) == [(1, BEAUTY), (2, PETS)]
    CreatorCategory.objects.filter(creator=fabi(cast)).delete()
    keep(cast, older)
    assert categories(fabi(cast)) == [(1, TOYS)]


def test_within_a_batch_the_newest_telling_counts(cast: Cast) -> None:
    newer = FABI._replace(seen_at=NOW + timedelta(hours=1), metrics=Metrics(followers=1), categories=(TOYS,))
    keep(cast, newer, FABI)
    assert [one.figures for one in fabi(cast).snapshots.all()] == [{"followers": 1}]
    assert categories(fabi(cast)) == [(1, TOYS)]
    assert fabi(cast).first_seen_at == NOW


def test_a_long_list_is_kept_batch_by_batch(cast: Cast) -> None:
    many = [Sighting(f"c{number}", "TH", NOW, "file", Metrics(followers=number)) for number in range(BATCH + 1)]
    assert keep_sightings(cast.moonwell.pk, iter(many)) == Kept(added=BATCH + 1, updated=0)
    assert keep_sightings(cast.moonwell.pk, iter(many)) == Kept(added=0, updated=BATCH + 1)


@pytest.mark.parametrize("count", [1, 25])  # more than that Django writes to SQLite in parts
def test_a_batch_takes_the_same_queries_however_long_it_is(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    many = [FABI._replace(handle=f"c{number}", open_id=f"open-c{number}") for number in range(count)]
    keep(cast, *many)
    newer = [one._replace(seen_at=NOW + DAY, metrics=Metrics(followers=1)) for one in many]
    with django_assert_num_queries(14):
        keep(cast, *newer)


def test_each_workspace_keeps_creators_of_its_own(cast: Cast) -> None:
    keep(cast, FABI)
    assert keep_sightings(cast.harbour.pk, [FABI._replace(nickname="F.")]) == Kept(added=1, updated=0)
    assert fabi(cast).nickname == "Fabi"
    assert ids_for_handles(cast.harbour.pk, "GB", ["anna"], source="order", now=NOW)["anna"] != cast.anna.pk


def test_a_handle_that_an_order_names_becomes_a_creator(cast: Cast) -> None:
    ids = ids_for_handles(cast.moonwell.pk, "GB", ["anna", "gina", "anna"], source="order", now=NOW)
    gina = Creator.objects.get(handle="gina")
    assert ids == {"anna": cast.anna.pk, "gina": gina.pk}
    assert (gina.region, gina.source, gina.open_id, gina.workspace) == ("GB", "order", "", cast.moonwell)
    assert ids_for_handles(cast.moonwell.pk, "GB", ["gina"], source="order", now=NOW) == {"gina": gina.pk}


def test_the_same_handle_in_another_region_becomes_another_creator(cast: Cast) -> None:
    ids = ids_for_handles(cast.moonwell.pk, "TH", ["anna"], source="order", now=NOW)
    assert ids["anna"] != cast.anna.pk


def test_a_handle_is_found_in_any_case(cast: Cast) -> None:
    ids = ids_for_handles(cast.moonwell.pk, "GB", ["ANNA", "anna", "Gina", "gina"], source="order", now=NOW)
    assert (ids["ANNA"], ids["anna"]) == (cast.anna.pk, cast.anna.pk)
    assert ids["Gina"] == ids["gina"] == Creator.objects.get(handle="gina").pk


def test_a_handle_that_changed_hands_is_the_last_one_s(cast: Cast) -> None:
    keep(cast, FABI, FABI._replace(open_id="open-other"))
    other = Creator.objects.get(open_id="open-other")
    assert ids_for_handles(cast.moonwell.pk, "GB", ["fabi"], source="order", now=NOW) == {"fabi": other.pk}


def lines() -> list[tuple[str, str, dict[str, object]]]:
    return list(
        AuditLine.objects.filter(subject__gt="", action__startswith="creator").values_list("action", "subject", "data")
    )


def test_a_creator_is_blocked_with_a_reason_and_let_in_again(cast: Cast) -> None:
    block_creator(cast.moonwell.pk, cast.anna.pk, "Asked for money first", by=MEI, now=NOW)
    cast.anna.refresh_from_db()
    assert cast.anna.blocked_why == "Asked for money first"
    block_creator(cast.moonwell.pk, cast.anna.pk, "", by=MEI, now=NOW)
    cast.anna.refresh_from_db()
    assert cast.anna.blocked_why == ""
    assert lines() == [
        ("creator.block", str(cast.anna.pk), {"why": "Asked for money first"}),
        ("creator.unblock", str(cast.anna.pk), {"why": ""}),
    ]


def test_a_sighting_does_not_let_a_blocked_creator_in(cast: Cast) -> None:
    keep(cast, FABI)
    block_creator(cast.moonwell.pk, fabi(cast).pk, "Fake orders", by=MEI, now=NOW)
    keep(cast, FABI._replace(seen_at=NOW + DAY))
    assert fabi(cast).blocked_why == "Fake orders"


def test_another_workspace_s_creator_cannot_be_blocked(cast: Cast) -> None:
    with pytest.raises(NotFound) as refused:
        block_creator(cast.harbour.pk, cast.anna.pk, "Ours now", by=MEI, now=NOW)
    cast.anna.refresh_from_db()
    assert (refused.value.data, cast.anna.blocked_why) == ({"what": "creator", "id": cast.anna.pk}, "")
    assert lines() == []
