"""Imported files: taking one in, what became of each, and its refused rows with their reasons."""

from typing import BinaryIO, cast

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.creators.actions.imports import import_creators
from rapport.sales.actions.imports import shop_for_orders
from rapport.settlement.actions.files import settle_file
from rapport.shared.refusals import Refusal
from rapport.shops.actions.trail import ImportReport
from rapport.shops.models import Shop
from rapport.shops.queries.trail import import_runs, refused_rows
from rapport.shops.rules.regions import REGIONS
from rapport.shops.rules.roles import Ability


class FileMissing(Refusal):
    """The form was sent without a file."""

    code = "console.file_missing"


@page
def imports(desk: Desk) -> HttpResponse:
    context = {"active": "settings", "runs": import_runs(desk.workspace_id), "regions": sorted(REGIONS)}
    return desk.show("imports/list.html", context)


@page
def one_import(desk: Desk, run_id: int) -> HttpResponse:
    """The refused rows of one file, and the figures that were left out of the others, in its order."""
    found = refused_rows(desk.workspace_id, run_id)
    return desk.show("imports/import.html", {"active": "settings", "found": found, "run": found.run})


@write(Ability.PLAN)
def take_creators(desk: Desk) -> HttpResponse:
    """Keep the creators of a file; the region is that of rows which name none."""
    with desk.told():
        file, name = _sent(desk)
        region = entries.text(desk.request.POST, "region")
        report = import_creators(desk.workspace_id, file, name, region=region, by=desk.seat.actor, now=desk.now)
        return _taken(desk, report)
    return desk.back("imports")


@write(Ability.SETTLE)
def take_orders(desk: Desk) -> HttpResponse:
    """Keep the orders of a file for the shop named, or for the one that its currency tells; settle them."""
    with desk.told():
        file, name = _sent(desk)
        shop = _shop_for(desk, file)
        report = settle_file(shop, file, name, by=desk.seat.actor, now=desk.now_of(shop))
        return _taken(desk, report)
    return desk.back("imports")


def _sent(desk: Desk) -> tuple[BinaryIO, str]:
    """The form's file and its name. Refuses with FileMissing."""
    sent = desk.request.FILES.get("file")
    if sent is None:
        raise FileMissing
    return cast(BinaryIO, sent.file), (sent.name or "").replace("\0", "")


def _shop_for(desk: Desk, file: BinaryIO) -> Shop:
    sent = desk.request.POST
    wanted = entries.row_id(entries.text(sent, "shop"))
    if wanted is not None:
        return desk.shop(wanted)
    return shop_for_orders(
        desk.workspace_id,
        file,
        region=entries.text(sent, "region"),
        cap=entries.whole(sent, "cap"),
        by=desk.seat.actor,
        now=desk.now,
    )


def _taken(desk: Desk, report: ImportReport) -> HttpResponse:
    desk.say(gettext("The file is in: %(kept)d of %(read)d rows kept.") % {"kept": report.kept, "read": report.read})
    return desk.back("import_run", report.run_id)
