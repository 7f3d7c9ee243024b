"""Orders from a file, through to the statements: a shop on files has no worker that would settle it."""

from datetime import datetime
from typing import BinaryIO

from rapport.sales.actions.imports import import_orders
from rapport.settlement.actions.settle import settle_shop
from rapport.settlement.actions.statements import make_statements
from rapport.shops.actions.trail import ImportReport
from rapport.shops.models import Shop
from rapport.shops.rules.roles import Actor


def settle_file(shop: Shop, file: BinaryIO, file_name: str, *, by: Actor, now: datetime) -> ImportReport:
    """Import a shop's orders and bring its ledger and statements up to date. Refuses as `import_orders`."""
    report = import_orders(shop, file, file_name, by=by, now=now)
    settle_shop(shop, now=now)
    make_statements(shop, now=now)
    return report
