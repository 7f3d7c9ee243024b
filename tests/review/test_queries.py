"""A shop's week in figures, its partners' weeks, and reviews as pages show them."""

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries
from tests.cast import MEI, NOW, Cast, creator, shop_in
from tests.partners import MONDAY, WEEK, invited, shows, week
from tests.sampling import asked, posted, video
from tests.selling import SALE, came_back, kept, sale

from rapport.outreach.actions.invitations import InvitationWords, queue_invitation
from rapport.outreach.actions.receiving import SeenMessage, keep_messages, open_thread
from rapport.outreach.models import QuotaWindow
from rapport.review.actions import settle_action
from rapport.review.models import ReviewAction, WeeklyReview
from rapport.review.queries import (
    PAGE_SIZE,
    ReviewBeside,
    WeekFigures,
    creator_weeks,
    earlier_partners,
    misses_review,
    open_actions,
    partner_weeks,
    review_action,
    review_beside,
    review_page,
    reviews_of,
    shop_week,
    week_figures,
)
from rapport.review.rules.findings import CreatorWeeks, PartnerWeek, ShopWeek
from rapport.sales.rules.lines import LineStatus
from rapport.settlement.actions.settle import settle_shop
from rapport.settlement.actions.statements import make_statements
from rapport.shared.refusals import NotFound, Reason
from rapport.shops.models import Shop

AT_NOTHING = PartnerWeek(orders=0, offered=2, listed=0, sold=0)


def window(shop: Shop, *, cap: int | None = 20, spent: int = 0, elsewhere: int = 0) -> None:
    week_now = week(0)
    QuotaWindow.objects.create(
        shop=shop,
        starts_at=week_now.start,
        ends_at=week_now.end,
        unit="message",
        cap=cap,
        spent=spent,
        elsewhere=elsewhere,
    )


def written(shop: Shop, number: int, **creators: PartnerWeek) -> WeeklyReview:
    """A review of a week that kept these partners, by creator id."""
    kept_of = {
        pk.removeprefix("c"): {name: getattr(one, name) for name in ("orders", "offered", "listed", "sold")}
        for pk, one in creators.items()
    }
    about = week(number)
    return WeeklyReview.objects.create(
        shop=shop, starts_at=about.start, ends_at=about.end, made_at=NOW, figures={}, creators=kept_of
    )


def asks(review: WeeklyReview, finding: str = "use_quota") -> ReviewAction:
    return ReviewAction.objects.create(review=review, finding=finding, reason=Reason("review.quota_lapsed").as_json())


def test_an_empty_week_has_no_figures_but_zero(cast: Cast) -> None:
    told = week_figures(cast.uk, week(0)).as_json()
    unknown = {name for name, value in told.items() if value is None}
    assert unknown == {"quota_cap", "orders_per_creator_hundredths"}
    assert {value for name, value in told.items() if name not in unknown} == {0}


def test_a_week_in_figures(cast: Cast) -> None:
    window(cast.uk, spent=15, elsewhere=2)
    words = InvitationWords("Hi Anna!", Reason("plan.invite", {}))
    queue_invitation(cast.uk, cast.anna, cast.offer(), words, attempt=1, by=MEI, now=NOW)
    keep_messages(
        open_thread(cast.uk, cast.bao.pk, "c-1", "im-bao"),
        [SeenMessage("m-1", from_creator=True, content_type="TEXT", text="Hello!", at=NOW)],
    )
    asked(cast.uk, cast.anna, cast.serum)
    posted(cast.uk, cast.anna, cast.serum)
    kept(cast.uk, sale(ordered_at=NOW, delivered_at=NOW - WEEK, status=LineStatus.COMPLETED, platform_commission=1400))
    kept(cast.uk, sale(order_id="2", ordered_at=NOW, creator_handle="bao", delivered_at=None))
    kept(cast.uk, sale(order_id="3", ordered_at=NOW, creator_handle="bao", delivered_at=None))
    came_back(cast.uk, 3000, order_id="2")
    settle_shop(cast.uk, now=NOW)
    assert week_figures(cast.uk, week(0)) == WeekFigures(
        quota_cap=20,
        quota_spent=15,
        quota_elsewhere=2,
        invited=0,
        replied=0,
        messages_received=1,
        accepted=0,
        samples=1,
        contents=1,
        paid_orders=3,
        gmv_minor=30_000,
        refunded_minor=3000,
        commission_minor=1500,
        platform_commission_minor=1400,
        orders_per_creator_hundredths=150,
    )
    assert week_figures(cast.uk, week(-1)).paid_orders == week_figures(cast.us, week(0)).paid_orders == 0


