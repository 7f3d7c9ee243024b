"""All that was dealt with each creator, gathered from outreach, samples and sales."""

from datetime import datetime

from rapport.creators.rules.dealings import Dealt
from rapport.outreach.queries.dealings import Talk, talks
from rapport.sales.queries import Sold, sold_by_creator
from rapport.samples.queries import Kept, kept_by_creator

NO_TALK = Talk(None, None, 0, 0, 0, 0, (), 0, 0, is_open=False, said_no=False)
NO_SAMPLES = Kept()


def dealings(workspace_id: int, now: datetime) -> dict[int, Dealt]:
    """The dealings with every creator whom a shop of the workspace ever wrote to, sampled or sold through."""
    talk, kept, sold = talks(workspace_id, now), kept_by_creator(workspace_id, now), sold_by_creator(workspace_id)
    return {
        creator_id: _dealt(talk.get(creator_id, NO_TALK), kept.get(creator_id, NO_SAMPLES), sold.get(creator_id))
        for creator_id in sorted({*talk, *kept, *sold})
    }


def _dealt(talk: Talk, kept: Kept, sold: Sold | None) -> Dealt:
    return Dealt(
        first_contact_at=talk.first_contact_at,
        last_contact_at=talk.last_contact_at,
        contacts=talk.contacts,
        invitations=talk.invitations,
        replies=talk.replies,
        reply_cases=talk.cases,
        minutes=talk.minutes,
        accepted=talk.accepted,
        declined=talk.declined,
        active_invitation=talk.is_open,
        opted_out=talk.said_no,
        samples_received=kept.received,
        samples_with_content=kept.with_content,
        sample_cases=kept.cases,
        contents=kept.contents,
        paid_orders=sold.paid_orders if sold else 0,
        paid_gmv_minor=sold.gmv.minor if sold else 0,
        currency=sold.gmv.currency if sold else "",
        refunds=sold.refunds if sold else 0,
        refunded_minor=sold.refunded.minor if sold else 0,
    )
