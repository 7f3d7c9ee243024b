"""Creators side by side, to look at and to print."""

from django.http import HttpResponse

from rapport.console import entries
from rapport.console.desk import Desk, page
from rapport.creators.queries.comparing import side_by_side
from rapport.shared.refusals import NotFound


@page
def compare(desk: Desk) -> HttpResponse:
    """The creators that the address names, five at most."""
    ids = [entries.row_id(one) for one in desk.request.GET.getlist("creator")]
    if None in ids:
        raise NotFound(what="creator", id="")
    found = side_by_side(desk.workspace_id, [one for one in ids if one is not None])
    return desk.show("creators/compare.html", {"active": "creators", "found": found})
