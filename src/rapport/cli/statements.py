"""`rapport statements`: commission due, in total and week by week, held against the platform's."""

import click
from django.utils.translation import gettext, gettext_lazy

from rapport.cli.desk import Desk, command_of, put
from rapport.settlement.queries.statements import CommissionDue, StatementRow, commission_due, statement_rows
from rapport.shops.queries.shops import now_of, shops_of


@command_of("statements", help=gettext_lazy("Commission due, in total and week by week, beside the platform's."))
@click.option("--shop", "wanted", default="", help=gettext_lazy("Shop by number, name or region."))
def statements(*, wanted: str, as_json: bool) -> None:
    desk = Desk.open()
    shops = [desk.shop(wanted)] if wanted else shops_of(desk.workspace.pk)
    due = commission_due(desk.workspace.pk, {shop.pk: now_of(shop, desk.now) for shop in shops})
    rows = statement_rows(desk.workspace.pk, shops[0].pk if wanted else None)
    data = {"due": [_due(one) for one in due], "weeks": [_week(one) for one in rows]}
    put(data, as_json=as_json, text=lambda: _text(due, rows))


def _due(one: CommissionDue) -> dict[str, object]:
    return {
        "currency": one.currency,
        "commission_due": str(one.ours),
        "platform": str(one.platform),
    }


def _week(one: StatementRow) -> dict[str, object]:
    return {
        "shop": one.shop_name,
        "week_start": one.starts_at.isoformat(),
        "week_end": one.ends_at.isoformat(),
        "currency": one.ours.currency,
        "lines": one.lines,
        "commission_due": str(one.ours),
        "platform": str(one.platform),
        "unsettled": str(one.unsettled),
        "difference": str(one.difference),
    }


def _text(due: list[CommissionDue], rows: list[StatementRow]) -> str:
    if not rows:
        return gettext("No statement yet: no commission is final.")
    lines = [
        gettext("%(sum)s %(currency)s due; the platform says %(platform)s")
        % {"sum": one.ours, "currency": one.currency, "platform": one.platform}
        for one in due
    ]
    lines += [f"{one.starts_at:%Y-%m-%d}  {one.shop_name:<28} {one.ours!s:>14} {one.platform!s:>14}" for one in rows]
    return "\n".join(lines)
