"""`rapport shops`: the shops of the workspace and their quota."""

import click
from django.utils.translation import gettext, gettext_lazy

from rapport.cli.desk import Desk, command, machine_clock, put
from rapport.outreach.queries.quota import current_window, standing_of
from rapport.shops.models import Shop
from rapport.shops.queries.shops import now_of, shops_of


@click.group(help=gettext_lazy("Shops of the workspace."))
def shops() -> None:
    """Shops of the workspace."""


@command(shops, "list", help=gettext_lazy("Every shop with its policy pack and the quota that is left this week."))
def list_shops(*, as_json: bool) -> None:
    desk = Desk.open()
    rows = [_row(shop) for shop in shops_of(desk.workspace.pk)]
    put(rows, as_json=as_json, text=lambda: "\n".join(_line(row) for row in rows) or gettext("No shops yet."))


def _row(shop: Shop) -> dict[str, object]:
    window = current_window(shop, now_of(shop, machine_clock()))
    standing = standing_of(window) if window else None
    return {
        "id": shop.pk,
        "name": shop.name,
        "region": shop.region,
        "currency": shop.currency,
        "pack": shop.pack,
        "cap": standing.cap if standing else None,
        "spent": standing.spent if standing else 0,
        "held": standing.held if standing else 0,
        "left": standing.left if standing else None,
        "trouble": shop.trouble,
    }


def _line(row: dict[str, object]) -> str:
    left = gettext("no limit") if row["cap"] is None else f"{row['left']} / {row['cap']}"
    return f"{row['id']:>3}  {row['name']:<28} {row['region']}  {row['pack']:<12} {left}"
