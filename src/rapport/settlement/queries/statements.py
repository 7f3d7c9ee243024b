"""Statements as pages and the command line show them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from rapport.settlement.models import Difference, LedgerEntry, Settled, Statement, StatementLine
from rapport.shared.money import Money
from rapport.shared.paging import Cut, Page
from rapport.shared.periods import Period
from rapport.shared.refusals import NotFound

PAGE_SIZE = 100
WEEKS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One week of one shop."""

    statement_id: int
    shop_id: int
    shop_name: str
    starts_at: datetime
    ends_at: datetime
    lines: int
    ours: Money
    platform: Money
    unsettled: Money

    @property
    def difference(self) -> Money:
        """The platform's sum less ours, over what it has settled."""
        return self.platform - (self.ours - self.unsettled)


@dataclass(frozen=True, slots=True)
class CommissionDue:
    """All commission that is final, in one currency."""

    currency: str
    ours: Money
    platform: Money


def statement_rows(workspace_id: int, shop_id: int | None = None, limit: int = 500) -> list[StatementRow]:
    """Statements of a workspace, the newest week first."""
    return [_row(statement) for statement in _statements(workspace_id, shop_id)[:limit]]


def statement_page(workspace_id: int, shop_id: int | None = None, page: int = 1) -> Page[StatementRow]:
    """One page of the same."""
    rows = _statements(workspace_id, shop_id)
    cut = Cut.of(rows.count(), page, WEEKS_SHOWN)
    return cut.holding([_row(row) for row in rows[cut.part]])


def _statements(workspace_id: int, shop_id: int | None) -> QuerySet[Statement]:
    rows = Statement.objects.filter(shop__workspace_id=workspace_id).select_related("shop")
    if shop_id is not None:
        rows = rows.filter(shop_id=shop_id)
    return rows.order_by("-starts_at", "shop__name")


def statement(workspace_id: int, statement_id: int) -> StatementRow:
    """Refuses with NotFound."""
    found = Statement.objects.filter(pk=statement_id, shop__workspace_id=workspace_id).select_related("shop").first()
    if found is None:
        raise NotFound(what="statement", id=statement_id)
    return _row(found)


def creators_in(workspace_id: int, statement_id: int) -> list[StatementLine]:
    """Each creator's part, the largest first."""
    rows = StatementLine.objects.filter(statement_id=statement_id, statement__shop__workspace_id=workspace_id)
    return list(rows.select_related("creator").order_by("-ours_minor", "creator__handle"))


def differences_in(workspace_id: int, statement_id: int) -> list[Difference]:
    rows = Difference.objects.filter(statement_id=statement_id, statement__shop__workspace_id=workspace_id)
    return list(rows.select_related("line__creator", "line__product").order_by("pk"))


def reckoned_in(workspace_id: int, statement_id: int, creator_id: int | None = None, page: int = 1) -> Page[Settled]:
    """The reckonings behind a statement, in the order in which they became final; of one creator where named.

    Refuses with NotFound.
    """
    found = Statement.objects.filter(pk=statement_id, shop__workspace_id=workspace_id).first()
    if found is None:
        raise NotFound(what="statement", id=statement_id)
    rows = Settled.objects.filter(
        line__shop_id=found.shop_id,
        line__earns=True,
        final_at__gte=found.starts_at,
        final_at__lt=found.ends_at,
        final_at__lte=found.made_at,
    )
    if creator_id is not None:
        rows = rows.filter(line__creator_id=creator_id)
    cut = Cut.of(rows.count(), page, PAGE_SIZE)
    shown = rows.select_related("line__creator", "line__product", "terms__collaboration").order_by("final_at", "pk")
    return cut.holding(list(shown[cut.part]))


def reckoning(workspace_id: int, line_id: int) -> Settled:
    """How one order line's commission came about: terms, refunds and ledger entries loaded. Refuses with NotFound."""
    rows = Settled.objects.filter(line_id=line_id, line__shop__workspace_id=workspace_id)
    row = (
        rows.select_related("line__shop", "line__creator", "line__product", "terms__collaboration")
        .prefetch_related("line__refunds", Prefetch("line__entries", LedgerEntry.objects.order_by("number")))
        .first()
    )
    if row is None:
        raise NotFound(what="order_line", id=line_id)
    return row


def commission_due(workspace_id: int, now_by_shop: dict[int, datetime]) -> list[CommissionDue]:
    """What is final by each shop's own `now`, in total by currency."""
    final = Q(pk__in=())
    for shop_id, now in now_by_shop.items():
        final |= Q(line__shop_id=shop_id, final_at__lte=now)
    rows = Settled.objects.filter(final, line__shop__workspace_id=workspace_id).values("line__currency")
    sums = rows.annotate(ours=Sum("owed_minor"), theirs=Coalesce(Sum("line__platform_commission_minor"), 0))
    return [
        CommissionDue(code, Money(row["ours"], code), Money(row["theirs"], code))
        for row in sums.order_by("line__currency")
        for code in [row["line__currency"]]
    ]


def lines_final_in(shop_id: int, week: Period, now: datetime) -> list[Settled]:
    """Reckonings of the earning lines that became final in the week, by `now`."""
    rows = Settled.objects.filter(
        line__shop_id=shop_id,
        line__earns=True,
        final_at__gte=week.start,
        final_at__lt=week.end,
        final_at__lte=now,
    )
    return list(rows.select_related("line").prefetch_related("line__refunds").order_by("line_id"))


def first_final_at(shop_id: int) -> datetime | None:
    rows = Settled.objects.filter(line__shop_id=shop_id, final_at__isnull=False).order_by("final_at")
    return rows.values_list("final_at", flat=True).first()


def _row(found: Statement) -> StatementRow:
    return StatementRow(
        statement_id=found.pk,
        shop_id=found.shop_id,
        shop_name=found.shop.name,
        starts_at=found.starts_at,
        ends_at=found.ends_at,
        lines=found.lines,
        ours=Money(found.ours_minor, found.currency),
        platform=Money(found.platform_minor, found.currency),
        unsettled=Money(found.unsettled_minor, found.currency),
    )
