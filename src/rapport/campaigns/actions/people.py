"""Merging two creators as a person asks for it: what is open between them and a shop is looked at first."""

from datetime import datetime

from django.db import transaction

from rapport.creators.actions.merging import SAID, merge_creators
from rapport.creators.models import Merge
from rapport.creators.queries.people import proposal
from rapport.creators.rules.identity import Confidence, Likeness
from rapport.outreach.queries.invitations import writing_to_both
from rapport.shared.refusals import Reason
from rapport.shops.rules.roles import Actor


@transaction.atomic
def merge_people(
    workspace_id: int, creator_id: int, other_id: int, *, why: Likeness = SAID, by: Actor, now: datetime
) -> Merge:
    """Make two records one creator. Refuses as `merge_creators`, and with BothUnderWay where a shop writes to both."""
    return merge_creators(
        workspace_id,
        creator_id,
        other_id,
        why=why,
        writing_to_both=writing_to_both(workspace_id, creator_id, other_id),
        by=by,
        now=now,
    )


def merge_proposed(workspace_id: int, proposal_id: int, *, by: Actor, now: datetime) -> Merge:
    """Merge the two of a proposal, with its reasons. Refuses as `merge_people`."""
    found = proposal(workspace_id, proposal_id)
    why = Likeness(Confidence(found.confidence), tuple(Reason.from_json(one) for one in found.reasons))
    return merge_people(workspace_id, found.first_id, found.second_id, why=why, by=by, now=now)
