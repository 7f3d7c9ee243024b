"""What the ledger says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Sum

from rapport.sales.models import OrderLine
from rapport.settlement.models import LedgerEntry, Settled
from rapport.settlement.rules.ledger import Account, Balances
from rapport.shared.money import Money


def balances_of(lines: Sequence[OrderLine]) -> dict[int, Balances]:
    """What stands for each line, by line id."""
    rows = LedgerEntry.objects.filter(line__in=[line.pk for line in lines]).values("line_id", "account")
    sums = {(row["line_id"], row["account"]): row["total"] for row in rows.annotate(total=Sum("amount_minor"))}
    return {
        line.pk: Balances(
            *(
                Money(sums.get((line.pk, account), 0), line.currency)
                for account in (Account.ESTIMATED, Account.DUE, Account.PAID)
            )
        )
        for line in lines
    }


def reckonings_of(lines: Sequence[OrderLine]) -> dict[int, Settled]:
    """The newest reckoning of each line that has one, by line id."""
    return {row.line_id: row for row in Settled.objects.filter(line__in=[line.pk for line in lines])}


def entry_counts(lines: Sequence[OrderLine]) -> dict[int, int]:
    """How many entries each line has, by line id."""
    numbers: dict[int, int] = {}
    for line_id in LedgerEntry.objects.filter(line__in=[line.pk for line in lines]).values_list("line_id", flat=True):
        numbers[line_id] = numbers.get(line_id, 0) + 1
    return numbers


def account_totals(workspace_id: int, shop_id: int) -> dict[str, int]:
    """Minor units in each account of a shop."""
    rows = LedgerEntry.objects.filter(shop__workspace_id=workspace_id, shop_id=shop_id).values("account")
    return {row["account"]: row["total"] for row in rows.annotate(total=Sum("amount_minor"))}


@dataclass(frozen=True, slots=True)
class CommissionSums:
    """Commission that became final in a span: by our sums and by the platform's."""

    ours_minor: int
    platform_minor: int


def final_between(shop_id: int, start: datetime, end: datetime) -> CommissionSums:
    """Both sums over the lines whose commission became final in the half-open span."""
    rows = Settled.objects.filter(line__shop_id=shop_id, final_at__gte=start, final_at__lt=end)
    found = rows.aggregate(ours=Sum("owed_minor"), platform=Sum("line__platform_commission_minor"))
    return CommissionSums(found["ours"] or 0, found["platform"] or 0)
