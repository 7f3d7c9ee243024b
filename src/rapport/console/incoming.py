"""A file of creators between being sent and being kept: looked at, its columns explained, imported or discarded."""

from collections.abc import Iterable
from contextlib import closing

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext
from django_htmx.http import HttpResponseClientRedirect

from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.console.imports import sent_file
from rapport.creators.actions.incoming import ask_for_import, discard, import_incoming, take_in
from rapport.creators.actions.mappings import forget_mapping, remember_mapping
from rapport.creators.models import IncomingFile
from rapport.creators.queries.incoming import incoming_file, opened
from rapport.creators.queries.previews import FileColumns, file_columns, preview, reason_shown
from rapport.creators.rules.imports.arrivals import IncomingGone
from rapport.creators.rules.imports.facts import CreatorFacts
from rapport.creators.rules.imports.mappings import FIELDS
from rapport.shared.layouts import LayoutUnknown
from rapport.shared.tables import FileUnreadable
from rapport.shops.rules.regions import REGIONS
from rapport.shops.rules.roles import Ability

State = IncomingFile.State
SHOWN = {
    "followers": "followers",
    "gmv_30d": "gmv_30d_low",
    "units_30d": "units_30d_low",
    "average_views": "average_views",
    "average_likes": "average_likes",
    "videos_30d": "videos_30d",
    "lives_30d": "lives_30d",
    "interaction_rate": "interaction_rate",
    "engagement_rate": "engagement_rate",
    "products_28d": "products_28d",
    "adult_share": "adult_share",
    "female_share": "female_share",
}
"""Metrics of the first rows, and the attribute that tells whether anything is known of each."""


@write(Ability.PLAN)
def take_creators(desk: Desk) -> HttpResponse:
    """Put the sent file aside and show what is in it; the region is that of rows which name none."""
    with desk.told():
        file, name = sent_file(desk)
        region = entries.text(desk.request.POST, "region")
        made = take_in(
            desk.workspace_id,
            file,
            name,
            region=region,
            by=desk.seat.actor,
            now=desk.now,
            machine_now=desk.machine_now,
        )
        return desk.to("incoming", made.pk)
    return desk.back("imports")


@page
def one_file(desk: Desk, incoming_id: int) -> HttpResponse:
    """The first rows as they would be kept; of a file that was asked for how far it is, then what became of it."""
    incoming = incoming_file(desk.workspace_id, incoming_id)
    if incoming.state == State.DONE:
        return HttpResponseRedirect(_after(incoming))
    context = {"active": "settings", "incoming": incoming, "regions": sorted(REGIONS)}
    if incoming.state == State.ASKED:
        return desk.show("imports/under_way.html", context)
    region = entries.filter_of(desk.request.GET, "region", REGIONS) if "region" in desk.request.GET else incoming.region
    context |= {"region": region, "trouble": incoming.trouble}
    try:
        with closing(opened(incoming)) as file:
            found = preview(desk.workspace_id, file, region=region, now=desk.now)
    except LayoutUnknown:
        return desk.to("incoming_columns", incoming.pk)
    except (FileUnreadable, IncomingGone) as refusal:
        return desk.show("imports/unreadable.html", context | {"trouble": refusal})
    context |= {"found": found, "reasons": reason_shown(found), "metrics": _metrics(found.rows)}
    return desk.show("imports/preview.html", context)


@page
def columns(desk: Desk, incoming_id: int) -> HttpResponse:
    """Each column with some of its values and what it is read as, or may be."""
    incoming = incoming_file(desk.workspace_id, incoming_id)
    try:
        found = _columns(desk, incoming)
    except (FileUnreadable, IncomingGone) as refusal:
        return desk.show("imports/unreadable.html", {"active": "settings", "incoming": incoming, "trouble": refusal})
    context = {"active": "settings", "incoming": incoming, "found": found, "fields": tuple(FIELDS)}
    return desk.show("imports/columns.html", context)


@write(Ability.PLAN)
def save_columns(desk: Desk, incoming_id: int) -> HttpResponse:
    """Remember what the columns mean, and show what the file then gives."""
    incoming, sent = incoming_file(desk.workspace_id, incoming_id), desk.request.POST
    with desk.told():
        found = _columns(desk, incoming)
        chosen = [
            (one.name, field)
            for place, one in enumerate(found.columns)
            if (field := entries.text(sent, f"field_{place}"))
        ]
        remember_mapping(desk.workspace_id, found.columns, chosen, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("Remembered: files with these columns are read so from now on."))
        return desk.to("incoming", incoming.pk)
    return desk.back("incoming_columns", incoming.pk)


@write(Ability.PLAN)
def start(desk: Desk, incoming_id: int) -> HttpResponse:
    """Import the file: a small one at once, a large one by the worker."""
    incoming, region = incoming_file(desk.workspace_id, incoming_id), entries.text(desk.request.POST, "region")
    with desk.told():
        with closing(opened(incoming)) as file:
            is_large = preview(desk.workspace_id, file, region=region, now=desk.now).is_large
        ask_for_import(
            incoming,
            region=region,
            in_background=is_large,
            by=desk.seat.actor,
            now=desk.now,
            machine_now=desk.machine_now,
        )
        if not is_large:
            import_incoming(incoming.pk)
        return HttpResponseRedirect(_ended(desk, incoming_file(desk.workspace_id, incoming_id)))
    return desk.back("incoming", incoming.pk)


@page
def progress(desk: Desk, incoming_id: int) -> HttpResponse:
    """How far an import is, for the page that asks again and again; once it has ended, the way to the result."""
    incoming = incoming_file(desk.workspace_id, incoming_id)
    if incoming.state == State.ASKED:
        return desk.show("imports/progress.html", {"incoming": incoming})
    return HttpResponseClientRedirect(_ended(desk, incoming))


@write(Ability.PLAN)
def drop(desk: Desk, incoming_id: int) -> HttpResponse:
    with desk.told():
        discard(desk.workspace_id, incoming_id, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("Discarded: nothing of the file was kept."))
    return desk.back("imports")


@write(Ability.PLAN)
def forget(desk: Desk, mapping_id: int) -> HttpResponse:
    """Ask again the next time a file has these columns."""
    forget_mapping(desk.workspace_id, mapping_id, by=desk.seat.actor, now=desk.now)
    desk.say(gettext("Forgotten: the next file with these columns is asked about again."))
    return desk.back("imports")


def _columns(desk: Desk, incoming: IncomingFile) -> FileColumns:
    with closing(opened(incoming)) as file:
        return file_columns(desk.workspace_id, file)


def _metrics(rows: Iterable[CreatorFacts]) -> dict[str, str]:
    """The metrics that any of the rows tells, with the attribute that holds each."""
    told = {name for row in rows for name in row.sighting.metrics.known()}
    return {metric: name for metric, name in SHOWN.items() if name in told}


def _ended(desk: Desk, incoming: IncomingFile) -> str:
    """Where an import is told of, and, once it is in, how much of it."""
    if incoming.state == State.DONE and incoming.run is not None:
        run = incoming.run
        said = gettext("The file is in: %(kept)d of %(read)d rows kept.")
        desk.say(said % {"kept": run.rows_kept, "read": run.rows_read})
    return _after(incoming)


def _after(incoming: IncomingFile) -> str:
    if incoming.state == State.DONE:
        return reverse("import_run", args=[incoming.run_id]) if incoming.run_id else reverse("imports")
    return reverse("incoming", args=[incoming.pk])
