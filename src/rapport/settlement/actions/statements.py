"""Making statements: the weeks in which commission became final, each held against the platform's sums."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction

from rapport.settlement.models import Difference, Settled, Statement, StatementLine
from rapport.settlement.queries.statements import first_final_at, lines_final_in
from rapport.settlement.rules.reconciliation import LineSums, explain
from rapport.shared.money import Money
from rapport.shared.periods import Period, week_after, week_of
from rapport.shops.models import Shop
from rapport.shops.queries.shops import policy_of


def make_statements(shop: Shop, *, now: datetime) -> int:
    """Write each week's statement anew from the reckonings, the present week included; how many weeks.

    A statement that all its lines have left since, into another week or for good, is taken away.
    """
    written = [week.start for week in _weeks(shop, now) if _make_statement(shop, week, now=now)]
    Statement.objects.filter(shop=shop).exclude(starts_at__in=written).delete()
    return len(written)


def _weeks(shop: Shop, now: datetime) -> Iterator[Period]:
    """From the week in which a first commission became final to the present one."""
    first, rule = first_final_at(shop.pk), policy_of(shop).quota.week_rule(shop.timezone)
    if first is None:
        return
    week = week_of(first, rule)
    while week.start <= now:
        yield week
        week = week_after(week, rule)


@transaction.atomic
def _make_statement(shop: Shop, week: Period, *, now: datetime) -> bool:
    rows = lines_final_in(shop.pk, week, now)
    if not rows:
        return False
    settled = [row for row in rows if row.line.platform_commission_minor is not None]
    statement, _ = Statement.objects.update_or_create(
        shop=shop,
        starts_at=week.start,
        defaults={
            "ends_at": week.end,
            "currency": shop.currency,
            "ours_minor": sum(row.owed_minor for row in rows),
            "platform_minor": sum(row.line.platform_commission_minor or 0 for row in settled),
            "unsettled_minor": sum(row.owed_minor for row in rows if row.line.platform_commission_minor is None),
            "lines": len(rows),
            "made_at": now,
        },
    )
    statement.creators.all().delete()
    StatementLine.objects.bulk_create(_creator_lines(statement, rows), batch_size=500)
    statement.differences.all().delete()
    Difference.objects.bulk_create(_differences(statement, rows), batch_size=500)
    return True


def _creator_lines(statement: Statement, rows: Sequence[Settled]) -> list[StatementLine]:
    parts: dict[int, StatementLine] = {}
    orders: dict[int, set[str]] = {}
    for row in rows:
        part = parts.setdefault(
            row.line.creator_id,
            StatementLine(
                statement=statement,
                creator_id=row.line.creator_id,
                orders=0,
                base_minor=0,
                ours_minor=0,
                platform_minor=0,
            ),
        )
        part.base_minor += row.base_minor
        part.ours_minor += row.owed_minor
        part.platform_minor += row.line.platform_commission_minor or 0
        orders.setdefault(row.line.creator_id, set()).add(row.line.order_id)
    for creator_id, part in parts.items():
        part.orders = len(orders[creator_id])
    return list(parts.values())


def _differences(statement: Statement, rows: Sequence[Settled]) -> list[Difference]:
    found = []
    for row in rows:
        reason = explain(_sums(row))
        if reason is not None:
            found.append(
                Difference(
                    statement=statement,
                    line=row.line,
                    ours_minor=row.owed_minor,
                    platform_minor=row.line.platform_commission_minor,
                    code=reason.code,
                    data=reason.data,
                )
            )
    return found


def _sums(row: Settled) -> LineSums:
    line, currency = row.line, row.line.currency

    def money(minor: int | None) -> Money | None:
        return None if minor is None else Money(minor, currency)

    return LineSums(
        ours=Money(row.owed_minor, currency),
        our_base=Money(row.base_minor, currency),
        our_rate=row.rate,
        platform=money(line.platform_commission_minor),
        platform_base=money(line.platform_base_minor),
        platform_rate=line.platform_rate,
        refunded_without_pieces=money(sum(one.amount_minor for one in line.refunds.all() if not one.quantity)),
    )
