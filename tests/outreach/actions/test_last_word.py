"""A no that closes nothing is heard and waits for nobody; any other last word waits for an answer."""

from datetime import timedelta

import pytest
from tests.cast import MEI, NOW, Cast

from rapport.outreach.actions.invitations import InvitationWords, queue_invitation
from rapport.outreach.actions.receiving import SeenMessage, keep_messages, open_thread
from rapport.outreach.models import Thread
from rapport.shared.refusals import Reason

pytestmark = pytest.mark.django_db
NO = "Thank you, but not interested."


def writes(cast: Cast, *texts: str) -> Thread:
    """Anna writes, a minute between her messages."""
    thread = open_thread(cast.uk, cast.anna.pk, "c-1", "im-anna")
    seen = [
        SeenMessage(f"m-{place}", from_creator=True, content_type="TEXT", text=text, at=NOW + timedelta(minutes=place))
        for place, text in enumerate(texts)
    ]
    keep_messages(thread, seen)
    thread.refresh_from_db()
    return thread


def test_a_no_without_an_invitation_waits_for_nobody(cast: Cast) -> None:
    assert writes(cast, "Hello!", NO).waiting_since is None


def test_a_no_that_is_read_again_waits_for_nobody_either(cast: Cast) -> None:
    writes(cast, "Hello!", NO)
    assert writes(cast, "Hello!", NO).waiting_since is None


def test_a_question_after_a_no_waits_from_its_first_word(cast: Cast) -> None:
    assert writes(cast, NO, "How large is the bottle?").waiting_since == NOW


def test_a_no_to_an_invitation_waits_until_somebody_closes_it(cast: Cast) -> None:
    words = InvitationWords("Hi Anna!", Reason("plan.invite", {}))
    queue_invitation(cast.uk, cast.anna, cast.offer(), words, attempt=1, by=MEI, now=NOW)
    assert writes(cast, NO).waiting_since == NOW
