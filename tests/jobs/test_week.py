"""The wake-ups that need no platform: settling, and the review of the week that ended."""

from datetime import timedelta

import pytest
from tests.cast import NOW, Cast
from tests.jobs.wire import Platform
from tests.partners import MONDAY, WEEK
from tests.selling import DAY, came_back, kept, sale

from rapport.jobs.week import review, settle
from rapport.review.models import WeeklyReview
from rapport.sales.rules.lines import LineStatus
from rapport.settlement.models import LedgerEntry, Statement

PAID = sale(status=LineStatus.COMPLETED, platform_base=10_000, platform_commission=1500)
INSTANT = timedelta(microseconds=1)


def settled(cast: Cast, days: int = 0) -> list[tuple[int, int, int]]:
    """Wake settlement so many days after NOW; days from this Monday, our sum and the platform's of each statement."""
    settle(Platform().errand(cast.uk, "settlement.settle", NOW + days * DAY))
    rows = Statement.objects.order_by("starts_at")
    return [((one.starts_at - MONDAY).days, one.ours_minor, one.platform_minor) for one in rows]


def test_settling_brings_the_ledger_and_the_statements_up_to_date(cast: Cast) -> None:
    kept(cast.uk, PAID)
    assert settled(cast) == [(0, 1500, 1500)]
    assert list(LedgerEntry.objects.values_list("account", "amount_minor")) == [("due", 1500), ("paid", 1500)]


def test_woken_again_it_changes_nothing(cast: Cast) -> None:
    kept(cast.uk, PAID)
    assert settled(cast) == settled(cast, days=1)
    assert LedgerEntry.objects.count() == 2


def test_a_refund_after_the_payment_shows_as_the_difference(cast: Cast) -> None:
    kept(cast.uk, PAID)
    settled(cast)
    came_back(cast.uk, 3000, at=NOW + DAY)
    assert settled(cast, days=1) == [(0, 1050, 1500)]
    entries = LedgerEntry.objects.order_by("number").values_list("account", "amount_minor", "cause")
    assert list(entries)[2:] == [("due", -450, "reversal")]


@pytest.mark.parametrize(
    ("after", "reviewed"),
    [
        (timedelta(0), [MONDAY - WEEK]),
        (2 * DAY, [MONDAY - WEEK]),
        (2 * DAY + INSTANT, []),
        (WEEK - INSTANT, []),
        (WEEK, [MONDAY]),
    ],
)
def test_the_week_that_ended_is_reviewed_for_two_days(cast: Cast, after: timedelta, reviewed: list[object]) -> None:
    review(Platform().errand(cast.uk, "review.write", MONDAY + after))
    assert list(WeeklyReview.objects.values_list("starts_at", flat=True)) == reviewed


def test_the_last_figures_of_a_week_come_into_its_review(cast: Cast) -> None:
    review(Platform().errand(cast.uk, "review.write", MONDAY))
    kept(cast.uk, sale(ordered_at=MONDAY - INSTANT))
    review(Platform().errand(cast.uk, "review.write", MONDAY + DAY))
    assert [one.figures["paid_orders"] for one in WeeklyReview.objects.all()] == [1]


def test_a_desk_that_was_off_when_the_week_ended_writes_its_review_later_once(cast: Cast) -> None:
    review(Platform().errand(cast.uk, "review.write", MONDAY - WEEK))
    for days in (3, 5):
        review(Platform().errand(cast.uk, "review.write", MONDAY + days * DAY))
    told = WeeklyReview.objects.order_by("starts_at").values_list("starts_at", "made_at")
    assert list(told) == [(MONDAY - 2 * WEEK, MONDAY - WEEK), (MONDAY - WEEK, MONDAY + 3 * DAY)]


def test_none_of_it_asks_the_platform(cast: Cast) -> None:
    kept(cast.uk, PAID)
    platform = Platform()
    for name, wake in (("settlement.settle", settle), ("review.write", review)):
        wake(platform.errand(cast.uk, name))
    assert (platform.asked, Statement.objects.count(), WeeklyReview.objects.count()) == ([], 1, 1)
