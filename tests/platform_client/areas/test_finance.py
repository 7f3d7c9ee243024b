"""Statements, payments and the lines behind them."""

from datetime import UTC, datetime
from decimal import Decimal

from tests.platform_client.stage import NOW, Stage

from rapport.platform_client import (
    MoneyAmount,
    OrderTransactions,
    Payment,
    PaymentStatus,
    PlatformClient,
    SkuTransaction,
    SortOrder,
    Statement,
    Transaction,
    UnsettledTransaction,
)

BEHIND = {
    "revenue_breakdown": {"subtotal_before_discount_amount": "12.00", "seller_discount_amount": "-2.10"},
    "shipping_cost_breakdown": {
        "actual_shipping_fee_amount": "-1.00",
        "supplementary_component": {"fbm_shipping_cost_amount": "-1.00"},
    },
    "fee_tax_breakdown": {
        "fee": {"affiliate_commission_amount": "-1.98", "a_fee_of_next_year": "-0.01", "referral_fee_amount": ""},
        "tax": {"vat_amount": "-0.20"},
    },
    "supplementary_component": {"customer_payment_amount": "9.90"},
}
READ_BEHIND = {
    "revenue_parts": {"subtotal_before_discount_amount": Decimal("12.00"), "seller_discount_amount": Decimal("-2.10")},
    "shipping_parts": {"actual_shipping_fee_amount": Decimal("-1.00")},
    "shipping_supplement": {"fbm_shipping_cost_amount": Decimal("-1.00")},
    "fees": {"affiliate_commission_amount": Decimal("-1.98"), "a_fee_of_next_year": Decimal("-0.01")},
    "taxes": {"vat_amount": Decimal("-0.20")},
    "supplement": {"customer_payment_amount": Decimal("9.90")},
}


def test_statements_are_read_by_their_time(client: PlatformClient, stage: Stage) -> None:
    told = {
        "id": "3",
        "statement_time": 1772443800,
        "currency": "GBP",
        "settlement_amount": "6.72",
        "revenue_amount": "9.90",
        "net_sales_amount": "9.90",
        "fee_amount": "-2.18",
        "shipping_cost_amount": "-1.00",
        "adjustment_amount": "0",
        "payment_status": "PAID",
        "payment_id": "9",
        "payment_time": 1772443800,
    }
    stage.says({"statements": [told], "next_page_token": "two"})
    page = client.finance.statements(
        made_from=NOW, made_before=NOW, status=PaymentStatus.PAID, order=SortOrder.FALLING, page_size=10
    )
    assert stage.asked == ["GET /finance/202309/statements"]
    assert stage.query == {
        "page_size": "10",
        "sort_field": "statement_time",
        "sort_order": "DESC",
        "statement_time_ge": "1772443800",
        "statement_time_lt": "1772443800",
        "payment_status": "PAID",
    }
    assert page.next_page_token == "two"
    assert page.items == (
        Statement(
            id="3",
            at=NOW,
            currency="GBP",
            settlement=Decimal("6.72"),
            revenue=Decimal("9.90"),
            net_sales=Decimal("9.90"),
            fees=Decimal("-2.18"),
            shipping=Decimal("-1.00"),
            adjustment=Decimal(0),
            payment_status="PAID",
            payment_id="9",
            paid_at=NOW,
        ),
    )


def test_payments_say_value_for_amount(client: PlatformClient, stage: Stage) -> None:
    told = {
        "id": "9",
        "status": "PAID",
        "amount": {"value": "100.00", "currency": "USD"},
        "settlement_amount": {"value": "79.00", "currency": "GBP"},
        "payment_amount_before_exchange": {"value": "", "currency": "GBP"},
        "exchange_rate": "1.2658",
        "bank_account": "****1234",
        "create_time": 1772443800,
    }
    stage.says({"payments": [told]})
    (payment,) = client.finance.payments(created_from=NOW, created_before=NOW, page_token="two").items
    assert stage.asked == ["GET /finance/202605/payments"]
    assert stage.query == {
        "page_size": "100",
        "page_token": "two",
        "sort_field": "create_time",
        "create_time_ge": "1772443800",
        "create_time_lt": "1772443800",
    }
    assert payment == Payment(
        id="9",
        status="PAID",
        amount=MoneyAmount(amount=Decimal("100.00"), currency="USD"),
        settlement=MoneyAmount(amount=Decimal("79.00"), currency="GBP"),
        exchange_rate=Decimal("1.2658"),
        bank_account="****1234",
        created_at=NOW,
    )
    assert "1234" not in repr(payment)


