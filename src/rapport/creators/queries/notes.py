"""Notes about creators."""

from rapport.creators.models import CreatorNote
from rapport.shared.refusals import NotFound


def notes_of(workspace_id: int, creator_id: int) -> list[CreatorNote]:
    """A creator's notes, the newest first."""
    rows = CreatorNote.objects.filter(creator=creator_id, creator__workspace=workspace_id)
    return list(rows.order_by("-written_at", "-pk"))


def note(workspace_id: int, note_id: int) -> CreatorNote:
    """Refuses with NotFound."""
    found = CreatorNote.objects.filter(pk=note_id, creator__workspace=workspace_id).first()
    if found is None:
        raise NotFound(what="note", id=note_id)
    return found
