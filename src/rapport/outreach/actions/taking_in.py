"""Messages that come in, on any channel: kept, and heeded where they ask us to stop, in one transaction."""

from collections.abc import Sequence

from django.db import transaction

from rapport.outreach.actions.messages import SeenMessage, keep_messages
from rapport.outreach.actions.opting_out import opt_out
from rapport.outreach.channels.channel import Channel
from rapport.outreach.channels.opting_out import asks_to_stop
from rapport.outreach.models import Message, OptOut, Thread
from rapport.outreach.queries.channel_rules import stop_words


@transaction.atomic
def take_in(thread: Thread, seen: Sequence[SeenMessage]) -> int:
    """Keep what a conversation holds beyond what is known; how many the creator wrote. A wish to stop holds at once."""
    named = [one.platform_id for one in seen]
    known = set(Message.objects.filter(thread=thread, platform_id__in=named).values_list("platform_id", flat=True))
    written = keep_messages(thread, seen)
    for one in seen:
        if one.from_creator and one.platform_id not in known and asks_to_stop(one.text, stop_words()):
            opt_out(
                thread.shop.workspace_id,
                thread.creator_id,
                Channel(thread.channel),
                OptOut.How.WORDS,
                one.text,
                now=one.at,
            )
            break
    return written
