"""`outreach.read_replies`: what creators wrote. Also how a conversation is read back."""

from collections.abc import Iterator
from datetime import datetime

from rapport.creators.actions.keep import ids_for_handles, keep_sightings
from rapport.creators.queries.profile import known_for
from rapport.jobs.answering import ANSWER
from rapport.jobs.cards import is_same
from rapport.jobs.errand import Errand, machine_clock
from rapport.jobs.marketplace import sighting_of
from rapport.outreach.actions.receiving import SeenMessage, open_thread
from rapport.outreach.actions.taking_in import take_in
from rapport.outreach.actions.translating import TRANSLATE
from rapport.outreach.models import Message as OwnMessage
from rapport.outreach.models import Thread
from rapport.outreach.queries.pictures import to_fetch
from rapport.outreach.queries.threads import conversation_thread, known_platform_ids
from rapport.outreach.rules.cards import plain_text
from rapport.platform_client import (
    Conversation,
    ConversationStatus,
    CreatorSearch,
    Message,
    PlatformClient,
    pages,
)
from rapport.shops.actions.hooks import note_missed
from rapport.shops.rules.hooks import MESSAGE
from rapport.shops.rules.keys import workspace_key
from rapport.work.queue import enqueue, enqueue_all

READ_AT_ONCE = 20


def read_replies(errand: Errand) -> None:
    """Keep the new messages of every conversation with unread ones, then mark them as read.

    Only what is kept is marked, so a stop in between reads it once more and changes nothing. Marking takes in what came
    after the reading too, so each is looked at once more. A conversation of which the platform does not say with whom
    it is stays unread there, for a person to see.
    """
    found: dict[str, datetime] = {}
    with errand.client() as client:
        unread = [one for page in _unread_pages(client) for one in page]
        if unread:
            enqueue_all(["creators.dealings", ANSWER, "campaigns.plan"], errand.lease.key, machine_clock())
        for start in range(0, len(unread), READ_AT_ONCE):
            batch = unread[start : start + READ_AT_ONCE]
            errand.hold()
            kept = [one for one in batch if _keep(errand, client, one, found)]
            enqueue(TRANSLATE, workspace_key(errand.shop.workspace_id), machine_clock())
            if kept:
                client.conversations.mark_read(conversation_ids=[one.id for one in kept])
            for one in kept:
                _keep(errand, client, one, found)
    note_missed(errand.shop.pk, MESSAGE, found, now=errand.now)
    if to_fetch(errand.shop.pk):
        enqueue_all(["outreach.fetch_pictures"], errand.lease.key, machine_clock())


def own_message_since(client: PlatformClient, message: OwnMessage) -> Message | None:
    """The message of ours in a conversation that is this claimed one: the same text, since the claim, not yet known."""
    thread, claimed_at = message.thread, message.claimed_at
    known = known_platform_ids(thread.pk)
    for found in _messages(client, thread.conversation_id):
        if claimed_at and found.sent_at and found.sent_at.timestamp() < int(claimed_at.timestamp()):
            return None
        ours = found.sender_id != thread.creator_im_id
        if ours and found.id not in known and is_same(message, found):
            return found
    return None


def _unread_pages(client: PlatformClient) -> Iterator[tuple[Conversation, ...]]:
    listed = pages(lambda token: client.conversations.list(status=ConversationStatus.UNREAD, page_token=token))
    return (page.items for page in listed)


def _keep(errand: Errand, client: PlatformClient, conversation: Conversation, found: dict[str, datetime]) -> bool:
    """Keep what is new in a conversation; what the creator wrote is noted in `found` with its moment."""
    thread = _thread_of(errand, client, conversation)
    if thread is None:
        return False
    known = known_platform_ids(thread.pk)
    fresh: list[SeenMessage] = []
    for message in _messages(client, conversation.id):
        if message.id in known:
            break
        fresh.append(_seen(errand, thread, message))
    take_in(thread, fresh)
    found |= {one.platform_id: one.at for one in fresh if one.from_creator}
    return True


def _thread_of(errand: Errand, client: PlatformClient, conversation: Conversation) -> Thread | None:
    """The thread of a conversation; a creator who writes first is found, or added, by their handle."""
    known = conversation_thread(errand.shop.pk, conversation.id)
    if known is not None:
        return known
    if not conversation.handle:
        return None
    return open_thread(
        errand.shop,
        _writer(errand, client, conversation.handle),
        conversation.id,
        conversation.creator_im_id or "",
    )


def _writer(errand: Errand, client: PlatformClient, handle: str) -> int:
    """The creator of a handle; one the library does not know is looked up in the marketplace first."""
    shop = errand.shop
    known = [one for one in known_for(shop.workspace_id, [], [handle]) if one.region == shop.region]
    if not known:
        found = client.creators.search(search=CreatorSearch(keyword=handle)).items
        same = [one for one in found if one.handle == handle]
        keep_sightings(shop.workspace_id, [sighting_of(one, shop, errand.now) for one in same])
    return ids_for_handles(shop.workspace_id, shop.region, [handle], source="wrote_first", now=errand.now)[handle]


def _seen(errand: Errand, thread: Thread, message: Message) -> SeenMessage:
    return SeenMessage(
        platform_id=message.id,
        from_creator=message.sender_id == thread.creator_im_id,
        content_type=message.type,
        text=plain_text(message.type, message.content.text or message.raw_content),
        at=message.sent_at or errand.now,
    )


def _messages(client: PlatformClient, conversation_id: str) -> Iterator[Message]:
    """Newest first, as the platform gives them."""
    for page in pages(lambda token: client.conversations.messages(conversation_id=conversation_id, page_token=token)):
        yield from page.items
