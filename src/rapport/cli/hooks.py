"""`rapport hooks`: how the platform's events reach us, and registering for them."""

import click
from django.utils.translation import gettext, gettext_lazy

from rapport.cli.desk import Desk, command, put
from rapport.shops.models import Hook
from rapport.shops.queries.hooks import hooks_of
from rapport.shops.queries.shops import shops_of
from rapport.shops.rules.keys import shop_key
from rapport.work.queue import enqueue


@click.group(help=gettext_lazy("Events that the platform tells of by itself."))
def hooks() -> None:
    """Events that the platform tells of by itself."""


@command(hooks, "list", help=gettext_lazy("Each kind of event: where it goes, when one last came or was missed."))
def list_hooks(*, as_json: bool) -> None:
    rows = [_row(one) for one in hooks_of(Desk.open().workspace.pk)]
    put(rows, as_json=as_json, text=lambda: "\n".join(map(_line, rows)) or gettext("Nothing came yet."))


@command(hooks, "register", help=gettext_lazy("Ask the platform to send events to RAPPORT_HOOKS; the worker does it."))
def register(*, as_json: bool) -> None:
    connected = [one for one in shops_of(Desk.open().workspace.pk) if one.connection_id]
    for shop in connected:
        enqueue("shops.register_hooks", shop_key(shop.pk))
    told = {"shops": [one.pk for one in connected]}
    put(told, as_json=as_json, text=lambda: gettext("Asked for; `rapport hooks list` shows what came of it."))


def _row(one: Hook) -> dict[str, object]:
    moments = {"registered_at": one.registered_at, "heard_at": one.heard_at, "missed_at": one.missed_at}
    times = {name: at.isoformat() if at else None for name, at in moments.items()}
    return {"shop": one.shop.name, "type": one.type, "address": one.address, **times}


def _line(row: dict[str, object]) -> str:
    told = "  ".join(str(row[name] or "–") for name in ("address", "heard_at", "missed_at"))
    return f"{row['shop']:<28} {row['type']:>3}  {told}"
