"""Remembering what the columns of a workspace's own files mean, and forgetting it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction

from rapport.creators.models import ColumnMapping
from rapport.creators.rules.imports.mappings import FIELDS, MappedField, checked, header_key, stored
from rapport.creators.rules.imports.proposals import Column, form_of
from rapport.shared.refusals import NotFound
from rapport.shops.actions.trail import record
from rapport.shops.rules.roles import Actor

NAME_CHARS = 80


@transaction.atomic
def remember_mapping(
    workspace_id: int, columns: Sequence[Column], chosen: Iterable[tuple[str, str]], *, by: Actor, now: datetime
) -> ColumnMapping:
    """Keep what a person chose, pairs of column and field; files with these headers are read so from now on.

    Refuses with ColumnUnknown, FieldUnknown, FieldTwice or HandleMissing.
    """
    names = [one.name for one in columns]
    samples = {one.name: one.samples for one in columns}
    fields = {
        name: MappedField(column, form_of(name, samples[column]) or FIELDS[name][0])
        for name, column in checked(chosen, names).items()
    }
    kept, _ = ColumnMapping.objects.update_or_create(
        workspace_id=workspace_id,
        key=header_key(names),
        defaults={"columns": names, "fields": stored(fields), "made_at": now, "made_by": by.label[:NAME_CHARS]},
    )
    record(workspace_id, by, "mapping.save", str(kept), now=now)
    return kept


@transaction.atomic
def forget_mapping(workspace_id: int, mapping_id: int, *, by: Actor, now: datetime) -> None:
    """Read files with these headers no more. Refuses with NotFound."""
    found = ColumnMapping.objects.filter(workspace_id=workspace_id, pk=mapping_id).first()
    if found is None:
        raise NotFound(what="mapping", id=mapping_id)
    record(workspace_id, by, "mapping.forget", str(found), now=now)
    found.delete()
