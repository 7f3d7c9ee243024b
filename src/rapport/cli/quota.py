"""`rapport quota`: what each shop may still send this week, and what the messages went to."""

import click
from django.utils.translation import gettext, gettext_lazy

from rapport.cli.desk import Desk, command_of, put
from rapport.outreach.models import QuotaWindow
from rapport.outreach.queries.quota import present_windows, standing_of, units_by_kind
from rapport.shared.wording import sentence
from rapport.shops.models import Shop
from rapport.shops.queries.shops import now_of, shops_of


@command_of("quota", help=gettext_lazy("What each shop may still send this week, and what the messages went to."))
@click.option("--shop", "wanted", default="", help=gettext_lazy("Shop by number, name or region."))
def quota(*, wanted: str, as_json: bool) -> None:
    desk = Desk.open()
    shops = [desk.shop(wanted)] if wanted else shops_of(desk.workspace.pk)
    windows = present_windows(shops, {shop.pk: now_of(shop, desk.now) for shop in shops})
    rows = [_row(shop, windows.get(shop.pk)) for shop in shops]
    put(rows, as_json=as_json, text=lambda: "\n".join(_line(row) for row in rows) or gettext("No shops yet."))


def _row(shop: Shop, window: QuotaWindow | None) -> dict[str, object]:
    """A shop's week; one that was not opened yet has nothing spent, and its cap is not known."""
    named = {"shop": shop.name, "region": shop.region, "pack": shop.pack}
    if window is None:
        return {**named, "window": None}
    standing = standing_of(window)
    counts = {
        "starts_at": window.starts_at.isoformat(),
        "ends_at": window.ends_at.isoformat(),
        "unit": window.unit,
        "cap": standing.cap,
        "held": standing.held,
        "spent": standing.spent,
        "elsewhere": standing.elsewhere,
        "left": standing.left,
        "spent_by_kind": units_by_kind(window.pk),
    }
    return {**named, "window": counts}


def _line(row: dict[str, object]) -> str:
    window = row["window"]
    if not isinstance(window, dict):
        return f"{row['shop']!s:<28} " + gettext("this week was not opened yet")
    left = gettext("no limit") if window["cap"] is None else f"{window['left']} / {window['cap']}"
    kinds = ", ".join(
        f"{sentence(f'kind.{kind}', {}, gettext)} {units}" for kind, units in window["spent_by_kind"].items()
    )
    return f"{row['shop']!s:<28} {left:<12} {window['ends_at'][:16]}  {kinds}".rstrip()
