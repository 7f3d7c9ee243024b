"""What commands that read a file share: its argument, and saying what became of it."""

from collections.abc import Sequence
from pathlib import Path

import click
from django.utils.translation import gettext

from rapport.cli.desk import put
from rapport.shared.wording import said
from rapport.shops.actions.trail import ImportReport, RefusedRow

REFUSALS_SHOWN = 20
the_file = click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False, readable=True))


def put_report(report: ImportReport, *, as_json: bool) -> None:
    """Rows read, kept, and each one refused with its reason in the user's language."""
    data = {
        "kind": report.kind,
        "read": report.read,
        "kept": report.kept,
        "refused": [_row(one) for one in report.refused],
        "left_out": [_row(one) for one in report.left_out],
        "unused_columns": list(report.unused),
    }
    put(data, as_json=as_json, text=lambda: _text(report))


def _row(one: RefusedRow) -> dict[str, object]:
    return {"line": one.line, "reason": said(one.reason, gettext)}


def _text(report: ImportReport) -> str:
    found = gettext("%(read)s rows read, %(kept)s kept") % {"read": f"{report.read:,}", "kept": f"{report.kept:,}"}
    return "\n".join(
        [found, *_some(gettext("Refused:"), report.refused), *_some(gettext("Left out:"), report.left_out)]
    )


def _some(heading: str, rows: Sequence[RefusedRow]) -> list[str]:
    """The first of them, and how many more there are."""
    if not rows:
        return []
    lines = [heading, *(_line(one) for one in rows[:REFUSALS_SHOWN])]
    if (more := len(rows) - REFUSALS_SHOWN) > 0:
        lines.append(gettext("… and %(count)d more; --json lists them all.") % {"count": more})
    return lines


def _line(one: RefusedRow) -> str:
    return gettext("line %(line)d: %(reason)s") % {"line": one.line, "reason": said(one.reason, gettext)}
