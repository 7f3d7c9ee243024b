"""A file that is sent, looked at, then imported or discarded; killed at any line, what was asked for is done again."""

import os
import secrets
import shutil
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import BinaryIO

from django.db import transaction

from rapport.creators.actions.imports import import_creators
from rapport.creators.models import IncomingFile
from rapport.creators.queries.incoming import opened
from rapport.creators.rules.imports.arrivals import DROP, IMPORT, KEPT, ImportAsked, IncomingGone, incoming_key
from rapport.shared.layouts import LayoutUnknown
from rapport.shared.refusals import NotFound, Reason, Refusal
from rapport.shared.tables import FileUnreadable, read_rows
from rapport.shops.actions.trail import record
from rapport.shops.rules.regions import RegionUnknown
from rapport.shops.rules.regions import region as region_of
from rapport.shops.rules.roles import Actor
from rapport.work.queue import enqueue

State = IncomingFile.State
NAME_CHARS = 200
A_WHILE = timedelta(minutes=2)
"""After which a worker looks whether an import that a person waits for was done."""
TOLD_EVERY = 5000
"""Rows between two notes of how far an import is; each is a write of its own."""
PRIVATE = 0o600


def take_in(
    workspace_id: int,
    file: BinaryIO,
    file_name: str,
    *,
    region: str = "",
    by: Actor,
    now: datetime,
    machine_now: datetime,
) -> IncomingFile:
    """Put a file aside to be looked at; a day later it is dropped. Refuses with FileUnreadable or RegionUnknown."""
    code = region_of(region).code if region else ""
    next(iter(read_rows(file)), None)
    with transaction.atomic():
        made = IncomingFile.objects.create(
            workspace_id=workspace_id,
            token=secrets.token_hex(16),
            file_name=file_name[:NAME_CHARS],
            region=code,
            sent_at=now,
            user_id=by.user_id,
            actor=by.label,
        )
        enqueue(DROP, incoming_key(made.pk), machine_now + KEPT)
    _write(made, file)
    return made


@transaction.atomic
def ask_for_import(
    incoming: IncomingFile, *, region: str = "", in_background: bool, by: Actor, now: datetime, machine_now: datetime
) -> None:
    """Have a file imported, its figures seen as of `now`. Where nobody does it at once a worker will.

    Refuses with ImportAsked or RegionUnknown.
    """
    asked = IncomingFile.objects.filter(pk=incoming.pk, state__in=(State.WAITING, State.FAILED)).update(
        state=State.ASKED,
        region=region_of(region).code if region else "",
        asked_at=now,
        rows_read=0,
        trouble=None,
        user_id=by.user_id,
        actor=by.label,
    )
    if not asked:
        raise ImportAsked(file=incoming.file_name)
    enqueue(IMPORT, incoming_key(incoming.pk), machine_now if in_background else machine_now + A_WHILE)


def import_incoming(incoming_id: int, *, hold: Callable[[], None] = lambda: None) -> None:
    """Import a file that was asked for; one that is done, or that nobody asked for, is left as it is.

    `hold` is called between batches, to stop where the work belongs to another. What cannot be imported is kept with
    its reason and may be asked for again.
    """
    incoming = IncomingFile.objects.filter(pk=incoming_id, state=State.ASKED).first()
    if incoming is None or incoming.asked_at is None:
        return
    try:
        with opened(incoming) as file:
            import_creators(
                incoming.workspace_id,
                file,
                incoming.file_name,
                region=incoming.region,
                by=incoming.sender,
                now=incoming.asked_at,
                progress=_noted(incoming, hold),
                recorded=lambda run_id: _done(incoming, run_id),
            )
    except (FileUnreadable, LayoutUnknown, RegionUnknown, IncomingGone) as refusal:
        _failed(incoming, refusal)
    except ImportAsked:
        return
    else:
        incoming.path.unlink(missing_ok=True)


def discard(workspace_id: int, incoming_id: int, *, by: Actor, now: datetime) -> None:
    """Drop a file that is not imported. Refuses with NotFound, or with ImportAsked while it is under way."""
    with transaction.atomic():
        incoming = IncomingFile.objects.filter(workspace_id=workspace_id, pk=incoming_id).first()
        if incoming is None:
            raise NotFound(what="incoming_file", id=incoming_id)
        if not IncomingFile.objects.filter(pk=incoming_id).exclude(state=State.ASKED).delete()[0]:
            raise ImportAsked(file=incoming.file_name)
        record(workspace_id, by, "import.discard", incoming.file_name, now=now)
    _remove(incoming)


def drop_old(incoming_id: int) -> bool:
    """Forget a file whose day is over, whatever became of it; whether it is gone: not while it is being imported."""
    incoming = IncomingFile.objects.filter(pk=incoming_id).first()
    if incoming is None:
        return True
    if incoming.state == State.ASKED:
        return False
    _remove(incoming)
    incoming.delete()
    return True


def _write(incoming: IncomingFile, file: BinaryIO) -> None:
    """The whole file, or nothing under its name."""
    path = incoming.path
    part = path.with_suffix(".part")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.seek(0)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE), "wb") as target:
        shutil.copyfileobj(file, target)
    part.replace(path)


def _remove(incoming: IncomingFile) -> None:
    incoming.path.unlink(missing_ok=True)
    incoming.path.with_suffix(".part").unlink(missing_ok=True)


def _noted(incoming: IncomingFile, hold: Callable[[], None]) -> Callable[[int], None]:
    """Notes now and then how many rows are read, for whoever looks at the page."""
    noted = 0

    def progress(rows: int) -> None:
        nonlocal noted
        hold()
        if rows - noted >= TOLD_EVERY:
            noted = rows
            IncomingFile.objects.filter(pk=incoming.pk, state=State.ASKED).update(rows_read=rows)

    return progress


def _done(incoming: IncomingFile, run_id: int) -> None:
    """Only the first who comes to the end leaves a run: the other's is rolled back with this refusal."""
    if not IncomingFile.objects.filter(pk=incoming.pk, state=State.ASKED).update(state=State.DONE, run_id=run_id):
        raise ImportAsked(file=incoming.file_name)


def _failed(incoming: IncomingFile, refusal: Refusal) -> None:
    told = Reason(refusal.code, refusal.data).as_json()
    IncomingFile.objects.filter(pk=incoming.pk, state=State.ASKED).update(state=State.FAILED, trouble=told)
