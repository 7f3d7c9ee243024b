"""The Creators page: filtered, sorted, cut into pages, and never another workspace's."""

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries
from tests.cast import MEI, NOW, Cast, creator

from rapport.creators.actions.blocking import block_creator
from rapport.creators.actions.changes import note_changed
from rapport.creators.actions.keep import keep_sightings
from rapport.creators.models import Creator
from rapport.creators.queries.freshness import library_index
from rapport.creators.queries.library import (
    PAGE_SIZE,
    SORTS,
    CreatorRow,
    LibraryAsked,
    categories_known,
    choices,
    library_page,
    matching,
    sorted_by,
)
from rapport.creators.queries.library_rows import facts_of
from rapport.creators.rules.metrics import Metrics, Sighting
from rapport.creators.rules.screens import FIELDS, Kind, Screen, named_like, screen_creator
from rapport.shared.conditions import Within

BEAUTY, PETS = "601450", "602118"


def handles(cast: Cast, asked: LibraryAsked) -> list[str]:
    return [row.handle for row in library_page(cast.moonwell.pk, asked, now=NOW).rows]


def screened(cast: Cast, screen: Screen) -> list[str]:
    return handles(cast, LibraryAsked(screen))


def regions_known(workspace_id: int) -> list[str]:
    return sorted(choices(workspace_id, Screen(not_blocked=False), ["region"], {}, now=NOW)["region"])


def in_order(cast: Cast, sort: str) -> list[str]:
    return handles(cast, LibraryAsked(ranking=sorted_by(sort)))


def named(text: str) -> LibraryAsked:
    return LibraryAsked(Screen(named_like(text)))


def test_the_largest_come_first(cast: Cast) -> None:
    page = library_page(cast.moonwell.pk, LibraryAsked(), now=NOW)
    assert [row.handle for row in page.rows] == ["chai", "bao", "anna", "dara", "emma"]
    assert (page.total, page.page, page.pages) == (5, 1, 1)


def test_a_row_comes_out_finished(cast: Cast) -> None:
    (row,) = library_page(cast.moonwell.pk, named("anna"), now=NOW).rows
    assert row == CreatorRow(
        creator_id=cast.anna.pk,
        handle="anna",
        nickname="Anna",
        region="GB",
        score=None,
        blocked=False,
        metrics=cast.anna.metrics,
        categories=(BEAUTY,),
    )


def test_another_workspace_s_creators_are_never_seen(cast: Cast) -> None:
    creator(cast.harbour, "hana", "TH", 90_000)
    theirs = library_page(cast.harbour.pk, LibraryAsked(), now=NOW)
    assert ([row.handle for row in theirs.rows], theirs.total) == (["hana"], 1)
    assert "hana" not in handles(cast, LibraryAsked())
    assert (regions_known(cast.harbour.pk), regions_known(cast.moonwell.pk)) == (["TH"], ["GB", "US"])


