"""Steps that stories of outreach take again and again, each as one line."""

from datetime import datetime
from itertools import count

from tests.cast import MEI, NOW, Cast

from rapport.collaborations.actions.plans import Offer
from rapport.creators.models import Creator
from rapport.outreach.actions.invitations import InvitationWords, queue_invitation
from rapport.outreach.actions.messages import claim_message, record_sent
from rapport.outreach.actions.receiving import SeenMessage, open_thread
from rapport.outreach.actions.sending import claim_collaboration, record_collaboration_made
from rapport.outreach.actions.taking_in import take_in
from rapport.outreach.models import Invitation, Message, QuotaWindow, Thread
from rapport.outreach.queries.quota import current_window
from rapport.shared.refusals import Reason
from rapport.shops.models import Shop

WHY = Reason("plan.invite", {"reply": 1500, "value": 100, "units": 2, "currency": "GBP"})
numbers = count(1)


def held() -> None:
    """The lease of a worker that nobody disturbs."""


def asked(shop: Shop, creator: Creator, offer: Offer, *, attempt: int = 1, now: datetime = NOW) -> Invitation:
    """An invitation is queued; its message says the attempt, so that each has words of its own."""
    words = InvitationWords(f"Hi {creator.shown_name}, attempt {attempt}!", WHY)
    return queue_invitation(shop, creator, offer, words, attempt=attempt, by=MEI, now=now)


def goes_out(invitation: Invitation, *, now: datetime = NOW) -> None:
    """The platform makes the invitation's collaboration and takes its message."""
    collaboration = invitation.collaboration
    assert claim_collaboration(invitation.shop, collaboration, hold=held, now=now)
    record_collaboration_made(collaboration.pk, f"86{collaboration.pk}", now=now)
    for message in invitation.messages.filter(state=Message.State.QUEUED):
        sends(invitation.shop, message, now=now)
    invitation.refresh_from_db()


def invited(cast: Cast, creator: Creator, *, now: datetime = NOW) -> Invitation:
    """Mei's shop in the United Kingdom invited a creator, and the invitation went out."""
    made = asked(cast.uk, creator, cast.offer(), now=now)
    goes_out(made, now=now)
    return made


def sends(shop: Shop, message: Message, *, now: datetime = NOW) -> None:
    assert claim_message(shop, message, hold=held, now=now)
    record_sent(message.pk, f"out-{message.pk}", now)


def writes(shop: Shop, creator: Creator, text: str, at: datetime) -> Thread:
    """A creator writes, and it is read at once."""
    thread = open_thread(shop, creator.pk, f"conversation-{creator.pk}", f"im-{creator.pk}")
    seen = SeenMessage(f"in-{next(numbers)}", from_creator=True, content_type="TEXT", text=text, at=at)
    take_in(thread, [seen])
    thread.refresh_from_db()
    return thread


def quota(shop: Shop, now: datetime = NOW) -> tuple[int | None, int, int]:
    """Cap, held and spent of the present window."""
    window = current_window(shop, now) or QuotaWindow(cap=None)
    return window.cap, window.held, window.spent
