"""Reads for the weekly review: it looks into every domain, and nothing looks into it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db.models import Prefetch, QuerySet

from rapport.collaborations.queries import listed_counts, offered_products
from rapport.creators.queries.lookalikes import told_to_sell
from rapport.creators.queries.profile import in_bulk
from rapport.outreach.queries.invitations import counts_between, out_of_cooldown, received_between
from rapport.outreach.queries.quota import current_window
from rapport.outreach.queries.threads import waiting_threads
from rapport.review.models import ReviewAction, WeeklyReview
from rapport.review.rules.findings import CreatorWeeks, PartnerWeek, ShopWeek
from rapport.review.rules.tiers import Tier, tier_of
from rapport.sales.queries import CreatorSales, by_creator, figures_between
from rapport.samples.queries import creators_with_content, posted_between, requested_between
from rapport.settlement.models import Difference
from rapport.settlement.queries.ledger import final_between
from rapport.shared.paging import Cut, Page
from rapport.shared.periods import Period
from rapport.shared.refusals import NotFound
from rapport.shops.models import Shop
from rapport.shops.queries.shops import playbook_of

PAGE_SIZE = 40
MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """One shop's week; money in minor units of the shop's currency."""

    quota_cap: int | None
    quota_spent: int
    quota_elsewhere: int
    """Units the platform counted beyond ours, such as messages from the phone."""
    invited: int
    replied: int
    messages_received: int
    accepted: int
    samples: int
    contents: int
    paid_orders: int
    gmv_minor: int
    refunded_minor: int
    commission_minor: int
    platform_commission_minor: int
    orders_per_creator_hundredths: int | None

    def as_json(self) -> dict[str, int | None]:
        return asdict(self)


def week_figures(shop: Shop, week: Period) -> WeekFigures:
    """What happened in a shop's week."""
    window = current_window(shop, week.start)
    counts = counts_between(shop.pk, week.start, week.end)
    sales = figures_between(shop.pk, week.start, week.end)
    commission = final_between(shop.pk, week.start, week.end)
    sellers = len(by_creator(shop.pk, week.start, week.end))
    return WeekFigures(
        quota_cap=window.cap if window else None,
        quota_spent=window.spent if window else 0,
        quota_elsewhere=window.elsewhere if window else 0,
        invited=counts.invited,
        replied=counts.replied,
        messages_received=received_between(shop.pk, week.start, week.end),
        accepted=counts.accepted,
        samples=requested_between(shop.pk, week.start, week.end),
        contents=posted_between(shop.pk, week.start, week.end),
        paid_orders=sales.paid_orders,
        gmv_minor=sales.gmv_minor,
        refunded_minor=sales.refunded_minor,
        commission_minor=commission.ours_minor,
        platform_commission_minor=commission.platform_minor,
        orders_per_creator_hundredths=sales.paid_orders * 100 // sellers if sellers else None,
    )


def strong_creators(shops: Sequence[Shop], now: datetime) -> set[int]:
    """The creators of tier S or A in any of these shops: by paid orders of the last 30 days, or as a file told them."""
    found: set[int] = set()
    for shop in shops:
        play = playbook_of(shop).tiers
        sold = by_creator(shop.pk, now - MONTH, now)
        found |= {pk for pk, sales in sold.items() if tier_of(sales.paid_orders, play) is not Tier.B}
        found |= told_to_sell(shop.workspace_id, shop.region, play.a_orders_from)
    return found


def partner_weeks(shop: Shop, week: Period) -> dict[int, PartnerWeek]:
    """The week of every partner of a shop, by creator id: who accepted, posted or sold.

    Who accepted and shows nothing of what is still offered to them is a partner, at 0.
    """
    offered, listed = offered_products(shop.pk), listed_counts(shop.pk)
    sales = by_creator(shop.pk, week.start, week.end)
    accepted = (pk for pk, count in listed.items() if count or pk in offered)
    partners = {*creators_with_content(shop.pk), *accepted, *sales}
    return {
        pk: PartnerWeek(
            orders=_orders(sales.get(pk)),
            offered=len(offered.get(pk, ())),
            listed=listed.get(pk, 0),
            sold=sales[pk].products if pk in sales else 0,
        )
        for pk in sorted(partners)
    }


