"""Saved searches are run when they are due: each page once, whatever happens between two of them."""

from datetime import timedelta

import httpx
import pytest
from tests.cast import MEI, NOW, Cast
from tests.jobs.stage import Platform, errand

from rapport.creators.actions import searches
from rapport.creators.actions.searches import RUN, ask_to_run, save_search
from rapport.creators.models import Creator, SavedSearch
from rapport.creators.rules import marketplace
from rapport.creators.rules.marketplace import Wanted
from rapport.jobs.marketplace import run_searches, search_for
from rapport.jobs.worker import Worker
from rapport.platform_client import (
    AgencyStatus,
    AgeRange,
    AnswerLost,
    ContentFormat,
    Gender,
    GmvRange,
    InvalidRequest,
    PostRate,
    UnitsSoldRange,
)
from rapport.work.models import Job

FIND = "creators.search"
INVALID = 98001004
WEEK = timedelta(days=7)


def page(*handles: str, following: str = "", key: str = "k") -> dict[str, object]:
    """A page of creators, as the platform tells it."""
    told = [
        {"creator_open_id": f"open-{one}", "username": one, "nickname": one.title(), "selection_region": "GB"}
        for one in handles
    ]
    return {"creators": told, "next_page_token": following, "search_key": key}


def saved(cast: Cast, wanted: Wanted | None = None, every_days: int | None = 7) -> SavedSearch:
    return save_search(cast.uk, "Beauty", wanted or Wanted(keyword="serum"), every_days=every_days, by=MEI, now=NOW)


def found(search: SavedSearch) -> tuple[int | None, int | None]:
    search.refresh_from_db()
    return search.found_new, search.found_known


def test_a_due_search_is_run_to_its_last_page(cast: Cast, platform: Platform) -> None:
    made = saved(cast)
    platform.says(FIND, page("anna", "eve", following="2"))
    platform.says(FIND, page("fay"))
    run_searches(errand(cast.uk, platform))
    assert found(made) == (2, 1)
    assert [body.get("search_key", "") for body in platform.bodies(FIND)] == ["", "k"]
    assert platform.bodies(FIND)[0]["keyword"] == "serum"
    assert Creator.objects.get(handle="eve").seen_at == NOW


def test_the_same_search_again_finds_them_known(cast: Cast, platform: Platform) -> None:
    made = saved(cast)
    platform.says(FIND, page("eve"))
    run_searches(errand(cast.uk, platform))
    run_searches(errand(cast.uk, platform, now=NOW + WEEK))
    assert (found(made), made.last_run_at) == ((0, 1), NOW + WEEK)


def test_nothing_is_asked_before_a_search_is_due(cast: Cast, platform: Platform) -> None:
    saved(cast, every_days=None)
    run_searches(errand(cast.uk, platform))
    assert platform.asked == []


class Killed(BaseException):
    """The process ends here."""


def test_killed_between_two_pages_it_goes_on_where_it_was(
    cast: Cast, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = saved(cast)
    platform.says(FIND, page("eve", following="2"))
    platform.breaks(FIND, httpx.ReadError)
    with pytest.raises(AnswerLost):
        run_searches(errand(cast.uk, platform))
    platform.told[FIND].clear()
    platform.says(FIND, page("fay"))
    run_searches(errand(cast.uk, platform, now=NOW + timedelta(hours=6)))
    assert (found(made), made.last_run_at) == ((2, 0), NOW)
    assert platform.requests[-1].url.params["page_token"] == "2"


def test_killed_while_a_page_is_kept_it_is_kept_once(
    cast: Cast, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = saved(cast)
    platform.says(FIND, page("eve", "fay"))

    def killed(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as once:
        once.setattr(searches, "end_run", killed)
        with pytest.raises(Killed):
            run_searches(errand(cast.uk, platform))
    assert not Creator.objects.filter(handle="eve").exists()
    run_searches(errand(cast.uk, platform))
    assert found(made) == (2, 0)


def test_a_next_page_that_the_platform_forgot_is_looked_for_anew(cast: Cast, platform: Platform) -> None:
    made = saved(cast)
    platform.says(FIND, page("eve", following="2"))
    platform.says(FIND, code=INVALID)
    with pytest.raises(InvalidRequest):
        run_searches(errand(cast.uk, platform))
    platform.told[FIND].clear()
    platform.says(FIND, page("eve", "fay"))
    run_searches(errand(cast.uk, platform))
    assert found(made) == (1, 1)
    assert "page_token" not in platform.requests[-1].url.params


def test_what_the_platform_does_not_take_is_told_and_keeps_no_other_search_back(cast: Cast, platform: Platform) -> None:
    first = saved(cast)
    other = save_search(cast.uk, "Tea", Wanted(), every_days=1, by=MEI, now=NOW)
    platform.says(FIND, code=INVALID)
    platform.says(FIND, page("eve"))
    run_searches(errand(cast.uk, platform))
    first.refresh_from_db()
    assert first.trouble == {"code": "platform.InvalidRequest", "data": {}}
    assert found(other) == (1, 0)


def test_the_worker_wakes_it_by_itself(cast: Cast, platform: Platform) -> None:
    made = saved(cast, every_days=None)
    ask_to_run(cast.moonwell.pk, made.pk, by=MEI, now=NOW)
    platform.says(FIND, page("eve"))
    assert Worker(platform.outside()).work_once() == 1
    assert (found(made), Job.objects.filter(name=RUN).exists()) == ((1, 0), False)


def test_every_condition_reaches_the_platform(cast: Cast) -> None:
    asked = search_for(
        Wanted(
            keyword="tea",
            followers_from=1,
            followers_to=2,
            gmv_bands=("from_100",),
            unit_bands=("from_10",),
            views_from=3,
            live_viewers_from=4,
            engagement_from=5,
            ages=("from_25",),
            gender="male",
            gender_share_from=6000,
            commission_below=500,
            post_rate="good",
            agency="independent",
            contents=("live",),
            only_fast_growing=True,
            only_not_invited=True,
        )
    )
    assert (asked.gmv_ranges, asked.units_sold_ranges) == ((GmvRange.FROM_100,), (UnitsSoldRange.FROM_10,))
    assert (asked.age_ranges, asked.gender, asked.gender_share_from) == ((AgeRange.FROM_25,), Gender.MALE, 6000)
    assert (asked.video_views_from, asked.live_viewers_from, asked.engagement_from) == (3, 4, 5)
    assert (asked.post_rate, asked.agency) == (PostRate.GOOD, AgencyStatus.INDEPENDENT)
    assert (asked.content_preferences, asked.commission_rate_below) == ((ContentFormat.LIVE,), 500)
    assert (asked.only_fast_growing, asked.only_not_invited_in_90_days) == (True, True)
    assert (asked.keyword, asked.followers_from, asked.followers_to) == ("tea", 1, 2)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (marketplace.GMV_BANDS, GmvRange),
        (marketplace.UNIT_BANDS, UnitsSoldRange),
        (marketplace.AGES, AgeRange),
        (marketplace.GENDERS, Gender),
        (marketplace.POST_RATES, PostRate),
        (marketplace.AGENCIES, AgencyStatus),
        (marketplace.CONTENTS, ContentFormat),
    ],
)
def test_our_words_are_the_platform_s(ours: tuple[str, ...], theirs: type[GmvRange]) -> None:
    assert {one.upper() for one in ours} == set(theirs.__members__)
