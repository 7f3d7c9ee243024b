"""Telling every index of the library which creators changed."""

from collections.abc import Iterable

from rapport.creators.models import LibraryChange
from rapport.shared.layouts import in_batches

MOST = 5_000
"""Creators in one row."""


def note_changed(workspace_id: int, creator_ids: Iterable[int]) -> None:
    """Note that these creators' searchable facts changed; call it inside the transaction that changes them."""
    LibraryChange.objects.bulk_create(
        LibraryChange(workspace_id=workspace_id, creator_ids=batch)
        for batch in in_batches(sorted(set(creator_ids)), MOST)
    )
