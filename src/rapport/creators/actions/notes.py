"""Writing notes about creators and removing them. The trail says that one was written, never what."""

from datetime import datetime

from django.db import transaction

from rapport.creators.models import CreatorNote
from rapport.creators.models.lists import AUTHOR_CHARS
from rapport.creators.queries.notes import note as note_row
from rapport.creators.queries.selection import selected
from rapport.shared.refusals import Refusal
from rapport.shops.actions.trail import record
from rapport.shops.rules.roles import Actor

NOTE_CHARS = 4000


class NoteEmpty(Refusal):
    """A note without a word."""

    code = "notes.empty"


class NoteTooLong(Refusal):
    """A note is longer than a page."""

    code = "notes.too_long"


@transaction.atomic
def write_note(workspace_id: int, creator_id: int, text: str, *, by: Actor, now: datetime) -> CreatorNote:
    """Keep a note about a creator. Refuses with NotFound, NoteEmpty or NoteTooLong."""
    bare = text.strip()
    if not bare:
        raise NoteEmpty
    if len(bare) > NOTE_CHARS:
        raise NoteTooLong(most=NOTE_CHARS, length=len(bare))
    (whom,) = selected(workspace_id, [creator_id])
    made = CreatorNote.objects.create(
        creator_id=whom, text=bare, author=by.label[:AUTHOR_CHARS], user_id=by.user_id, written_at=now
    )
    record(workspace_id, by, "creator.note", str(whom), now=now)
    return made


@transaction.atomic
def remove_note(workspace_id: int, note_id: int, *, by: Actor, now: datetime) -> int:
    """Remove a note; the id of the creator it was about. Refuses with NotFound."""
    found = note_row(workspace_id, note_id)
    record(workspace_id, by, "creator.unnote", str(found.creator_id), now=now, author=found.author)
    found.delete()
    return found.creator_id
