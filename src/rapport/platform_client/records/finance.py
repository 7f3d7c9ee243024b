"""What the platform pays the shop, and what it takes off: statements, payments, the lines behind them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field

from rapport.platform_client.records.amounts import Amounts
from rapport.platform_client.records.base import MaybeMoment, Page, Record, named
from rapport.platform_client.records.money import MaybeMoney


class Statement(Record):
    """One day's account of a shop; `payment_id` is what paid it."""

    id: str
    at: MaybeMoment = named("statement_time")
    currency: str | None = None
    settlement: Decimal | None = named("settlement_amount")
    revenue: Decimal | None = named("revenue_amount")
    net_sales: Decimal | None = named("net_sales_amount")
    fees: Decimal | None = named("fee_amount")
    shipping: Decimal | None = named("shipping_cost_amount")
    adjustment: Decimal | None = named("adjustment_amount")
    payment_status: str | None = None
    payment_id: str | None = None
    paid_at: MaybeMoment = named("payment_time")


class StatementPage(Page):
    items: tuple[Statement, ...] = named("statements", default=())


def _amount_for_value(value: object) -> object:
    # Payments alone say "value" where everything else says "amount".
    if isinstance(value, Mapping) and "value" in value:
        return {"amount": value["value"], "currency": value.get("currency")}
    return value


PaidMoney = Annotated[MaybeMoney, BeforeValidator(_amount_for_value)]


class Payment(Record):
    """A transfer to the seller's bank; `before_exchange` is in the shop's own currency."""

    id: str
    status: str = ""
    amount: PaidMoney = None
    settlement: PaidMoney = named("settlement_amount")
    before_exchange: PaidMoney = named("payment_amount_before_exchange")
    exchange_rate: Decimal | None = None
    bank_account: str | None = Field(default=None, repr=False)
    created_at: MaybeMoment = named("create_time")
    paid_at: MaybeMoment = named("paid_time")


class PaymentPage(Page):
    items: tuple[Payment, ...] = named("payments", default=())


class Charges(Record):
    """
    What stands behind a line's sums, under the platform's own names: it keeps adding fees.

    What creators and partners cost is named here; each is None if the line has no such fee.
    """

    revenue_parts: Amounts = named("revenue_breakdown", default={})
    shipping_parts: Amounts = named("shipping_cost_breakdown", default={})
    shipping_supplement: Amounts = named("shipping_cost_breakdown", "supplementary_component", default={})
    fees: Amounts = named("fee_tax_breakdown", "fee", default={})
    taxes: Amounts = named("fee_tax_breakdown", "tax", default={})
    supplement: Amounts = named("supplementary_component", default={})

    @property
    def affiliate_commission(self) -> Decimal | None:
        return self.fees.get("affiliate_commission_amount")

    @property
    def affiliate_commission_before_tax(self) -> Decimal | None:
        """Before the income tax that the platform withholds; spelt in two ways."""
        before = self.fees.get("affiliate_commission_amount_before_pit")
        return self.fees.get("affiliate_commission_before_pit_amount") if before is None else before

    @property
    def affiliate_ads_commission(self) -> Decimal | None:
        return self.fees.get("affiliate_ads_commission_amount")

    @property
    def partner_commission(self) -> Decimal | None:
        return self.fees.get("affiliate_partner_commission_amount")

    @property
    def partner_ads_commission(self) -> Decimal | None:
        return self.fees.get("tap_shop_ads_commission")

    @property
    def creator_bonus(self) -> Decimal | None:
        return self.fees.get("cofunded_creator_bonus_amount")

    @property
    def external_marketing(self) -> Decimal | None:
        return self.fees.get("external_affiliate_marketing_fee_amount")

    @property
    def commission_deposit(self) -> Decimal | None:
        return self.fees.get("affiliate_commission_deposit")

    @property
    def commission_release(self) -> Decimal | None:
        return self.fees.get("affiliate_commission_release")
