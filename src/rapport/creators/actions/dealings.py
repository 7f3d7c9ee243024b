"""Keeping what was dealt with creators: the domains above hand down all of it, and only what differs is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from django.db import transaction

from rapport.creators.actions.changes import note_changed
from rapport.creators.models import Dealings
from rapport.creators.queries.dealings import dealings_of, groups_of
from rapport.creators.rules.dealings import RATES, Dealt, Judged, judged
from rapport.shared.layouts import in_batches

BATCH = 500
INNER = ("reply_cases", "minutes", "sample_cases")
"""Of what is handed down, what is only judged by."""
FACTS = tuple(one.name for one in fields(Dealt) if one.name not in INNER)
ENDS = {"": "value", "_low": "low", "_high": "high"}
COLUMNS = (
    *FACTS,
    "median_reply_minutes",
    *(f"{rate}{end}" for rate in RATES for end in (*ENDS, "_n")),
)


@dataclass(frozen=True, slots=True)
class DealingsKept:
    """Creators there were dealings with, rows written, and rows of those there are none with any more."""

    creators: int
    written: int
    removed: int


def keep_dealings(workspace_id: int, dealings: Mapping[int, Dealt]) -> DealingsKept:
    """Keep the dealings of a whole workspace, by creator id; the same again writes nothing.

    Each batch is a transaction of its own: stopped anywhere, it is done again from the start. Creators that are not
    this workspace's, or are gone, are left out.
    """
    groups = groups_of(workspace_id, list(dealings))
    found = judged({pk: one for pk, one in dealings.items() if pk in groups}, groups)
    known = dealings_of(workspace_id)
    rows = [_row(creator_id, one) for creator_id, one in sorted(found.items())]
    news = [row for row in rows if row.pk not in known or _state(known[row.pk]) != _state(row)]
    for batch in in_batches(news, BATCH):
        _write(workspace_id, batch)
    gone = sorted(known.keys() - found.keys())
    for pks in in_batches(gone, BATCH):
        _remove(workspace_id, pks)
    return DealingsKept(len(rows), len(news), len(gone))


def _row(creator_id: int, one: Judged) -> Dealings:
    row = Dealings(creator_id=creator_id, median_reply_minutes=one.median_reply_minutes)
    for name in FACTS:
        setattr(row, name, getattr(one.dealt, name))
    for rate in RATES:
        shrunk = getattr(one, rate)
        for end, part in ENDS.items():
            setattr(row, f"{rate}{end}", None if shrunk is None else getattr(shrunk, part))
        setattr(row, f"{rate}_n", 0 if shrunk is None else shrunk.n)
    return row


def _state(row: Dealings) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in COLUMNS)


@transaction.atomic
def _write(workspace_id: int, rows: Sequence[Dealings]) -> None:
    Dealings.objects.bulk_create(rows, update_conflicts=True, unique_fields=["creator"], update_fields=COLUMNS)
    note_changed(workspace_id, (row.pk for row in rows))


@transaction.atomic
def _remove(workspace_id: int, creator_ids: Sequence[int]) -> None:
    Dealings.objects.filter(pk__in=creator_ids).delete()
    note_changed(workspace_id, creator_ids)
