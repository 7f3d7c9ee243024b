"""Importing a shop's export of affiliate orders: each row is kept or refused; the same file again changes nothing."""

from collections.abc import Sequence
from datetime import datetime
from itertools import islice
from typing import BinaryIO

from django.db import transaction

from rapport.collaborations.actions.products import products_for
from rapport.creators.actions.keep import ids_for_handles
from rapport.policies.queries import pack, pack_names, rules_for
from rapport.policies.rules.packs import EnteredCap
from rapport.sales.actions.lines import keep_lines
from rapport.sales.models import OrderLine
from rapport.sales.queries import lines_known, order_layouts
from rapport.sales.rules.imports import furthest, read_line
from rapport.sales.rules.lines import SeenLine
from rapport.shared.figures import SIGNS
from rapport.shared.layouts import find_header
from rapport.shared.refusals import Refusal
from rapport.shared.tables import read_rows
from rapport.shops.actions.connections import choose_rules, open_file_shop
from rapport.shops.actions.imports import Intake, import_file
from rapport.shops.actions.trail import ImportReport
from rapport.shops.models import Shop
from rapport.shops.queries.shops import file_shop
from rapport.shops.rules.regions import REGIONS
from rapport.shops.rules.regions import region as region_of
from rapport.shops.rules.roles import Actor

PACK = "guidebook"
"""Looked into first for a new shop's region."""
SOURCE = "order"
SHOPS_NAMED = 5
NOWHERE = 10**6
"""The place of a column that a file lacks: no row is so wide."""
ROWS_ASKED = 100
"""How far into a file its currency is looked for."""


class ShopUnclear(Refusal):
    """The file's currency is not that of exactly one region: the shop has to be named."""

    code = "imports.shop_unclear"


class SeveralShops(Refusal):
    """A partner's export that names several shops: their orders cannot all be those of one."""

    code = "imports.several_shops"


@transaction.atomic
def shop_for_orders(
    workspace_id: int, file: BinaryIO, *, region: str = "", cap: int | None = None, by: Actor, now: datetime
) -> Shop:
    """The workspace's shop on files in `region`, or in the region whose currency the file names; made where missing.

    A new shop lives by the first pack that covers its region. `cap` is the weekly number of messages that the seller
    read in their account; a region that no pack covers needs it. Refuses with FileUnreadable, LayoutUnknown,
    RegionUnknown, ShopUnclear or RegionNotCovered.
    """
    code = region_of(region).code if region else _region_told(file)
    file.seek(0)
    found = file_shop(workspace_id, code)
    name = found.pack if found else next((one for one in (PACK, *pack_names()) if code in pack(one).regions), PACK)
    if found is None:
        rules_for(name, code, EnteredCap(cap, now.date()) if cap is not None else None)
        found = open_file_shop(workspace_id, code, name, by=by, now=now)
    if cap is not None:
        choose_rules(found, name, cap, by=by, now=now)
        found.refresh_from_db()
    return found


def import_orders(shop: Shop, file: BinaryIO, file_name: str, *, by: Actor, now: datetime) -> ImportReport:
    """Keep a shop's order lines from a file, with the creators and products they name; how many rows became what.

    An order may stand in several rows, and in several files: the row furthest on is what counts. Refuses with
    FileUnreadable, LayoutUnknown or SeveralShops, before anything is kept.
    """
    _check_shops(file)
    intake = Intake(
        layouts=order_layouts(),
        timezone=shop.timezone,
        read=lambda record: read_line(record, shop.currency),
        keep=lambda lines: _keep(shop, lines, now),
    )
    return import_file(shop.workspace_id, file, file_name, intake, by=by, now=now)


def _check_shops(file: BinaryIO) -> None:
    """A partner's export names a shop in each row, and may hold the orders of many."""
    match, rows = find_header(read_rows(file), order_layouts())
    place = match.places.get("shop")
    if place is None:
        return
    shops = sorted({row.cells[place] for row in rows if len(row.cells) > place} - {""})
    if len(shops) > 1:
        raise SeveralShops(count=len(shops), shops=", ".join(shops[:SHOPS_NAMED]))


def _region_told(file: BinaryIO) -> str:
    match, rows = find_header(read_rows(file), order_layouts())
    place = match.places.get("currency", NOWHERE)
    told = (row.cells[place].strip() for row in islice(rows, ROWS_ASKED) if len(row.cells) > place)
    named = next((one for one in told if one), "")
    codes = SIGNS.get(named, (named.upper(),))
    currency = codes[0] if len(codes) == 1 else named
    regions = [one.code for one in REGIONS.values() if one.currency == currency]
    if len(regions) != 1:
        raise ShopUnclear(currency=currency, regions=", ".join(regions))
    return regions[0]


@transaction.atomic
def _keep(shop: Shop, told: Sequence[SeenLine], now: datetime) -> None:
    # Two imports of one file at once would each keep the row that the other had surpassed.
    Shop.objects.select_for_update().get(pk=shop.pk)
    lines = furthest([*lines_known(shop.pk, {line.order_id for line in told}), *told])
    handles = {line.creator_handle for line in lines}
    creators = ids_for_handles(shop.workspace_id, shop.region, handles, source=SOURCE, now=now)
    products = products_for(shop, {line.product_id: line.product_title for line in lines}, now=now)
    keep_lines(shop, lines, creators, products, OrderLine.Source.FILE)