@pytest.mark.parametrize("count", [1, 30])
def test_a_page_takes_three_queries_however_long_it_is(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    for number in range(count):
        creator(cast.harbour, f"h{number}", "TH", 1_000 + number)
    library_index(cast.harbour.pk)
    with django_assert_num_queries(3):
        page = library_page(cast.harbour.pk, LibraryAsked(), now=NOW)
    assert (len(page.rows), page.total) == (count, count)


def test_an_empty_library_is_a_page_without_rows(cast: Cast) -> None:
    page = library_page(cast.harbour.pk, LibraryAsked(page=7), now=NOW)
    assert (page.rows, page.total, page.page, page.pages) == ([], 0, 1, 1)


def test_pages_are_cut_and_one_that_does_not_exist_is_the_nearest(cast: Cast) -> None:
    seen = [Sighting(f"h{n:02}", "TH", NOW, "file", Metrics(followers=1000 - n)) for n in range(PAGE_SIZE + 1)]
    keep_sightings(cast.harbour.pk, seen)
    pages = [library_page(cast.harbour.pk, LibraryAsked(page=page), now=NOW) for page in (0, 1, 2, 99)]
    assert [(one.page, one.pages, len(one.rows)) for one in pages] == [(1, 2, 50), (1, 2, 50), (2, 2, 1), (2, 2, 1)]
    assert [row.handle for row in pages[2].rows] == ["h50"]


@pytest.mark.parametrize("text", ["ann", "ANNA", "@anna", "  @anna ", "Anna"])
def test_a_creator_is_found_by_a_part_of_handle_or_nickname(cast: Cast, text: str) -> None:
    assert handles(cast, named(text.strip())) == ["anna"]


@pytest.mark.parametrize("text", ["%", "_", "nobody"])
def test_a_text_is_taken_as_it_is_written(cast: Cast, text: str) -> None:
    assert handles(cast, named(text.strip())) == []


def test_whoever_s_figure_is_unknown_comes_last(cast: Cast) -> None:
    Creator.objects.filter(pk=cast.chai.pk).update(average_views=None)
    Creator.objects.filter(pk=cast.dara.pk).update(average_views=0)
    note_changed(cast.moonwell.pk, [cast.chai.pk, cast.dara.pk])
    assert in_order(cast, "views") == ["bao", "anna", "emma", "dara", "chai"]


def test_equals_keep_their_order_and_an_unknown_order_is_by_followers(cast: Cast) -> None:
    assert in_order(cast, "gmv") == ["anna", "bao", "chai", "dara", "emma"]
    assert in_order(cast, "beauty") == in_order(cast, "followers")


@pytest.mark.parametrize("sort", sorted(SORTS))
def test_every_order_shows_everybody(cast: Cast, sort: str) -> None:
    assert sorted(in_order(cast, sort)) == ["anna", "bao", "chai", "dara", "emma"]


def test_a_screen_filters_by_region_category_and_figures(cast: Cast) -> None:
    assert screened(cast, Screen.of(region="US")) == ["emma"]
    assert screened(cast, Screen.of(categories=(BEAUTY, PETS), region="US")) == ["emma"]
    assert screened(cast, Screen.of(categories=(PETS,))) == []
    assert screened(cast, Screen.of(ranges=(Within("followers", 15_000, 60_000),))) == ["bao", "anna", "dara"]


def test_a_blocked_creator_is_seen_only_where_they_are_asked_for(cast: Cast) -> None:
    block_creator(cast.moonwell.pk, cast.chai.pk, "Fake orders", by=MEI, now=NOW)
    assert screened(cast, Screen.of(region="GB")) == ["bao", "anna", "dara"]
    rows = library_page(cast.moonwell.pk, LibraryAsked(Screen.of(region="GB", not_blocked=False)), now=NOW).rows
    assert [(row.handle, row.blocked) for row in rows][:2] == [("chai", True), ("bao", False)]


def test_what_can_be_filtered_by_is_what_the_workspace_s_creators_have(cast: Cast) -> None:
    pets = Sighting("hana", "TH", NOW, "file", Metrics(), categories=(PETS, BEAUTY))
    keep_sightings(cast.harbour.pk, [pets, Sighting("nowhere", "", NOW, "file", Metrics())])
    assert (categories_known(cast.harbour.pk), categories_known(cast.moonwell.pk)) == ([BEAUTY, PETS], [BEAUTY])
    assert regions_known(cast.harbour.pk) == ["TH"]


bounds = st.none() | st.integers(min_value=0, max_value=12)
figures = st.fixed_dictionaries(
    {
        name: st.none() | st.integers(min_value=0, max_value=12)
        for name in ("followers", "videos_30d", "lives_30d", "gmv_30d_low", "gmv_30d_high", "female_share")
    }
)
people = st.lists(
    st.tuples(st.sampled_from(["GB", "TH"]), st.lists(st.sampled_from([BEAUTY, PETS]), unique=True), figures),
    min_size=1,
    max_size=6,
)
bounded = [one.name for one in FIELDS.values() if one.kind is Kind.NUMBER and one.name != "score"]
screens = st.builds(
    Screen.of,
    st.sampled_from(["", "GB"]),
    st.sampled_from([(), (PETS,), (PETS, BEAUTY)]),
    st.lists(st.builds(Within, st.sampled_from(bounded), bounds, bounds), max_size=2).map(tuple),
)


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(people, st.lists(screens, min_size=1, max_size=5))
def test_the_index_lets_pass_whom_the_rule_lets_pass(
    cast: Cast, seen: list[tuple[str, list[str], dict[str, int | None]]], asked: list[Screen]
) -> None:
    gone = list(Creator.objects.filter(workspace=cast.harbour).values_list("pk", flat=True))
    Creator.objects.filter(workspace=cast.harbour).delete()
    note_changed(cast.harbour.pk, gone)
    keep_sightings(
        cast.harbour.pk,
        [
            Sighting(f"h{number}", region, NOW, "file", Metrics(**known), categories=tuple(keys))  # type: ignore[arg-type]
            for number, (region, keys, known) in enumerate(seen)
        ],
    )
    facts = facts_of(Creator.objects.filter(workspace=cast.harbour), now=NOW)
    for screen in asked:
        passed = [pk for pk, known in facts.items() if screen_creator(screen, known).passed]
        assert matching(cast.harbour.pk, screen, now=NOW) == sorted(passed)
