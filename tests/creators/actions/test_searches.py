"""A search of the marketplace is saved once under its name, asked for, paused and forgotten."""

from datetime import timedelta

import pytest
from tests.cast import MEI, NOW, Cast

from rapport.creators.actions.searches import (
    Further,
    ask_to_run,
    begin_anew,
    begin_run,
    delete_search,
    end_run,
    keep_page,
    pause_search,
    save_search,
)
from rapport.creators.models import Creator, SavedSearch
from rapport.creators.queries.searches import due_searches, search_of, searches_of
from rapport.creators.rules.marketplace import SearchNameTaken, SearchNeedsConnection, Wanted
from rapport.creators.rules.metrics import Metrics, Sighting
from rapport.shared.refusals import NotFound, Reason
from rapport.shops.models import AuditLine, Shop
from rapport.work.models import Job

WEEK = timedelta(days=7)


def saved(cast: Cast, name: str = "Beauty", every_days: int | None = 7) -> SavedSearch:
    return save_search(cast.uk, name, Wanted(keyword="serum"), every_days=every_days, by=MEI, now=NOW)


def seen(*handles: str) -> list[Sighting]:
    return [
        Sighting(handle, "GB", NOW, "marketplace", Metrics(followers=7), open_id=f"open-{handle}") for handle in handles
    ]


def fresh(search: SavedSearch) -> SavedSearch:
    return SavedSearch.objects.select_related("shop").get(pk=search.pk)


def due(cast: Cast, later: timedelta = timedelta(0)) -> list[str]:
    return [one.name for one in due_searches(cast.uk.pk, NOW + later)]


def test_a_repeated_search_is_due_at_once_and_the_worker_woken(cast: Cast) -> None:
    saved(cast)
    assert due(cast) == ["Beauty"]
    assert Job.objects.get().key == f"shop:{cast.uk.pk}"
    assert AuditLine.objects.filter(action="search.save", subject="Beauty").exists()


def test_one_that_is_run_by_hand_waits_to_be_asked_for(cast: Cast) -> None:
    made = saved(cast, every_days=None)
    assert (due(cast), Job.objects.count()) == ([], 0)
    ask_to_run(cast.moonwell.pk, made.pk, by=MEI, now=NOW)
    assert (due(cast), Job.objects.count()) == (["Beauty"], 1)


def test_a_name_is_given_once_in_a_shop(cast: Cast) -> None:
    saved(cast)
    with pytest.raises(SearchNameTaken):
        saved(cast, " Beauty ")
    save_search(cast.us, "Beauty", Wanted(), by=MEI, now=NOW)
    assert [one.shop for one in searches_of(cast.moonwell.pk)] == [cast.uk, cast.us]


def test_a_shop_on_files_has_no_marketplace(cast: Cast) -> None:
    shop = Shop.objects.create(
        workspace=cast.moonwell, name="files", region="DE", currency="EUR", timezone="Europe/Berlin", pack="guidebook"
    )
    with pytest.raises(SearchNeedsConnection):
        save_search(shop, "Beauty", Wanted(), by=MEI, now=NOW)


def test_a_run_counts_page_by_page_and_is_due_again_a_week_later(cast: Cast) -> None:
    made = saved(cast)
    assert begin_run(made, NOW) == NOW
    keep_page(made, seen("anna", "eve"), Further("2", "k"))
    half = fresh(made)
    assert (half.page_token, half.search_key, half.new_so_far, half.known_so_far) == ("2", "k", 1, 1)
    assert begin_run(half, NOW + WEEK) == NOW
    keep_page(half, seen("fay"), None)
    done = fresh(made)
    assert (done.started_at, done.last_run_at, done.found_new, done.found_known) == (None, NOW, 2, 1)
    assert (due(cast, WEEK - timedelta(hours=1)), due(cast, WEEK)) == ([], ["Beauty"])


def test_a_page_whose_work_belongs_to_another_leaves_nothing(cast: Cast) -> None:
    made = saved(cast)
    begin_run(made, NOW)

    def lost() -> None:
        raise NotFound(what="job")

    with pytest.raises(NotFound):
        keep_page(made, seen("eve"), None, hold=lost)
    assert (Creator.objects.filter(handle="eve").exists(), fresh(made).started_at) == (False, NOW)


def test_a_paused_search_runs_only_when_asked(cast: Cast) -> None:
    made = saved(cast)
    pause_search(cast.moonwell.pk, made.pk, paused=True, by=MEI, now=NOW)
    assert (due(cast, WEEK), fresh(made).next_at) == ([], None)
    ask_to_run(cast.moonwell.pk, made.pk, by=MEI, now=NOW)
    assert due(cast) == ["Beauty"]
    pause_search(cast.moonwell.pk, made.pk, paused=False, by=MEI, now=NOW)
    deeds = AuditLine.objects.filter(action__startswith="search.").order_by("pk").values_list("action", flat=True)
    assert list(deeds) == ["search.save", "search.pause", "search.run", "search.resume"]


def test_what_the_platform_would_not_take_is_told_until_it_runs_again(cast: Cast) -> None:
    made = saved(cast)
    begin_run(made, NOW)
    end_run(made, Reason("platform.InvalidRequest", {}))
    assert fresh(made).trouble == {"code": "platform.InvalidRequest", "data": {}}
    begin_run(fresh(made), NOW + WEEK)
    assert fresh(made).trouble is None


def test_begun_anew_another_run_is_due(cast: Cast) -> None:
    made = saved(cast, every_days=None)
    begin_run(made, NOW)
    begin_anew(made)
    assert (fresh(made).started_at, due(cast)) == (None, ["Beauty"])


def test_forgotten_whom_it_found_stays(cast: Cast) -> None:
    made = saved(cast)
    keep_page(made, seen("eve"), None)
    delete_search(cast.moonwell.pk, made.pk, by=MEI, now=NOW)
    assert (SavedSearch.objects.exists(), Creator.objects.filter(handle="eve").exists()) == (False, True)
    end_run(made)


def test_another_workspace_does_not_find_it(cast: Cast) -> None:
    made = saved(cast)
    with pytest.raises(NotFound):
        search_of(cast.harbour.pk, made.pk)
    for act in (ask_to_run, delete_search):
        with pytest.raises(NotFound):
            act(cast.harbour.pk, made.pk, by=MEI, now=NOW)
