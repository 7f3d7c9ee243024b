"""`rapport orders`: affiliate orders from exported files."""

from pathlib import Path

import click
from django.utils.translation import gettext_lazy

from rapport.cli.desk import Desk, command
from rapport.cli.files import put_report, the_file
from rapport.sales.actions.imports import shop_for_orders
from rapport.settlement.actions.files import settle_file
from rapport.shops.queries.shops import now_of


@click.group(help=gettext_lazy("Affiliate orders."))
def orders() -> None:
    """Affiliate orders."""


@command(orders, "import", help=gettext_lazy("Keep the orders of FILE, settle them and write the statements."))
@the_file
@click.option("--shop", "wanted", default="", help=gettext_lazy("Shop by number, name or region."))
@click.option("--region", default="", help=gettext_lazy("Region of the shop, where several share the file's currency."))
@click.option(
    "--cap",
    type=click.IntRange(0),
    help=gettext_lazy("Messages a week as your account shows it, for a region that no policy pack covers."),
)
def import_file(*, file: Path, wanted: str, region: str, cap: int | None, as_json: bool) -> None:
    desk = Desk.open()
    with file.open("rb") as content:
        if wanted:
            shop = desk.shop(wanted)
        else:
            shop = shop_for_orders(desk.workspace.pk, content, region=region, cap=cap, by=desk.actor, now=desk.now)
        report = settle_file(shop, content, file.name, by=desk.actor, now=now_of(shop, desk.now))
    put_report(report, as_json=as_json)