def test_partners_are_who_accepted_posted_or_sold(cast: Cast) -> None:
    made = invited(cast, cast.anna, cast.bao, cast.chai)
    shows(made, cast.anna, 1)
    posted(cast.uk, cast.bao, cast.serum)
    kept(cast.uk, sale(creator_handle="dara", ordered_at=NOW))
    assert partner_weeks(cast.uk, week(0)) == {
        cast.anna.pk: PartnerWeek(orders=0, offered=2, listed=1, sold=0),
        cast.bao.pk: AT_NOTHING,
        cast.dara.pk: PartnerWeek(orders=1, offered=0, listed=0, sold=1),
    }
    assert partner_weeks(cast.us, week(0)) == {}


def test_who_accepted_and_took_every_product_down_again_is_a_partner_at_zero(cast: Cast) -> None:
    made = invited(cast, cast.anna)
    shows(made, cast.anna, 2)
    shows(made, cast.anna, 0)
    assert partner_weeks(cast.uk, week(0)) == {cast.anna.pk: AT_NOTHING}


def test_a_partner_s_weeks_reach_back_as_far_as_they_were_one(cast: Cast) -> None:
    kept(cast.uk, SALE, sale(order_id="2", ordered_at=NOW - 31 * timedelta(days=1)))
    came_back(cast.uk, 3000)
    one, before = PartnerWeek(5, 2, 1, 1), PartnerWeek(1, 2, 1, 1)
    written(cast.uk, -1, **{f"c{cast.anna.pk}": before})
    written(cast.uk, -2, **{f"c{cast.bao.pk}": before})
    (anna,) = creator_weeks(cast.uk, week(0), {cast.anna.pk: one})
    assert anna == CreatorWeeks(cast.anna.pk, "anna", (one, before), 1, 10_000, 3000)


def test_earlier_weeks_are_those_right_before_and_no_more_than_asked(cast: Cast) -> None:
    for number in (-1, -2, -3, 0):
        written(cast.uk, number, **{f"c{cast.anna.pk}": PartnerWeek(-number, 2, 2, 2)})
    told = earlier_partners(cast.uk.pk, week(0).start, 2)
    assert [kept_of[cast.anna.pk].orders for kept_of in told] == [1, 2]
    assert earlier_partners(cast.us.pk, week(0).start, 2) == []


def test_weeks_that_were_never_reviewed_are_not_skipped_over(cast: Cast) -> None:
    written(cast.uk, -3, **{f"c{cast.anna.pk}": AT_NOTHING})
    assert earlier_partners(cast.uk.pk, week(0).start, 2) == []
    written(cast.uk, -1, **{f"c{cast.anna.pk}": AT_NOTHING})
    assert earlier_partners(cast.uk.pk, week(0).start, 2) == [{cast.anna.pk: AT_NOTHING}]


def test_a_shop_misses_the_review_of_a_week_only_once_it_was_reviewed(cast: Cast) -> None:
    assert not misses_review(cast.uk.pk, NOW)
    written(cast.uk, -1)
    asked_of = (MONDAY - WEEK, MONDAY - timedelta(microseconds=1), MONDAY)
    assert [misses_review(cast.uk.pk, moment) for moment in asked_of] == [False, False, True]
    assert not misses_review(cast.us.pk, NOW)


def test_what_of_a_week_asks_for_something_from_the_shop(cast: Cast) -> None:
    window(cast.uk, spent=15, elsewhere=2)
    hello = SeenMessage("m-1", from_creator=True, content_type="TEXT", text="Hello!", at=NOW)
    keep_messages(open_thread(cast.uk, cast.bao.pk, "c-1", "im-bao"), [hello])
    kept(cast.uk, sale(status=LineStatus.COMPLETED, platform_commission=1400), sale(order_id="2"))
    settle_shop(cast.uk, now=NOW)
    make_statements(cast.uk, now=NOW)
    told = shop_week(cast.uk, week(0), week_figures(cast.uk, week(0)), NOW)
    assert told == ShopWeek(quota_cap=20, quota_spent=17, waiting_threads=1, reinvitable=0, differences=1)


