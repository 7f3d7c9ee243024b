"""Creators as files: de-identified for an account manager, or everything for the owner."""

from collections.abc import Iterator

from django.http import HttpResponse, StreamingHttpResponse

from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.creators.actions.exporting import export_all, export_deidentified
from rapport.creators.queries.lists import lists_of
from rapport.shops.rules.roles import Ability


@page
def exports(desk: Desk) -> HttpResponse:
    return desk.show("creators/export.html", {"active": "creators", "lists": lists_of(desk.workspace_id)})


@write(Ability.PLAN)
def deidentified(desk: Desk) -> HttpResponse:
    lines = export_deidentified(desk.workspace_id, list_id=_list(desk), by=desk.seat.actor, now=desk.now)
    return as_file(lines, "creators-deidentified.csv")


@write(Ability.CONFIGURE)
def everything(desk: Desk) -> HttpResponse:
    lines = export_all(desk.workspace_id, list_id=_list(desk), by=desk.seat.actor, now=desk.now)
    return as_file(lines, "creators.csv")


def _list(desk: Desk) -> int | None:
    return entries.row_id(entries.text(desk.request.POST, "list"))


def as_file(lines: Iterator[str], name: str) -> HttpResponse:
    """A file of text to keep."""
    answer = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer  # type: ignore[return-value]  # Django's two kinds of responses share no class but the base
