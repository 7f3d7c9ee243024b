"""Forgetting one person's talks: open invitations are closed, texts and addresses go; that something was sent stays."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from rapport.outreach.actions.cancelling import cancel_queued
from rapport.outreach.actions.invitations import close_invitation
from rapport.outreach.models import (
    AnswerDraft,
    Envelope,
    Invitation,
    Message,
    OptOut,
    Picture,
    SuggestionUse,
    Thread,
    ThreadNote,
    Translation,
)
from rapport.outreach.queries.translation import digest_of
from rapport.outreach.rules.life import Ending, Stage
from rapport.shared.refusals import Refusal
from rapport.shops.rules.roles import Actor


class SendingNow(Refusal):
    """A message is being sent: by its text it is read back if the answer is unclear, so it cannot go yet."""

    code = "outreach.sending_now"


@transaction.atomic
def forget_talks(creator_ids: Collection[int], *, by: Actor, now: datetime) -> None:
    """Close what is open with these creators, and empty what was said. Refuses with SendingNow."""
    messages = Message.objects.filter(thread__creator__in=creator_ids)
    if messages.filter(state=Message.State.SENDING).exists():
        raise SendingNow
    open_ones = Invitation.objects.filter(creator__in=creator_ids).exclude(stage=Stage.CLOSED)
    for invitation in open_ones.select_related("shop", "reservation").order_by("collaboration_id", "pk"):
        close_invitation(invitation, Ending.DECLINED, by=by, now=now)
    queued = messages.filter(state=Message.State.QUEUED).select_related("reservation")
    cancel_queued(list(queued), "forgotten", now=now)
    digests = [digest_of(text) for text in messages.values_list("text", flat=True)]
    Translation.objects.filter(Q(thread__creator__in=creator_ids) | Q(thread=None, digest__in=digests)).delete()
    AnswerDraft.objects.filter(thread__creator__in=creator_ids).delete()
    SuggestionUse.objects.filter(thread__creator__in=creator_ids).update(why={})
    Picture.objects.filter(message__thread__creator__in=creator_ids).delete()
    ThreadNote.objects.filter(thread__creator__in=creator_ids).delete()
    messages.update(text="")
    Envelope.objects.filter(message__thread__creator__in=creator_ids).update(
        address="", subject="", footer="", stop_link="", outer_id="", template={}
    )
    Thread.objects.filter(creator__in=creator_ids).update(
        note="", conversation_id="", creator_im_id="", waiting_since=None
    )
    OptOut.objects.filter(creator__in=creator_ids).update(why="", consent="")
