"""A talk outside the platform has its own way to answer and says nothing of the quota."""

from django.test import Client
from django.urls import reverse
from tests.cast import NOW, Cast
from tests.outreach.channels.stage import mailbox, mailed, reachable

from rapport.creators.rules.contact_points import ContactKind
from rapport.outreach.actions.receiving import SeenMessage
from rapport.outreach.actions.taking_in import take_in
from rapport.outreach.models import Message, Reservation, Thread
from rapport.outreach.queries.threads import next_intent


def talking(cast: Cast) -> Thread:
    """Anna had a mail and answered it."""
    mailbox(cast.uk)
    reachable(cast.anna, ContactKind.EMAIL, "anna@creators.example")
    thread = mailed(cast.uk, cast.anna).thread
    Message.objects.update(state="sent", sent_at=NOW)
    answer = SeenMessage("<a@creators.example>", from_creator=True, content_type="TEXT", text="What is in it?", at=NOW)
    take_in(thread, [answer])
    thread.refresh_from_db()
    return thread


def test_the_page_says_nothing_of_the_quota_and_leads_to_all_ways(cast: Cast, mei: Client) -> None:
    thread = talking(cast)
    page = mei.get(reverse("thread", args=[thread.pk])).content.decode()
    assert 'name="text" rows="5"' in page
    assert reverse("reach", args=[cast.anna.pk]) in page
    assert "quota-card" not in page
    assert reverse("send_card", args=[thread.pk]) not in page


def test_the_answer_goes_out_by_mail_and_takes_no_place(cast: Cast, mei: Client) -> None:
    thread = talking(cast)
    mei.post(reverse("send", args=[thread.pk]), {"text": "Vitamin C.", "key": next_intent(thread)})
    made = Message.objects.get(text="Vitamin C.")
    assert (made.thread, made.state, made.author) == (thread, "queued", "mei")
    assert (made.envelope.subject, Reservation.objects.count()) == ("Re: A serum for you", 0)


def test_a_card_is_refused(cast: Cast, mei: Client) -> None:
    thread = talking(cast)
    form = {"card": "PRODUCT_CARD:1001", "key": next_intent(thread)}
    mei.post(reverse("send_card", args=[thread.pk]), form)
    assert not Message.objects.filter(thread=thread, state="queued").exists()
