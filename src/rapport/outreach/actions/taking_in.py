"""Messages that come in, on any channel: kept, and heeded where they ask us to stop, in one transaction."""

from collections.abc import Sequence

from django.db import transaction

from rapport.outreach.actions.opt_outs import opt_out_by_words
from rapport.outreach.actions.receiving import SeenMessage, keep_messages
from rapport.outreach.models import Message, Thread


@transaction.atomic
def take_in(thread: Thread, seen: Sequence[SeenMessage]) -> int:
    """Keep what a conversation holds beyond what is known; how many the creator wrote. A wish to stop holds at once."""
    named = [one.platform_id for one in seen]
    known = set(Message.objects.filter(thread=thread, platform_id__in=named).values_list("platform_id", flat=True))
    written = keep_messages(thread, seen)
    fresh = [(one.at, one.text) for one in seen if one.from_creator and one.platform_id not in known]
    opt_out_by_words(thread.creator_id, fresh, thread.channel)
    return written
