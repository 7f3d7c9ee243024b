"""`rapport backup` and `rapport restore`."""

from pathlib import Path

import click
from django.utils.translation import gettext, gettext_lazy

from rapport.cli.desk import command, machine_clock, put
from rapport.project.backup import BackupReport, back_up, restore


@click.group()
def backups() -> None:
    """Holds the two commands."""


@command(backups, "backup", help=gettext_lazy("Write everything into FILE, while the product runs."))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--without-key", is_flag=True, help=gettext_lazy("Leave the key out; keep it in another safe place."))
def backup(*, file: Path, without_key: bool, as_json: bool) -> None:
    report = back_up(file, with_key=not without_key, now=machine_clock())
    said = gettext("%(rows)d rows written to %(file)s. Keep the file as safe as the data folder.")
    put(_data(report), as_json=as_json, text=lambda: said % {"rows": report.rows, "file": report.file})


@command(
    backups, "restore", help=gettext_lazy("Put FILE in place of everything that is there, while the product runs.")
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "--key", type=click.Path(path_type=Path, exists=True), help=gettext_lazy("The key of a backup made without it.")
)
@click.confirmation_option("--yes", prompt=gettext_lazy("This replaces everything in the data folder. Go on?"))
def restore_command(*, file: Path, key: Path | None, as_json: bool) -> None:
    report = restore(file, key=key.read_bytes().strip() if key else None)
    said = gettext("%(rows)d rows restored from %(file)s.")
    put(_data(report), as_json=as_json, text=lambda: said % {"rows": report.rows, "file": report.file})


def _data(report: BackupReport) -> dict[str, object]:
    return {"file": report.file, "rows": report.rows, "kinds": report.kinds}
