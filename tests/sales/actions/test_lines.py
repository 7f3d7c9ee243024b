"""Order lines and refunds kept as their sources show them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from tests.cast import NOW, Cast
from tests.sales.rules.test_lines import LINE

from rapport.sales.actions.lines import keep_lines, keep_refunds
from rapport.sales.models import OrderLine, Refund
from rapport.sales.rules.lines import LineStatus, SeenLine, SeenRefund

BACK = SeenRefund("r1", "o1", "1", quantity=1, amount=1490, at=NOW + timedelta(days=9))


def keep(cast: Cast, *lines: SeenLine) -> int:
    creators = {"anna": cast.anna.pk, "bao": cast.bao.pk}
    products = {cast.serum.platform_id: cast.serum.pk, cast.candle.platform_id: cast.candle.pk}
    return keep_lines(cast.uk, lines, creators, products, OrderLine.Source.API)


def refunds() -> Sequence[tuple[str, int, int]]:
    return list(Refund.objects.order_by("pk").values_list("return_id", "quantity", "amount_minor"))


def test_a_line_is_kept_once_and_says_whether_it_earns(cast: Cast) -> None:
    assert keep(cast, LINE, replace(LINE, order_id="o2", paid=0)) == 2
    assert keep(cast, LINE) == 0
    rows = OrderLine.objects.order_by("order_id").values_list(
        "order_id", "paid_minor", "earns", "is_sample", "currency"
    )
    assert list(rows) == [("o1", 2980, True, False, "GBP"), ("o2", 0, False, True, "GBP")]


def test_news_of_a_line_is_written_over_it_and_settled_anew(cast: Cast) -> None:
    keep(cast, LINE)
    OrderLine.objects.update(settled=True)
    done = replace(LINE, status=LineStatus.COMPLETED, platform_commission=447)
    assert keep(cast, done) == 1
    row = OrderLine.objects.get()
    assert (row.status, row.platform_commission_minor, row.settled) == ("completed", 447, False)


def test_what_says_nothing_new_stays_settled(cast: Cast) -> None:
    keep(cast, LINE)
    OrderLine.objects.update(settled=True)
    assert keep(cast, LINE) == 0
    assert OrderLine.objects.get().settled


def test_of_several_rows_about_one_line_the_one_furthest_on_is_kept(cast: Cast) -> None:
    done = replace(LINE, status=LineStatus.COMPLETED, platform_commission=447)
    assert keep(cast, done, LINE) == 1
    assert OrderLine.objects.get().status == "completed"


def test_one_order_may_name_two_creators(cast: Cast) -> None:
    assert keep(cast, LINE, replace(LINE, creator_handle="bao", platform_estimated_base=0)) == 2
    rows = OrderLine.objects.order_by("creator__handle").values_list("creator__handle", "earns")
    assert list(rows) == [("anna", True), ("bao", False)]


def test_a_refund_is_kept_once_and_its_line_settled_anew(cast: Cast) -> None:
    keep(cast, LINE)
    OrderLine.objects.update(settled=True)
    assert keep_refunds(cast.uk, [BACK]) == 1
    assert not OrderLine.objects.get().settled
    OrderLine.objects.update(settled=True)
    assert keep_refunds(cast.uk, [BACK]) == 0
    assert (OrderLine.objects.get().settled, refunds()) == (True, [("r1", 1, 1490)])


def test_a_refund_goes_to_the_row_of_the_order_that_earns(cast: Cast) -> None:
    keep(cast, replace(LINE, creator_handle="bao", platform_estimated_base=0), LINE)
    keep_refunds(cast.uk, [BACK])
    assert Refund.objects.get().line.creator == cast.anna


def test_a_refund_of_an_order_no_creator_brought_is_not_ours(cast: Cast) -> None:
    keep(cast, LINE)
    assert keep_refunds(cast.uk, [replace(BACK, order_id="o9"), replace(BACK, sku_id="2")]) == 0
    assert keep_refunds(cast.us, [BACK]) == 0
    assert refunds() == []
