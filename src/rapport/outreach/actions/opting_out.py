"""Whoever asks not to be written to is left alone on every channel, until a person lifts it."""

from datetime import datetime

from django.db import transaction

from rapport.creators.actions.blocking import block_creators, unblock_creators
from rapport.creators.actions.forgetting import secret_of
from rapport.creators.models import Creator
from rapport.creators.queries.contacts import contacts_of
from rapport.creators.rules.pseudonyms import contact_mark
from rapport.outreach.actions.messages import cancel_queued
from rapport.outreach.channels.channel import Channel
from rapport.outreach.models import Message, OptOut, OptOutMark, Thread
from rapport.outreach.models.channels import SAID_CHARS
from rapport.shared.refusals import NotFound
from rapport.shops.actions.trail import record
from rapport.shops.rules.roles import WORKER, Actor

OPTED_OUT = "opted_out"
"""What the blocklist says of them, as a code: pages put it into words."""


@transaction.atomic
def opt_out(
    workspace_id: int,
    creator_id: int,
    channel: Channel,
    how: OptOut.How,
    said: str = "",
    *,
    by: Actor = WORKER,
    now: datetime,
) -> None:
    """Note it once, put them on the blocklist, take back what waits to be sent, on every channel of every shop."""
    creator = Creator.objects.select_for_update().filter(workspace_id=workspace_id, pk=creator_id).first()
    if creator is None:
        raise NotFound(what="creator", id=creator_id)
    standing = OptOut.objects.filter(workspace_id=workspace_id, creator=creator, lifted_at=None)
    if standing.exists():
        return
    made = OptOut.objects.create(
        workspace_id=workspace_id, creator=creator, channel=channel, how=how, said=said[:SAID_CHARS], at=now
    )
    secret = secret_of(workspace_id)
    marks = {contact_mark(secret, one.kind.value, one.address) for one in contacts_of([creator_id]).get(creator_id, [])}
    OptOutMark.objects.bulk_create(
        OptOutMark(opt_out=made, workspace_id=workspace_id, mark=mark) for mark in sorted(marks)
    )
    if not creator.blocked_why:
        block_creators(workspace_id, [creator_id], OPTED_OUT, by=by, now=now)
    waiting = Message.objects.filter(thread__creator_id=creator_id, state=Message.State.QUEUED)
    cancel_queued(list(waiting.select_related("reservation")), "channel.opted_out", now=now)
    Thread.objects.filter(creator_id=creator_id).update(waiting_since=None)
    record(workspace_id, by, "creator.opt_out", str(creator_id), now=now, channel=channel.value, how=how.value)


@transaction.atomic
def lift_opt_out(workspace_id: int, opt_out_id: int, *, by: Actor, now: datetime) -> None:
    """They may be written to again, since they said so. Refuses with NotFound."""
    found = OptOut.objects.filter(pk=opt_out_id, workspace_id=workspace_id, lifted_at=None)
    row = found.select_related("creator").first()
    if row is None or not found.update(lifted_at=now, lifted_by=by.label):
        raise NotFound(what="opt_out", id=opt_out_id)
    if row.creator.blocked_why == OPTED_OUT:
        unblock_creators(workspace_id, [row.creator_id], by=by, now=now)
    record(workspace_id, by, "creator.opt_out_lift", str(row.creator_id), now=now)
