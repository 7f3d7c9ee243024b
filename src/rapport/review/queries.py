"""Reads for the weekly review: it looks into every domain, and nothing looks into it."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from rapport.collaborations.queries import offered_products
from rapport.creators.queries.profile import in_bulk
from rapport.outreach.queries.invitations import counts_between, out_of_cooldown, received_between
from rapport.outreach.queries.quota import current_window
from rapport.outreach.queries.threads import waiting_threads
from rapport.review.models import ReviewAction, WeeklyReview
from rapport.review.rules.findings import CreatorWeeks, ShopWeek, sell_through
from rapport.sales.queries import CreatorSales, by_creator, figures_between
from rapport.samples.queries import creators_with_content, listed_products, posted_between, requested_between
from rapport.settlement.models import Difference
from rapport.settlement.queries.ledger import final_between
from rapport.shared.periods import Period
from rapport.shared.refusals import NotFound
from rapport.shops.models import Shop
from rapport.shops.queries.shops import playbook_of

MONTH = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class WeekFigures:
    """One shop's week; money in minor units of the shop's currency."""

    quota_cap: int | None
    quota_spent: int
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
    window = current_window(shop.pk, week.start)
    counts = counts_between(shop.pk, week.start, week.end)
    sales = figures_between(shop.pk, week.start, week.end)
    commission = final_between(shop.pk, week.start, week.end)
    sellers = len(by_creator(shop.pk, week.start, week.end))
    return WeekFigures(
        quota_cap=window.cap if window else None,
        quota_spent=window.spent if window else 0,
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


def creator_weeks(shop: Shop, week: Period, before: Period) -> list[CreatorWeeks]:
    """The creators that a week can say something about: who sold in it or the week before, or works with the shop."""
    play = playbook_of(shop).review
    offered = offered_products(shop.pk)
    posted = creators_with_content(shop.pk)
    this, last = by_creator(shop.pk, week.start, week.end), by_creator(shop.pk, before.start, before.end)
    month = by_creator(shop.pk, week.end - MONTH, week.end)
    creators = in_bulk(shop.workspace_id, sorted({*this, *last, *month, *posted}))
    listed = listed_products(shop.pk)
    found = []
    for creator_id, row in sorted(creators.items()):
        sold_month = month.get(creator_id)
        products = len(offered.get(creator_id, ()))
        sold = [_products(weeks.get(creator_id)) for weeks in (this, last)]
        shown = sold if play.sell_through == "sold" or not sum(sold) else [len(listed.get(creator_id, ()))] * 2
        found.append(
            CreatorWeeks(
                creator_id=creator_id,
                handle=row.handle,
                orders=(_orders(this.get(creator_id)), _orders(last.get(creator_id))),
                sell_through=tuple(sell_through(count, products) for count in shown),
                orders_30d=_orders(sold_month),
                gmv_30d_minor=sold_month.gmv_minor if sold_month else 0,
                refunded_30d_minor=sold_month.refunded_minor if sold_month else 0,
                had_sample_or_content=creator_id in posted,
            )
        )
    return found


def shop_week(shop: Shop, week: Period, figures: WeekFigures, now: datetime) -> ShopWeek:
    """What of the week asks for something from the shop as a whole."""
    differing = Difference.objects.filter(
        statement__shop=shop, statement__starts_at=week.start, platform_minor__isnull=False
    )
    return ShopWeek(
        quota_cap=figures.quota_cap,
        quota_spent=figures.quota_spent,
        waiting_threads=len(waiting_threads(shop.pk)),
        reinvitable=len(out_of_cooldown(shop.pk, playbook_of(shop).follow_up, now)),
        differences=differing.count(),
    )


def reviews_of(workspace_id: int, shop_id: int | None = None, limit: int = 60) -> list[WeeklyReview]:
    """Reviews with their actions loaded, the newest first."""
    rows = WeeklyReview.objects.filter(shop__workspace_id=workspace_id).select_related("shop")
    if shop_id is not None:
        rows = rows.filter(shop_id=shop_id)
    return list(rows.prefetch_related("actions__creator").order_by("-starts_at", "shop__name")[:limit])


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


def _products(sales: CreatorSales | None) -> int:
    return sales.products if sales else 0
