"""`outreach.deliver`: make the drafted collaborations, send the queued messages.

Order of a write: claimed (commit) → called → recorded (commit). What is found claimed at the start was left by
a worker that stopped in between: the platform is read, and only what it certainly never had is tried again.
"""

from collections.abc import Sequence

from rapport.collaborations.models import CollaborationCreator, TargetCollaboration
from rapport.collaborations.queries import in_state, limits_of, ready_drafts, standing_of_shop
from rapport.collaborations.rules.packing import room_for
from rapport.creators.queries.profile import ids_by_open_id
from rapport.jobs.cards import say
from rapport.jobs.conversations import own_message_since, read_replies
from rapport.jobs.errand import Errand, machine_clock
from rapport.outreach.actions.departures import LATE, put_off_until_awake, spread_anew
from rapport.outreach.actions.messages import (
    claim_message,
    postpone_message,
    record_not_sent,
    record_refused,
    record_sent,
)
from rapport.outreach.actions.receiving import keep_conversation
from rapport.outreach.actions.sending import (
    claim_collaboration,
    record_collaboration_made,
    record_collaboration_refused,
    record_collaboration_unheard,
    record_quota_closed,
)
from rapport.outreach.models import Message, Thread
from rapport.outreach.queries.departures import all_awake, next_departure, standing_still
from rapport.outreach.queries.threads import due_messages, unclear_messages
from rapport.outreach.rules.quota import DayFull, Kind
from rapport.outreach.rules.wording import Purpose
from rapport.platform_client import (
    CollaborationConflict,
    CollaborationStatus,
    CreatedCollaboration,
    DailyCapReached,
    KeywordType,
    NeverArrived,
    OutcomeUnknown,
    PlatformClient,
    PlatformError,
    PlatformTrouble,
    ProductTerms,
    QuotaUsedUp,
    SampleOffer,
    SellerContact,
    Throttled,
    TokenExpired,
    TokenRevoked,
    UnknownParticipants,
)
from rapport.shared.periods import day_of
from rapport.shared.refusals import Refusal
from rapport.shops.models import Connection
from rapport.shops.queries.shops import policy_of
from rapport.work.queue import enqueue

State = TargetCollaboration.State
NOT_HEARD = (NeverArrived, Throttled, TokenExpired, TokenRevoked, DailyCapReached)
"""Answers after which the platform certainly did nothing and the same request may be made later."""
UNCLEAR = (OutcomeUnknown, PlatformTrouble)
"""Answers that leave open what the platform did."""
STATUSES_OF_NEW = (CollaborationStatus.VALID, CollaborationStatus.COMPLETED)


def deliver(errand: Errand) -> None:
    """Send everything of this shop that is due, outside the creators' quiet hours."""
    if _has_work(errand):
        # Asked for beforehand, so that no crash loses it; a shop's jobs run one after the other.
        enqueue("creators.dealings", errand.lease.key, machine_clock())
    with errand.client() as client:
        _settle_unclear_collaborations(errand, client)
        _settle_unclear_messages(errand, client)
        if standing_still(errand.shop.pk) is not None:
            return
        if errand.connection.kind == Connection.Kind.PLATFORM:
            # A sandbox whose clock was moved has lived through that time; we were away and must not catch up at once.
            spread_anew(errand.shop, until=errand.now - LATE, now=errand.now)
        _make_collaborations(errand, client)
        if due_messages(errand.shop.pk, errand.now).filter(purpose=Purpose.REMIND).exists():
            # Whoever answered meanwhile is not reminded, and costs what a connected creator costs.
            read_replies(errand)
        for message in due_messages(errand.shop.pk, errand.now):
            if standing_still(errand.shop.pk) is not None:
                return
            if not put_off_until_awake(errand.shop, message, now=errand.now):
                _send_message(errand, client, message)
    _wake_for_the_next(errand)


def _make_collaborations(errand: Errand, client: PlatformClient) -> None:
    """Make the drafts whose creators are awake, as many as the platform takes in 24 hours and at once."""
    shop = errand.shop
    limits = limits_of(policy_of(shop))
    for draft in ready_drafts(shop.pk, errand.now):
        seated = [seat for seat in draft.creators.all() if seat.state == CollaborationCreator.State.SEATED]
        if not all_awake(shop, [seat.creator.region for seat in seated], errand.now):
            continue
        if not room_for(limits, standing_of_shop(shop.pk, [], errand.now)) or standing_still(shop.pk) is not None:
            return
        _make_collaboration(errand, client, draft)


def _wake_for_the_next(errand: Errand) -> None:
    """What leaves before the hourly round is looked after in its own minute."""
    upcoming = next_departure(errand.shop.pk, errand.now)
    if upcoming is not None and errand.reading.speed:
        enqueue("outreach.deliver", errand.lease.key, machine_clock() + (upcoming - errand.now) / errand.reading.speed)