def creator_weeks(shop: Shop, week: Period, partners: Mapping[int, PartnerWeek]) -> list[CreatorWeeks]:
    """The partners of a week with what earlier reviews kept of them."""
    earlier = earlier_partners(shop.pk, week.start, playbook_of(shop).review.weeks_at_zero)
    month = by_creator(shop.pk, week.end - MONTH, week.end)
    creators = in_bulk(shop.workspace_id, sorted(partners))
    return [
        CreatorWeeks(
            creator_id=pk,
            handle=creators[pk].handle,
            weeks=(present, *_unbroken(pk, earlier)),
            orders_30d=_orders(month.get(pk)),
            gmv_30d_minor=month[pk].gmv_minor if pk in month else 0,
            refunded_30d_minor=month[pk].refunded_minor if pk in month else 0,
        )
        for pk, present in sorted(partners.items())
    ]


def earlier_partners(shop_id: int, before: datetime, weeks: int) -> list[dict[int, PartnerWeek]]:
    """What the reviews of the weeks right before kept of the partners, the newest first.

    A week without a review ends the row: nothing is known of it.
    """
    found = []
    for row in WeeklyReview.objects.filter(shop_id=shop_id, starts_at__lt=before).order_by("-starts_at")[:weeks]:
        if row.ends_at != before:
            break
        found.append({int(pk): PartnerWeek(**kept) for pk, kept in row.creators.items()})
        before = row.starts_at
    return found


def _unbroken(creator_id: int, earlier: Sequence[Mapping[int, PartnerWeek]]) -> Iterator[PartnerWeek]:
    for week in earlier:
        if creator_id not in week:
            return
        yield week[creator_id]


def misses_review(shop_id: int, moment: datetime) -> bool:
    """Whether a shop that was reviewed before has no review of the week that holds `moment`."""
    rows = WeeklyReview.objects.filter(shop_id=shop_id)
    return rows.exists() and not rows.filter(starts_at__lte=moment, ends_at__gt=moment).exists()


def shop_week(shop: Shop, week: Period, figures: WeekFigures, now: datetime) -> ShopWeek:
    """What of the week asks for something from the shop as a whole."""
    differing = Difference.objects.filter(
        statement__shop=shop, statement__starts_at=week.start, platform_minor__isnull=False
    )
    return ShopWeek(
        quota_cap=figures.quota_cap,
        quota_spent=figures.quota_spent + figures.quota_elsewhere,
        waiting_threads=len(waiting_threads(shop.pk)),
        reinvitable=len(out_of_cooldown(shop.pk, playbook_of(shop).follow_up, now)),
        differences=differing.count(),
    )


def reviews_of(workspace_id: int, shop_id: int | None = None, limit: int = 60) -> list[WeeklyReview]:
    """Reviews with their actions loaded, the newest first."""
    return list(_reviews(workspace_id, shop_id)[:limit])


def review_page(workspace_id: int, shop_id: int | None = None, page: int = 1) -> Page[WeeklyReview]:
    """One page of the same."""
    rows = _reviews(workspace_id, shop_id)
    cut = Cut.of(rows.count(), page, PAGE_SIZE)
    return cut.holding(list(rows[cut.part]))


@dataclass(frozen=True, slots=True)
class ReviewBeside:
    """A week's review, and the review of the shop's week before where there is one."""

    review: WeeklyReview
    before: WeeklyReview | None


def review_beside(workspace_id: int, review_id: int) -> ReviewBeside:
    """One review with its actions, beside the week before. Refuses with NotFound."""
    found = _reviews(workspace_id, None).filter(pk=review_id).first()
    if found is None:
        raise NotFound(what="review", id=review_id)
    earlier = WeeklyReview.objects.filter(shop_id=found.shop_id, ends_at=found.starts_at)
    return ReviewBeside(found, earlier.first())


def _reviews(workspace_id: int, shop_id: int | None) -> QuerySet[WeeklyReview]:
    rows = WeeklyReview.objects.filter(shop__workspace_id=workspace_id).select_related("shop")
    if shop_id is not None:
        rows = rows.filter(shop_id=shop_id)
    actions = Prefetch("actions", ReviewAction.objects.select_related("creator").order_by("pk"))
    return rows.prefetch_related(actions).order_by("-starts_at", "shop__name")


def open_actions(workspace_id: int, limit: int = 20) -> list[ReviewAction]:
    """What reviews asked for and nobody has settled, the newest first."""
    rows = ReviewAction.objects.filter(review__shop__workspace_id=workspace_id, state=ReviewAction.State.OPEN)
    return list(rows.select_related("review__shop", "creator").order_by("-review__starts_at", "pk")[:limit])


def review_action(workspace_id: int, action_id: int) -> ReviewAction:
    """Refuses with NotFound."""
    found = ReviewAction.objects.filter(pk=action_id, review__shop__workspace_id=workspace_id)
    row = found.select_related("review__shop").first()
    if row is None:
        raise NotFound(what="review_action", id=action_id)
    return row


def _orders(sales: CreatorSales | None) -> int:
    return sales.paid_orders if sales else 0
