"""Forgetting one person everywhere, in one transaction; what bookkeeping must keep stays under a pseudonym."""

from datetime import datetime

from django.db import transaction

from rapport.campaigns.models import Candidate, Wish
from rapport.creators.actions.forgetting import forget_creator, secret_of
from rapport.creators.rules.pseudonyms import pseudonym
from rapport.outreach.actions.forgetting import forget_talks
from rapport.samples.actions import forget_contents
from rapport.shops.actions.trail import forget_in_trail, record
from rapport.shops.rules.roles import Actor


@transaction.atomic
def forget_person(workspace_id: int, creator_id: int, *, by: Actor, now: datetime) -> str:
    """Forget a creator with every record of theirs; the pseudonym under which orders and commission stay.

    Refuses with NotFound, or with SendingNow while a message to them is being sent.
    """
    was = forget_creator(workspace_id, creator_id, now=now)
    ids = [row.pk for row in was]
    forget_talks(ids, by=by, now=now)
    forget_contents(ids)
    Candidate.objects.filter(creator__in=ids, invitation=None).delete()
    Wish.objects.filter(creator__in=ids).delete()
    name = pseudonym(secret_of(workspace_id), ids[0])
    forget_in_trail(workspace_id, {f"@{row.handle}" for row in was}, {str(pk) for pk in ids}, name)
    record(workspace_id, by, "creator.forget", name, now=now)
    return name
