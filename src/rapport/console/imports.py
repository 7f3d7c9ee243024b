"""Imported files: what became of each, its refused rows with their reasons, and orders taken in at once."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, cast

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext, override

from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.console.pages import words
from rapport.creators.queries.imports import mappings_of
from rapport.creators.queries.incoming import incoming_files
from rapport.sales.actions.imports import shop_for_orders
from rapport.settlement.actions.files import settle_file
from rapport.shared.layouts import in_batches
from rapport.shared.refusals import Refusal
from rapport.shared.spreadsheet_cells import plain_cell
from rapport.shops.actions.trail import ImportReport
from rapport.shops.models import ImportRefusal, Shop
from rapport.shops.queries.trail import ROWS_AT_ONCE, import_run, import_runs, refused_rows, rows_told
from rapport.shops.rules.regions import REGIONS
from rapport.shops.rules.roles import Ability

BYTE_ORDER_MARK = "\ufeff"


class FileMissing(Refusal):
    """The form was sent without a file."""

    code = "console.file_missing"


@page
def imports(desk: Desk) -> HttpResponse:
    context = {
        "active": "settings",
        "runs": import_runs(desk.workspace_id),
        "waiting": incoming_files(desk.workspace_id),
        "mappings": mappings_of(desk.workspace_id),
        "regions": sorted(REGIONS),
    }
    return desk.show("imports/list.html", context)


@page
def one_import(desk: Desk, run_id: int) -> HttpResponse:
    """The refused rows of one file, and the figures that were left out of the others, in its order."""
    found = refused_rows(desk.workspace_id, run_id)
    return desk.show("imports/import.html", {"active": "settings", "found": found, "run": found.run})


@page
def refused_file(desk: Desk, run_id: int) -> StreamingHttpResponse:
    """The rows of a file that were not kept, or not in full, as a file that spreadsheets open."""
    run = import_run(desk.workspace_id, run_id)
    name = f"{run.file_name.rsplit('.', 1)[0]}-refused.csv"
    answer = StreamingHttpResponse(
        _report(rows_told(run), get_language() or ""), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return answer


@write(Ability.SETTLE)
def take_orders(desk: Desk) -> HttpResponse:
    """Keep the orders of a file for the shop named, or for the one that its currency tells; settle them."""
    with desk.told():
        file, name = sent_file(desk)
        shop = _shop_for(desk, file)
        report = settle_file(shop, file, name, by=desk.seat.actor, now=desk.now_of(shop))
        return _taken(desk, report)
    return desk.back("imports")


def sent_file(desk: Desk) -> tuple[BinaryIO, str]:
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


def _report(rows: Iterable[ImportRefusal], language: str) -> Iterator[str]:
    """Line by line in one language; the byte-order mark tells spreadsheets that it is UTF-8."""
    yield BYTE_ORDER_MARK
    with override(language):
        heading = [gettext("Line"), gettext("Code"), gettext("Why"), gettext("Row kept")]
        kept = {True: gettext("yes"), False: gettext("no")}
    yield _line(heading)
    for part in in_batches(rows, ROWS_AT_ONCE):
        # Sentences are made before anything is handed on: between two parts other requests have the thread.
        with override(language):
            told = [(row.line, row.code, words({"code": row.code, "data": row.data}), row.row_kept) for row in part]
        yield "".join(_line([str(line), code, said, kept[is_kept]]) for line, code, said, is_kept in told)


def _line(cells: Sequence[str]) -> str:
    text = io.StringIO()
    csv.writer(text).writerow([plain_cell(cell) for cell in cells])
    return text.getvalue()


def _taken(desk: Desk, report: ImportReport) -> HttpResponse:
    desk.say(gettext("The file is in: %(kept)d of %(read)d rows kept.") % {"kept": report.kept, "read": report.read})
    return desk.back("import_run", report.run_id)
