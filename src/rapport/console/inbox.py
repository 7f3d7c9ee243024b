"""Working in a thread with others: hand-over, notes, who looks on, templates, cards and pictures."""

from datetime import datetime

from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext

from rapport.campaigns.queries.insertable import insertable
from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.outreach.actions.answering import Page, send_card, send_picture
from rapport.outreach.actions.inbox import assign_thread, be_seen, write_thread_note
from rapport.outreach.queries.inbox import others_at
from rapport.outreach.queries.pictures import picture
from rapport.outreach.queries.threads import newest_message_id, thread
from rapport.outreach.rules.cards import Card, CardKind
from rapport.shared.refusals import NotFound
from rapport.shops.rules.roles import Ability

SENDABLE = (CardKind.PRODUCT, CardKind.COLLABORATION, CardKind.SAMPLE)


@write(Ability.CONTACT)
def presence(desk: Desk, thread_id: int) -> HttpResponse:
    """Fetched every few seconds: says that this member is here, and tells who else is, and what came meanwhile."""
    thread(desk.workspace_id, thread_id)
    sent = desk.request.POST
    seen, up_to = entries.row_id(entries.text(sent, "seen")), _moment(desk)
    typing = entries.text(sent, "typing") == "1"
    be_seen(thread_id, desk.user.pk, typing=typing, up_to=up_to, machine_now=desk.machine_now)
    context = {
        "others": others_at(thread_id, desk.user.pk, desk.machine_now),
        "moved_on": seen is not None and newest_message_id(thread_id) > seen,
    }
    return desk.show("threads/presence.html", context)


@write(Ability.CONTACT)
def assign(desk: Desk, thread_id: int) -> HttpResponse:
    """Hand the thread to a member, or to nobody."""
    found = thread(desk.workspace_id, thread_id)
    member = entries.row_id(entries.text(desk.request.POST, "member"))
    assign_thread(desk.workspace_id, thread_id, member, by=desk.seat.actor, now=desk.now_of(found.shop))
    desk.say(gettext("Handed over.") if member else gettext("Nobody's now."))
    return desk.back("thread", thread_id)


@write(Ability.CONTACT)
def note(desk: Desk, thread_id: int) -> HttpResponse:
    found, text = thread(desk.workspace_id, thread_id), entries.text(desk.request.POST, "text")
    with desk.told():
        write_thread_note(desk.workspace_id, thread_id, text, by=desk.seat.actor, now=desk.now_of(found.shop))
        desk.say(gettext("Noted."))
    return desk.back("thread", thread_id)


@page
def words(desk: Desk, thread_id: int) -> HttpResponse:
    """The answer's box with a template in it, filled for this creator."""
    found = thread(desk.workspace_id, thread_id)
    texts = insertable(found, now=desk.now_of(found.shop))
    chosen = entries.row_id(entries.text(desk.request.GET, "template"))
    text = texts[chosen].text if chosen is not None and chosen < len(texts) else ""
    return desk.show("threads/box.html", {"thread": found, "text": text})


@write(Ability.CONTACT)
def card(desk: Desk, thread_id: int) -> HttpResponse:
    """Send a product, a collaboration or a sample as a card."""
    found, sent = thread(desk.workspace_id, thread_id), desk.request.POST
    with desk.told():
        kind, _, subject = entries.text(sent, "card").partition(":")
        if kind not in SENDABLE or not subject:
            raise NotFound(what="card", id=subject)
        asked = Card(CardKind(kind), subject)
        now = desk.now_of(found.shop)
        send_card(desk.workspace_id, thread_id, asked, page_of(desk), by=desk.seat.actor, now=now)
        desk.say(gettext("On its way: the worker sends it."))
    return desk.back("thread", thread_id)


@write(Ability.CONTACT)
def upload(desk: Desk, thread_id: int) -> HttpResponse:
    """Send a picture."""
    found, file = thread(desk.workspace_id, thread_id), desk.request.FILES.get("picture")
    if file is None:
        raise NotFound(what="picture", id="")
    with desk.told():
        now = desk.now_of(found.shop)
        send_picture(desk.workspace_id, thread_id, file.read(), page_of(desk), by=desk.seat.actor, now=now)
        desk.say(gettext("On its way: the worker sends it."))
    return desk.back("thread", thread_id)


@page
def show_picture(desk: Desk, message_id: int) -> HttpResponse:
    """A message's picture, from our own store."""
    found = picture(desk.workspace_id, message_id)
    answer = HttpResponse(bytes(found.content), content_type=found.media_type)
    answer["Content-Disposition"] = "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(answer, private=True)
    return answer


def page_of(desk: Desk) -> Page:
    """What the form says of the page it stood on."""
    sent = desk.request.POST
    return Page(entries.text(sent, "key"), entries.row_id(entries.text(sent, "seen")))


def _moment(desk: Desk) -> datetime | None:
    return entries.moment(desk.request.POST, "up_to") if entries.text(desk.request.POST, "up_to") else None
