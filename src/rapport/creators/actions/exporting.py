"""Handing creators out as a file; the trail says who took which kind."""

from collections.abc import Collection, Iterator
from datetime import datetime

from django.db import transaction

from rapport.creators.actions.forgetting import secret_of
from rapport.creators.queries import deidentified, exporting
from rapport.creators.queries.lists import creator_list
from rapport.creators.rules.exporting import BEGINNING, line
from rapport.policies.queries import default_playbook
from rapport.shops.actions.trail import record
from rapport.shops.rules.roles import Actor

EXPORTED, EXPORTED_WITHOUT_NAMES = "creator.export", "creator.export_deidentified"
"""How the trail calls them."""


def export_deidentified(
    workspace_id: int,
    *,
    list_id: int | None = None,
    creator_ids: Collection[int] | None = None,
    by: Actor,
    now: datetime,
) -> Iterator[str]:
    """The lines of a file from which nobody can be told: of all, of a list, or of some creators.

    Refuses with NotFound for another workspace's list.
    """
    secret = _begin(workspace_id, list_id, EXPORTED_WITHOUT_NAMES, by=by, now=now)
    bands = default_playbook().values.audience.follower_bands
    rows = deidentified.deidentified_rows(workspace_id, secret, bands, list_id=list_id, creator_ids=creator_ids)
    return _lines(deidentified.HEADER, rows)


def export_all(workspace_id: int, *, list_id: int | None = None, by: Actor, now: datetime) -> Iterator[str]:
    """The lines of a file with everything the library knows. Refuses with NotFound for another workspace's list."""
    _begin(workspace_id, list_id, EXPORTED, by=by, now=now)
    return _lines(exporting.HEADER, exporting.all_rows_of(workspace_id, list_id=list_id))


@transaction.atomic
def _begin(workspace_id: int, list_id: int | None, action: str, *, by: Actor, now: datetime) -> str:
    name = creator_list(workspace_id, list_id).name if list_id is not None else ""
    record(workspace_id, by, action, name, now=now)
    return secret_of(workspace_id)


def _lines(header: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> Iterator[str]:
    yield BEGINNING + line(header)
    for row in rows:
        yield line(row)
