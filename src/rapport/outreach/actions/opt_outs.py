"""Opting out, and noting a new consent. What waits to be sent to the person is taken back at once."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from rapport.creators.models import Creator
from rapport.creators.queries.people import accounts_of
from rapport.outreach.actions.cancelling import cancel_queued
from rapport.outreach.models import Message, OptOut
from rapport.outreach.queries.opt_outs import open_opt_out
from rapport.outreach.queries.phrases import stopping_phrases
from rapport.outreach.rules.intent import declines
from rapport.shared.refusals import NotFound, Refusal
from rapport.shops.actions.trail import record
from rapport.shops.rules.roles import WORKER, Actor

WHY_CHARS = 200
CANCELLED = "opted_out"


class ConsentMissing(Refusal):
    """Whoever writes to somebody again after they asked us to stop says what they agreed to."""

    code = "outreach.consent_missing"


@transaction.atomic
def opt_out(creator: Creator, via: OptOut.Via, why: str = "", *, by: Actor, now: datetime) -> OptOut:
    """Nobody writes to this creator, or to another account of theirs, from now on; asked twice, the first one holds."""
    held = open_opt_out(creator.pk)
    if held is not None:
        return held
    reason = why.strip()[:WHY_CHARS]
    made, _ = OptOut.objects.get_or_create(
        creator=creator, ended_at=None, defaults={"via": via, "why": reason, "at": now, "by": by.label[:80]}
    )
    waiting = Message.objects.filter(thread__creator__in=accounts_of(creator.merged_into_id or creator.pk))
    cancel_queued(waiting.filter(state=Message.State.QUEUED).select_related("reservation"), CANCELLED, now=now)
    record(creator.workspace_id, by, "creator.opt_out", str(creator.pk), now=now, via=via.value)
    return made


@transaction.atomic
def opt_out_by_hand(workspace_id: int, creator_id: int, why: str, *, by: Actor, now: datetime) -> OptOut:
    """A person heard the creator ask us to stop. Refuses with NotFound."""
    return opt_out(_creator(workspace_id, creator_id), OptOut.Via.HAND, why, by=by, now=now)


def opt_out_by_words(creator_id: int, said: Sequence[tuple[datetime, str]]) -> None:
    """Opt out a creator whose words ask us to stop; each with its moment. Words from before a consent are past."""
    asking = [at for at, text in said if declines(text, stopping_phrases())]
    if not asking:
        return
    agreed = OptOut.objects.filter(creator__in=accounts_of(creator_id)).aggregate(at=Max("ended_at"))["at"]
    if agreed is not None and max(asking) <= agreed:
        return
    creator = Creator.objects.get(pk=creator_id)
    opt_out(creator, OptOut.Via.WORDS, by=WORKER, now=max(asking))


@transaction.atomic
def note_consent(workspace_id: int, creator_id: int, consent: str, *, by: Actor, now: datetime) -> None:
    """The creator agreed to be written to again: what they said, kept with who noted it.

    Refuses with NotFound, for a creator who is not opted out too, or ConsentMissing.
    """
    words = consent.strip()[:WHY_CHARS]
    if not words:
        raise ConsentMissing
    creator = _creator(workspace_id, creator_id)
    held = OptOut.objects.filter(creator__in=accounts_of(creator.merged_into_id or creator.pk), ended_at=None)
    if not held.update(ended_at=now, ended_by=by.label[:80], ended_user=by.user_id, consent=words):
        raise NotFound(what="opt_out", id=creator_id)
    record(workspace_id, by, "creator.consent", str(creator_id), now=now)


def _creator(workspace_id: int, creator_id: int) -> Creator:
    found = Creator.objects.filter(pk=creator_id, workspace_id=workspace_id).first()
    if found is None:
        raise NotFound(what="creator", id=creator_id)
    return found
