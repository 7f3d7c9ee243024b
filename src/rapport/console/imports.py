"""Imported files: what became of each, and its refused rows with their reasons."""

from django.http import HttpResponse

from rapport.console.desk import Desk, page
from rapport.shops.queries.trail import import_runs, refused_rows


@page
def imports(desk: Desk) -> HttpResponse:
    return desk.show("imports/list.html", {"active": "settings", "runs": import_runs(desk.workspace_id)})


@page
def one_import(desk: Desk, run_id: int) -> HttpResponse:
    """The refused rows of one file, in its order."""
    found = refused_rows(desk.workspace_id, run_id)
    return desk.show("imports/import.html", {"active": "settings", "run": found.run, "rows": found.rows})