def test_a_statements_lines_come_with_its_sums(client: PlatformClient, stage: Stage) -> None:
    line = {
        "id": "31",
        "type": "ORDER",
        "order_id": "5",
        "order_create_time": 1772443800,
        "settlement_amount": "6.72",
        "revenue_amount": "9.90",
        "shipping_cost_amount": "-1.00",
        "fee_tax_amount": "-2.18",
        "reserve_id": "r",
        "reserve_amount": "-0.50",
        "reserve_status": "COLLECTED",
        "associated_order_id": "5",
        "estimated_release_time": "1772496000",
    }
    stage.says(
        {
            "id": "3",
            "status": "SETTLED",
            "currency": "GBP",
            "create_time": 1772443800,
            "payable_amount": "6.22",
            "total_reserve_amount": "-0.50",
            "total_settlement_amount": "6.72",
            "total_settlement_breakdown": {"total_revenue_amount": "9.90", "total_fee_tax_amount": "-2.18"},
            "total_count": 1,
            "transactions": [line | BEHIND],
        }
    )
    page = client.finance.statement_lines(statement_id="3", order=SortOrder.RISING, page_size=50)
    assert stage.asked == ["GET /finance/202501/statements/3/statement_transactions"]
    assert stage.query == {"page_size": "50", "sort_field": "order_create_time", "sort_order": "ASC"}
    assert (page.statement_id, page.payable, page.reserve) == ("3", Decimal("6.22"), Decimal("-0.50"))
    assert (page.settlement, page.revenue, page.shipping) == (Decimal("6.72"), Decimal("9.90"), None)
    assert page.items == (
        Transaction.model_validate(
            {
                "id": "31",
                "kind": "ORDER",
                "order_id": "5",
                "ordered_at": NOW,
                "settlement": Decimal("6.72"),
                "revenue": Decimal("9.90"),
                "shipping": Decimal("-1.00"),
                "fees_and_taxes": Decimal("-2.18"),
                "reserve_id": "r",
                "reserve": Decimal("-0.50"),
                "reserve_status": "COLLECTED",
                "reserve_order_id": "5",
                "reserve_release_at": datetime(2026, 3, 3, tzinfo=UTC),
                **READ_BEHIND,
            }
        ),
    )


def test_an_order_is_told_sku_by_sku(client: PlatformClient, stage: Stage) -> None:
    line = {"sku_id": "1", "statement_id": "3", "quantity": "2", "settlement_amount": "6.72", "sku_name": "Blue"}
    stage.says(
        {
            "order_id": "5",
            "order_create_time": 1772443800,
            "currency": "GBP",
            "fee_and_tax_amount": "-2.18",
            "sku_transactions": [line | BEHIND],
        }
    )
    assert client.finance.order_lines(order_id="5") == OrderTransactions(
        order_id="5",
        ordered_at=NOW,
        currency="GBP",
        fees_and_taxes=Decimal("-2.18"),
        lines=(
            SkuTransaction.model_validate(
                {
                    "sku_id": "1",
                    "sku_name": "Blue",
                    "statement_id": "3",
                    "quantity": 2,
                    "settlement": Decimal("6.72"),
                    **READ_BEHIND,
                }
            ),
        ),
    )
    assert stage.asked == ["GET /finance/202501/orders/5/statement_transactions"]


def test_what_is_not_settled_comes_as_an_estimate(client: PlatformClient, stage: Stage) -> None:
    line = {
        "type": "ORDER",
        "id": "41",
        "status": "UNSETTLED",
        "currency": "GBP",
        "estimated_settlement": "Delivered + 8 days",
        "unsettled_reason": "IN_TRANSIT",
        "order_create_time": 1772443800,
        "order_id": "6",
        "est_settlement_amount": "6.72",
        "est_fee_tax_amount": "-2.18",
        "fee_tax_breakdown": {"fee": {"affiliate_commission_before_pit_amount": "-2.05"}},
    }
    stage.says({"sum_est_settlement_amount": "6.72", "sum_est_fee_amount": "-2.18", "transactions": [line]})
    page = client.finance.unsettled(ordered_from=NOW, ordered_before=NOW)
    assert stage.asked == ["GET /finance/202507/orders/unsettled"]
    assert stage.query == {
        "page_size": "100",
        "sort_field": "order_create_time",
        "search_time_ge": "1772443800",
        "search_time_lt": "1772443800",
    }
    assert (page.settlement, page.fees) == (Decimal("6.72"), Decimal("-2.18"))
    assert page.items == (
        UnsettledTransaction(
            id="41",
            kind="ORDER",
            status="UNSETTLED",
            currency="GBP",
            expected="Delivered + 8 days",
            reason="IN_TRANSIT",
            ordered_at=NOW,
            order_id="6",
            settlement=Decimal("6.72"),
            fees_and_taxes=Decimal("-2.18"),
            fees={"affiliate_commission_before_pit_amount": Decimal("-2.05")},
        ),
    )
    assert page.items[0].affiliate_commission_before_tax == Decimal("-2.05")


def test_what_creators_cost_is_named() -> None:
    names = (
        "affiliate_commission_amount",
        "affiliate_commission_amount_before_pit",
        "affiliate_ads_commission_amount",
        "affiliate_partner_commission_amount",
        "tap_shop_ads_commission",
        "cofunded_creator_bonus_amount",
        "external_affiliate_marketing_fee_amount",
        "affiliate_commission_deposit",
        "affiliate_commission_release",
    )
    line = Transaction(fees={name: Decimal(number) for number, name in enumerate(names)})
    assert (
        line.affiliate_commission,
        line.affiliate_commission_before_tax,
        line.affiliate_ads_commission,
        line.partner_commission,
        line.partner_ads_commission,
        line.creator_bonus,
        line.external_marketing,
        line.commission_deposit,
        line.commission_release,
    ) == tuple(map(Decimal, range(9)))
    assert Transaction().affiliate_commission is None
