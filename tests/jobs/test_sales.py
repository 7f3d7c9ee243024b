"""Affiliate orders and returns read from the platform, kept as facts, and handed to settlement."""

from datetime import timedelta

import pytest
from tests.cast import NOW, Cast
from tests.jobs.wire import Platform, Told, seconds
from tests.selling import DAY, SALE, kept, sold

from rapport.creators.models import Creator
from rapport.jobs.sales import pull_sales
from rapport.sales.models import OrderLine, Refund
from rapport.samples.models import Content
from rapport.work.models import Job

ORDERED = NOW - 10 * DAY


def money(amount: str) -> Told:
    return {"amount": amount, "currency": "GBP"}


def sku(**changes: object) -> Told:
    """Anna's two serums at 50.00, at 15 %."""
    return {
        "sku_id": "71",
        "product_id": "1001",
        "creator_username": "anna",
        "quantity": 2,
        "price": money("50.00"),
        "content_type": "VIDEO",
        "content_id": "v1",
        "settlement_status": "To-SETTLE",
        "commission_rate": "1500",
        "estimated_paid_commission": money("15.00"),
        **changes,
    }


def orders(*skus: Told) -> Told:
    return {"orders": [{"id": "1", "create_time": seconds(ORDERED), "delivery_time": 0, "skus": list(skus)}]}


def returned(*lines: tuple[str, str], kind: str = "RETURN_AND_REFUND") -> Told:
    items = [
        {"return_line_item_id": str(place), "sku_id": sku_id, "refund_amount": {"refund_subtotal": amount}}
        for place, (sku_id, amount) in enumerate(lines)
    ]
    told = {"return_id": "r1", "order_id": "1", "return_type": kind, "update_time": seconds(NOW)}
    return {"return_orders": [{**told, "return_line_items": items}]}


def pulled(cast: Cast, *skus: Told, back: Told | None = None) -> Platform:
    once = iter([orders(*skus)])
    platform = Platform({"/orders/search": lambda _: next(once, {}), "/returns/search": back or {}})
    pull_sales(platform.errand(cast.uk, "sales.pull"))
    return platform


def test_an_order_is_kept_with_its_creator_and_settlement_is_woken(cast: Cast) -> None:
    pulled(cast, sku())
    line = OrderLine.objects.get()
    assert (line.order_id, line.sku_id, line.creator, line.product, line.source) == (
        "1",
        "71",
        cast.anna,
        cast.serum,
        "api",
    )
    assert (line.status, line.price_minor, line.quantity, line.paid_minor) == ("processing", 5000, 2, 10_000)
    assert (line.ordered_at, line.delivered_at, line.platform_estimated_minor) == (ORDERED, None, 1500)
    assert Job.objects.filter(name="settlement.settle", key=f"shop:{cast.uk.pk}", state="queued").exists()


def test_read_again_nothing_changes(cast: Cast) -> None:
    back = returned(("71", "50.00"))
    pulled(cast, sku(), back=back)
    before = [list(model.objects.order_by("pk").values()) for model in (OrderLine, Refund, Content)]
    pulled(cast, sku(), back=back)
    assert [list(model.objects.order_by("pk").values()) for model in (OrderLine, Refund, Content)] == before


@pytest.mark.parametrize(
    ("told", "status"),
    [
        ("AWAITING PAYMENT", "awaiting_payment"),
        ("To-SETTLE", "processing"),
        ("SETTLED", "completed"),
        ("REFUNDED", "completed"),
        ("INELIGIBLE", "ineligible"),
        ("SOMETHING NEW", "processing"),
    ],
)
def test_where_an_order_stands_in_our_words(cast: Cast, told: str, status: str) -> None:
    pulled(cast, sku(settlement_status=told))
    assert OrderLine.objects.get().status == status


def test_a_creator_nobody_knew_comes_in_and_a_line_without_one_stays_out(cast: Cast) -> None:
    pulled(cast, sku(creator_username="newcomer"), sku(sku_id="72", creator_username=None))
    assert [line.creator.handle for line in OrderLine.objects.all()] == ["newcomer"]
    assert Creator.objects.filter(workspace=cast.moonwell, handle="newcomer").count() == 1


def test_rows_about_one_line_are_kept_as_one(cast: Cast) -> None:
    pulled(cast, sku(), sku(settlement_status="SETTLED", actual_paid_commission=money("15.00")))
    assert list(OrderLine.objects.values_list("status", "platform_commission_minor")) == [("completed", 1500)]


def test_pieces_of_a_return_are_counted_and_their_money_added(cast: Cast) -> None:
    pulled(cast, sku(), back=returned(("71", "50.00"), ("71", "45.50"), ("99", "1.00")))
    assert list(Refund.objects.values_list("return_id", "quantity", "amount_minor", "at")) == [("r1", 2, 9550, NOW)]


def test_money_alone_comes_back_without_pieces(cast: Cast) -> None:
    pulled(cast, sku(), back=returned(("71", "30.00"), kind="REFUND"))
    assert list(Refund.objects.values_list("quantity", "amount_minor")) == [(0, 3000)]


def test_a_video_that_sold_is_content_and_a_page_is_none(cast: Cast) -> None:
    pulled(cast, sku(), sku(sku_id="72", content_id="p1", content_type="PROMOTION_PAGE"))
    assert list(Content.objects.values_list("platform_id", "form", "posted_at")) == [("v1", "VIDEO", ORDERED)]


def test_a_first_look_goes_three_months_back_in_spans_the_platform_takes(cast: Cast) -> None:
    told = pulled(cast, sku()).told("/orders/search")
    starts = [NOW - timedelta(days=days) for days in (92, 62, 32, 2)]
    assert [body["create_time_ge"] for body in told] == [seconds(start) for start in starts]
    assert [body["create_time_lt"] for body in told] == [seconds(start) for start in starts[1:]] + [seconds(NOW) + 1]


def test_later_it_reads_from_the_oldest_order_that_may_still_change(cast: Cast) -> None:
    kept(cast.uk, SALE)
    sold(cast.uk, order_id="new", ordered_at=NOW - DAY)
    told = pulled(cast, sku()).told("/orders/search")
    assert [body["create_time_ge"] for body in told] == [seconds(SALE.ordered_at - 2 * DAY)]


def test_half_a_penny_that_the_platform_tells_is_a_penny(cast: Cast) -> None:
    pulled(cast, sku(estimated_paid_commission=money("10.845")), back=returned(("71", "0.025")))
    assert OrderLine.objects.get().platform_estimated_minor == 1085
    assert Refund.objects.get().amount_minor == 3
