"""Working through the inbox: handing threads over, noting, and being seen at one."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from rapport.outreach.models import Presence, Thread, ThreadNote
from rapport.outreach.queries.threads import thread
from rapport.outreach.rules.presence import HERE_FOR
from rapport.shared.refusals import NotFound, Refusal
from rapport.shops.actions.trail import record
from rapport.shops.models import Member
from rapport.shops.rules.roles import Actor

NOTE_CHARS = 4000


class NoteUnfit(Refusal):
    """A note has between one and so many characters."""

    code = "threads.note_unfit"


@transaction.atomic
def assign_thread(workspace_id: int, thread_id: int, member_id: int | None, *, by: Actor, now: datetime) -> None:
    """Hand a thread to a member, or to nobody. Refuses with NotFound for somebody who has no seat here."""
    row = thread(workspace_id, thread_id)
    member = None
    if member_id is not None:
        member = Member.objects.filter(pk=member_id, workspace_id=workspace_id).select_related("user").first()
        if member is None:
            raise NotFound(what="member", id=member_id)
    if row.assigned_to_id == member_id:
        return
    Thread.objects.filter(pk=row.pk).update(assigned_to=member)
    to = member.user.get_username() if member else ""
    record(workspace_id, by, "thread.assign", f"@{row.creator.handle}", now=now, to=to)


@transaction.atomic
def write_thread_note(workspace_id: int, thread_id: int, text: str, *, by: Actor, now: datetime) -> ThreadNote:
    """Keep a note for members. Refuses with NotFound or NoteUnfit."""
    row, bare = thread(workspace_id, thread_id), text.strip()
    if not 1 <= len(bare) <= NOTE_CHARS:
        raise NoteUnfit(most=NOTE_CHARS, length=len(bare))
    made = ThreadNote.objects.create(thread=row, text=bare, author=by.label[:80], user_id=by.user_id, written_at=now)
    record(workspace_id, by, "thread.note", f"@{row.creator.handle}", now=now)
    return made


@transaction.atomic
def be_seen(thread_id: int, user_id: int, *, typing: bool, up_to: datetime | None, machine_now: datetime) -> None:
    """A member has this thread open: others are told, and what the creator wrote until `up_to` counts as read.

    Rows nobody renewed are dropped on the way.
    """
    Presence.objects.filter(thread_id=thread_id, here_at__lt=machine_now - 3 * HERE_FOR).delete()
    told = {"here_at": machine_now, **({"typed_at": machine_now} if typing else {})}
    Presence.objects.update_or_create(thread_id=thread_id, user_id=user_id, defaults=told)
    if up_to is not None:
        unseen = Thread.objects.filter(pk=thread_id).filter(Q(seen_at=None) | Q(seen_at__lt=up_to))
        unseen.update(seen_at=up_to)
