"""What the platform says of the quota stands above what we reckon."""

from datetime import timedelta

import pytest
from tests.cast import NOW, Cast
from tests.jobs.stage import Platform, errand
from tests.outreach.stage import asked, quota

from rapport.jobs.quota import sync_quota
from rapport.outreach.actions.windows import open_window
from rapport.outreach.models import QuotaWindow

QUOTA = "outreach.quota"
WEEK = timedelta(days=7)


def tells(platform: Platform, cast: Cast, **changes: object) -> None:
    """The platform tells of the present window: 15 units, 4 used."""
    window = open_window(cast.uk, now=NOW)
    start, end = (str(int(moment.timestamp() * 1000)) for moment in (window.starts_at, window.ends_at))
    told = {"quota_sum": "15", "quota_use": "4", "start_time": start, "end_time": end, **changes}
    platform.says(QUOTA, {"data": told})


def test_the_platform_s_cap_and_what_went_elsewhere_are_taken_over(cast: Cast, platform: Platform) -> None:
    asked(cast.uk, cast.anna, cast.offer())
    tells(platform, cast, reached_max_follower_cnt="20000")
    sync_quota(errand(cast.uk, platform))
    window = QuotaWindow.objects.get()
    assert (quota(cast.uk), window.elsewhere, window.told_by) == ((15, 2, 0), 4, "platform")
    assert window.max_followers == 20_000


def test_unlimited_is_no_cap(cast: Cast, platform: Platform) -> None:
    tells(platform, cast, unlimited=True)
    sync_quota(errand(cast.uk, platform))
    assert quota(cast.uk) == (None, 0, 0)


@pytest.mark.parametrize("missing", ["start_time", "end_time", "quota_sum"])
def test_an_answer_without_its_window_or_size_changes_nothing(cast: Cast, platform: Platform, missing: str) -> None:
    tells(platform, cast, **{missing: None})
    sync_quota(errand(cast.uk, platform))
    assert (quota(cast.uk), QuotaWindow.objects.get().told_by) == ((20, 0, 0), "pack")


def test_an_answer_about_another_week_is_not_taken_over(cast: Cast, platform: Platform) -> None:
    tells(platform, cast)
    sync_quota(errand(cast.uk, platform, now=NOW + WEEK))
    assert (quota(cast.uk), quota(cast.uk, NOW + WEEK)) == ((20, 0, 0), (20, 0, 0))