@pytest.mark.parametrize("count", [1, 30])
def test_weeks_take_as_many_queries_for_thirty_creators_as_for_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    people = [creator(cast.moonwell, f"c{number}", "GB", 1_000) for number in range(count)]
    for number, who in enumerate(people):
        kept(cast.uk, sale(order_id=str(number), creator_handle=who.handle, ordered_at=NOW))
        posted(cast.uk, who, cast.serum, video(f"v{number}"))
    with django_assert_num_queries(5):
        partners = partner_weeks(cast.uk, week(0))
    with django_assert_num_queries(4):
        assert len(creator_weeks(cast.uk, week(0), partners)) == count


def test_reviews_come_newest_first_and_pages_are_cut(cast: Cast) -> None:
    for number in range(PAGE_SIZE + 1):
        written(cast.uk, -number)
    written(cast.us, 0)
    first, second = review_page(cast.moonwell.pk), review_page(cast.moonwell.pk, page=2)
    assert (first.total, first.pages, len(first.rows), len(second.rows)) == (42, 2, 40, 2)
    assert [(one.shop_id, one.starts_at) for one in first.rows[:3]] == [
        (cast.uk.pk, MONDAY),
        (cast.us.pk, MONDAY),
        (cast.uk.pk, MONDAY - WEEK),
    ]
    assert [one.shop_id for one in reviews_of(cast.moonwell.pk, cast.us.pk)] == [cast.us.pk]
    assert [one.starts_at for one in reviews_of(cast.moonwell.pk, cast.uk.pk, limit=2)] == [MONDAY, MONDAY - WEEK]
    assert (reviews_of(cast.harbour.pk), review_page(cast.harbour.pk).total) == ([], 0)


@pytest.mark.parametrize("count", [1, 30])
def test_lists_take_as_many_queries_for_thirty_as_for_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    shop = shop_in(cast.harbour, "GB", "guidebook")
    for number in range(count):
        review = written(shop, -number)
        who = creator(cast.harbour, f"h{number}", "GB", 1_000)
        ReviewAction.objects.create(review=review, finding="stop", creator=who, reason={"code": "review.weeks_at_zero"})
    with django_assert_num_queries(3):
        page = review_page(cast.harbour.pk)
        assert len([(one.shop.name, [two.creator for two in one.actions.all()]) for one in page.rows]) == count
    with django_assert_num_queries(1):
        assert len([(one.review.shop.name, one.creator) for one in open_actions(cast.harbour.pk, limit=count)]) == count


def test_a_review_stands_beside_the_week_before_where_there_is_one(cast: Cast) -> None:
    first, second, later = (written(cast.uk, number) for number in (-3, -2, 0))
    written(cast.us, -1)
    assert review_beside(cast.moonwell.pk, second.pk) == ReviewBeside(second, first)
    assert review_beside(cast.moonwell.pk, first.pk) == ReviewBeside(first, None)
    assert review_beside(cast.moonwell.pk, later.pk) == ReviewBeside(later, None)


def test_another_workspace_s_reviews_are_never_seen(cast: Cast) -> None:
    review = written(cast.uk, 0)
    action = asks(review)
    assert review_action(cast.moonwell.pk, action.pk) == action
    assert open_actions(cast.harbour.pk) == []
    with pytest.raises(NotFound) as no_review:
        review_beside(cast.harbour.pk, review.pk)
    with pytest.raises(NotFound) as no_action:
        review_action(cast.harbour.pk, action.pk)
    assert (no_review.value.data, no_action.value.data) == (
        {"what": "review", "id": review.pk},
        {"what": "review_action", "id": action.pk},
    )


def test_open_actions_are_what_nobody_settled_newest_first(cast: Cast) -> None:
    old, new = asks(written(cast.uk, -1)), asks(written(cast.uk, 0))
    answer = asks(new.review, "answer")
    assert open_actions(cast.moonwell.pk) == [new, answer, old]
    assert open_actions(cast.moonwell.pk, limit=1) == [new]
    settle_action(cast.moonwell.pk, new.pk, ReviewAction.State.DONE, by=MEI, now=NOW)
    assert open_actions(cast.moonwell.pk) == [answer, old]
