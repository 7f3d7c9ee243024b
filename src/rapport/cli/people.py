"""`rapport creators merge`, `unmerge`, `forget`, `export`: one person of two records, forgotten ones, files."""

from pathlib import Path

import click
from django.utils.translation import gettext, gettext_lazy

from rapport.campaigns.actions.forgetting import forget_person
from rapport.campaigns.actions.people import merge_people
from rapport.cli.creators import the_one
from rapport.cli.desk import Desk, command_of, put
from rapport.creators.actions.exporting import export_all, export_deidentified
from rapport.creators.actions.merging import undo_merge
from rapport.creators.models import Merge
from rapport.creators.queries.people import last_merge
from rapport.shared.refusals import Refusal

REGION = gettext_lazy("Region, where several have this handle.")


class NothingMerged(Refusal):
    """Nothing was merged into this creator, or all of it was undone."""

    code = "cli.nothing_merged"


@command_of("merge", help=gettext_lazy("Make HANDLE and OTHER one creator. Whoever has an open id stays."))
@click.argument("handle")
@click.argument("other")
@click.option("--region", default="", help=REGION)
@click.option("--other-region", default="", help=REGION)
def merge(*, handle: str, other: str, region: str, other_region: str, as_json: bool) -> None:
    desk = Desk.open()
    first = the_one(desk.workspace.pk, handle, region)
    second = the_one(desk.workspace.pk, other, other_region)
    made = merge_people(desk.workspace.pk, first.pk, second.pk, by=desk.actor, now=desk.now)
    put(_data(made), as_json=as_json, text=lambda: _said(made, gettext("@%(merged)s is part of @%(kept)s now.")))


@command_of("unmerge", help=gettext_lazy("Undo the last merge into HANDLE."))
@click.argument("handle")
@click.option("--region", default="", help=REGION)
def unmerge(*, handle: str, region: str, as_json: bool) -> None:
    desk = Desk.open()
    found = last_merge(the_one(desk.workspace.pk, handle, region).pk)
    if found is None:
        raise NothingMerged(handle=handle)
    made = undo_merge(desk.workspace.pk, found.pk, by=desk.actor, now=desk.now)
    put(_data(made), as_json=as_json, text=lambda: _said(made, gettext("@%(merged)s and @%(kept)s are two again.")))


def _data(made: Merge) -> dict[str, object]:
    return {"kept": made.kept_id, "merged": made.merged_id, "undone": made.undone_at is not None}


def _said(made: Merge, text: str) -> str:
    return text % {"merged": made.merged.handle, "kept": made.kept.handle}


@command_of("forget", help=gettext_lazy("Delete what is known of HANDLE, on request; it cannot be undone."))
@click.argument("handle")
@click.option("--region", default="", help=REGION)
@click.option("--yes", is_flag=True, help=gettext_lazy("Do not ask."))
def forget(*, handle: str, region: str, yes: bool, as_json: bool) -> None:
    desk = Desk.open()
    found = the_one(desk.workspace.pk, handle, region)
    if not yes:
        click.confirm(gettext("Forget @%(handle)s? It cannot be undone.") % {"handle": found.handle}, abort=True)
    name = forget_person(desk.workspace.pk, found.pk, by=desk.actor, now=desk.now)
    said = gettext("Forgotten. Orders and commission stay under %(name)s.") % {"name": name}
    put({"forgotten": True, "pseudonym": name}, as_json=as_json, text=lambda: said)


@command_of("export", help=gettext_lazy("Write the library to FILE as CSV: everything, or so that nobody can be told."))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, writable=True))
@click.option("--deidentified", is_flag=True, help=gettext_lazy("Pseudonyms and bands, for an account manager."))
def export(*, file: Path, deidentified: bool, as_json: bool) -> None:
    desk = Desk.open()
    take = export_deidentified if deidentified else export_all
    lines = 0
    with file.open("w", encoding="utf-8", newline="") as target:
        for line in take(desk.workspace.pk, by=desk.actor, now=desk.now):
            target.write(line)
            lines += 1
    said = gettext("%(count)d creators written to %(file)s.") % {"count": lines - 1, "file": file.name}
    put({"file": str(file), "creators": lines - 1}, as_json=as_json, text=lambda: said)
