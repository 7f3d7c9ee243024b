"""Opting out, and noting a new consent. What waits to be sent to the person is taken back at once, on every channel.

The addresses they are listed with leave keyed marks, so that another record with the same address is not written to;
those that come to be known later are marked before the next plan.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max, Q

from rapport.creators.actions.forgetting import secret_of
from rapport.creators.models import Creator
from rapport.creators.queries.contacts import listed_addresses
from rapport.creators.queries.people import accounts_of
from rapport.creators.rules.pseudonyms import contact_mark
from rapport.outreach.actions.cancelling import cancel_queued
from rapport.outreach.channels.channel import Channel
from rapport.outreach.channels.opting_out import asks_to_stop
from rapport.outreach.models import Message, OptOut, OptOutMark, Thread
from rapport.outreach.queries.channel_rules import stop_words
from rapport.outreach.queries.opt_outs import open_opt_out, opted_out_among
from rapport.shared.refusals import NotFound, Refusal
from rapport.shops.actions.trail import record
from rapport.shops.rules.roles import WORKER, Actor

WHY_CHARS = 200
CANCELLED = "opted_out"


class ConsentMissing(Refusal):
    """Whoever writes to somebody again after they asked us to stop says what they agreed to."""

    code = "outreach.consent_missing"


@transaction.atomic
def opt_out(creator: Creator, via: OptOut.Via, why: str = "", *, channel: str = "", by: Actor, now: datetime) -> OptOut:
    """Nobody writes to this creator, or to another account of theirs, from now on; asked twice, the first one holds.

    `why` is what they said, or how it is known; `channel` where they said it.
    """
    held = open_opt_out(creator.pk)
    if held is not None:
        return held
    reason = why.strip()[:WHY_CHARS]
    told = {"via": via, "channel": channel, "why": reason, "at": now, "by": by.label[:80]}
    made, is_new = OptOut.objects.get_or_create(creator=creator, ended_at=None, defaults=told)
    if not is_new:
        return made
    person = Creator.objects.filter(pk__in=accounts_of(creator.merged_into_id or creator.pk))
    accounts = list(person.values_list("pk", flat=True))
    _mark_addresses(creator.workspace_id, dict.fromkeys(accounts, made.pk))
    waiting = Message.objects.filter(thread__creator__in=accounts)
    cancel_queued(waiting.filter(state=Message.State.QUEUED).select_related("reservation"), CANCELLED, now=now)
    # On the platform the planner lets go of who waits, and closes what stands; elsewhere nobody would.
    Thread.objects.filter(creator__in=accounts).exclude(channel=Channel.IM).update(waiting_since=None)
    record(creator.workspace_id, by, "creator.opt_out", str(creator.pk), now=now, via=via.value, channel=channel)
    return made


@transaction.atomic
def opt_out_by_hand(workspace_id: int, creator_id: int, why: str, *, by: Actor, now: datetime) -> OptOut:
    """A person heard the creator ask us to stop. Refuses with NotFound."""
    return opt_out(_creator(workspace_id, creator_id), OptOut.Via.HAND, why, by=by, now=now)


def opt_out_by_words(creator_id: int, said: Sequence[tuple[datetime, str]], channel: str) -> None:
    """Opt out a creator whose words ask us to stop; each with its moment. Words from before a consent are past."""
    asking = [(at, text) for at, text in said if asks_to_stop(text, stop_words())]
    if not asking:
        return
    agreed = OptOut.objects.filter(creator__in=accounts_of(creator_id)).aggregate(at=Max("ended_at"))["at"]
    at, text = max(asking)
    if agreed is not None and at <= agreed:
        return
    opt_out(Creator.objects.get(pk=creator_id), OptOut.Via.WORDS, text, channel=channel, by=WORKER, now=at)


@transaction.atomic
def note_consent(workspace_id: int, creator_id: int, consent: str, *, by: Actor, now: datetime) -> None:
    """The creator agreed to be written to again: what they said, kept with who noted it. Whoever shares an address with
    somebody who asked us to stop agrees for themselves alone.

    Refuses with NotFound, for a creator who is not opted out too, or ConsentMissing.
    """
    words = consent.strip()[:WHY_CHARS]
    if not words:
        raise ConsentMissing
    creator = _creator(workspace_id, creator_id)
    held = OptOut.objects.filter(creator__in=accounts_of(creator.merged_into_id or creator.pk), ended_at=None)
    if not held.update(ended_at=now, ended_by=by.label[:80], ended_user=by.user_id, consent=words):
        _agree_beside(creator, words, by=by, now=now)
    record(workspace_id, by, "creator.consent", str(creator_id), now=now)


@transaction.atomic
def mark_late_addresses(workspace_id: int) -> int:
    """People who asked us to stop may be listed with further addresses since: those are marked too; how many."""
    rows = OptOut.objects.filter(creator__workspace=workspace_id, ended_at=None).select_related("creator")
    persons = {row.creator.merged_into_id or row.creator_id: row.pk for row in rows}
    if not persons:
        return 0
    accounts = Creator.objects.filter(Q(pk__in=persons) | Q(merged_into__in=persons)).values_list("pk", "merged_into")
    return _mark_addresses(workspace_id, {pk: persons[merged or pk] for pk, merged in accounts})


def _agree_beside(creator: Creator, words: str, *, by: Actor, now: datetime) -> None:
    since = opted_out_among([creator.pk]).get(creator.pk)
    if since is None:
        raise NotFound(what="opt_out", id=creator.pk)
    OptOut.objects.create(
        creator=creator,
        via=OptOut.Via.ADDRESS,
        at=since,
        by=WORKER.label,
        ended_at=now,
        ended_by=by.label[:80],
        ended_user_id=by.user_id,
        consent=words,
    )


def _mark_addresses(workspace_id: int, held: Mapping[int, int]) -> int:
    """Mark every address that these creators are listed with, each for the opt-out that holds for them; how many were
    not marked yet.
    """
    secret = secret_of(workspace_id)
    wanted = {
        (held[one.creator_id], contact_mark(secret, one.kind.value, one.address))
        for one in listed_addresses(creator_ids=held)
    }
    known = OptOutMark.objects.filter(opt_out__in=set(held.values())).values_list("opt_out_id", "mark")
    late = sorted(wanted.difference(known))
    OptOutMark.objects.bulk_create(
        (OptOutMark(opt_out_id=opt_out_id, workspace_id=workspace_id, mark=mark) for opt_out_id, mark in late),
        ignore_conflicts=True,
    )
    return len(late)


def _creator(workspace_id: int, creator_id: int) -> Creator:
    found = Creator.objects.filter(pk=creator_id, workspace_id=workspace_id).first()
    if found is None:
        raise NotFound(what="creator", id=creator_id)
    return found