def _has_work(errand: Errand) -> bool:
    shop_id = errand.shop.pk
    if any(in_state(shop_id, state) for state in (State.DRAFTED, State.CREATING)) or unclear_messages(shop_id):
        return True
    return due_messages(shop_id, errand.now).exists()


def _make_collaboration(errand: Errand, client: PlatformClient, collaboration: TargetCollaboration) -> None:
    try:
        if not claim_collaboration(errand.shop, collaboration, hold=errand.hold, now=errand.now):
            return
    except DayFull:
        return
    try:
        made = _create(errand, client, collaboration)
    except NOT_HEARD:
        record_collaboration_unheard(collaboration.pk, now=errand.now)
        raise
    except UNCLEAR:
        raise
    except QuotaUsedUp:
        record_quota_closed(errand.shop, kind=Kind.INVITATION, now=errand.now)
    except CollaborationConflict as refusal:
        _refuse(errand, collaboration, [pair.creator_open_id for pair in refusal.pairs], "platform.conflict")
    except UnknownParticipants as refusal:
        _refuse(errand, collaboration, refusal.creator_open_ids, "platform.unknown_participants")
    except PlatformError as refusal:
        _refuse(errand, collaboration, [], code_of(refusal))
    else:
        record_collaboration_made(collaboration.pk, made.id, now=errand.now)


def _create(errand: Errand, client: PlatformClient, collaboration: TargetCollaboration) -> CreatedCollaboration:
    seats = (
        collaboration.creators.filter(state=CollaborationCreator.State.SEATED).select_related("creator").order_by("pk")
    )
    return client.collaborations.create(
        name=collaboration.name,
        ends_at=collaboration.ends_at,
        products=[ProductTerms(one.product.platform_id, one.rate) for one in collaboration.products.all()],
        creator_open_ids=[seat.creator.open_id for seat in seats],
        contact=SellerContact(email=errand.shop.workspace.contact_email),
        sample_offer=SampleOffer(is_offered=collaboration.has_free_sample),
        message=collaboration.message,
    )


def _refuse(errand: Errand, collaboration: TargetCollaboration, open_ids: Sequence[str], code: str) -> None:
    culprits = ids_by_open_id(errand.shop.workspace_id, open_ids).values()
    record_collaboration_refused(collaboration.pk, list(culprits), code, now=errand.now)


def _settle_unclear_collaborations(errand: Errand, client: PlatformClient) -> None:
    """Look for each by its name, which no other collaboration has."""
    for collaboration in in_state(errand.shop.pk, State.CREATING):
        errand.hold()
        platform_id = _find_by_name(client, collaboration.name)
        if platform_id:
            record_collaboration_made(collaboration.pk, platform_id, now=errand.now)
        else:
            record_collaboration_unheard(collaboration.pk, now=errand.now)


def _find_by_name(client: PlatformClient, name: str) -> str:
    keyword = (KeywordType.COLLABORATION_NAME, name)
    for status in STATUSES_OF_NEW:
        for found in client.collaborations.search(status=status, keyword=keyword).items:
            if found.name == name:
                return found.id
    return ""


def _send_message(errand: Errand, client: PlatformClient, message: Message) -> None:
    try:
        if not claim_message(errand.shop, message, hold=errand.hold, now=errand.now):
            return
    except DayFull:
        postpone_message(message.pk, day_of(errand.now, errand.shop.timezone).end)
        return
    except Refusal as refusal:
        if refusal.code == "work.lease_lost":
            raise
        record_refused(message.pk, refusal.code, now=errand.now)
        return
    try:
        thread = _with_conversation(client, message.thread)
        sent = say(client, thread.conversation_id, message)
    except NOT_HEARD:
        record_not_sent(message.pk, now=errand.now)
        raise
    except UNCLEAR:
        raise
    except QuotaUsedUp:
        record_refused(message.pk, "quota.used_up", now=errand.now)
        record_quota_closed(errand.shop, now=errand.now)
    except PlatformError as refusal:
        record_refused(message.pk, code_of(refusal), now=errand.now)
    else:
        record_sent(message.pk, sent.id or "", errand.now)


def _with_conversation(client: PlatformClient, thread: Thread) -> Thread:
    if not thread.conversation_id:
        opened = client.conversations.open(creator_open_id=thread.creator.open_id)
        keep_conversation(thread.pk, opened.id, opened.creator_im_id or "")
        thread.conversation_id, thread.creator_im_id = opened.id, opened.creator_im_id or ""
    return thread


def _settle_unclear_messages(errand: Errand, client: PlatformClient) -> None:
    """Look for each among the conversation's own messages since it was claimed."""
    for message in unclear_messages(errand.shop.pk):
        errand.hold()
        found = own_message_since(client, message) if message.thread.conversation_id else None
        if found is None:
            record_not_sent(message.pk, now=errand.now)
        else:
            record_sent(message.pk, found.id, found.sent_at or errand.now)


def code_of(refusal: PlatformError) -> str:
    """The sentence's code for a refusal of the platform."""
    return f"platform.{type(refusal).__name__}"
