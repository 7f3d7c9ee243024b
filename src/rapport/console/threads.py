"""Threads: all talks over all shops; one talk with its invitation, and the answer that can be sent from it."""

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.campaigns.queries.answers import draft_for
from rapport.console import entries
from rapport.console.answering import helps, note_answer
from rapport.console.desk import Desk, page, write
from rapport.console.quota import quota_card
from rapport.outreach.actions.answering import let_rest, write_in_thread
from rapport.outreach.actions.invitations import close_invitation
from rapport.outreach.models import Message
from rapport.outreach.queries.invitations import invitation, invitations_between
from rapport.outreach.queries.phrases import declining_phrases
from rapport.outreach.queries.threads import messages_of, thread, thread_page
from rapport.outreach.rules.intent import declines
from rapport.outreach.rules.life import Ending, Stage
from rapport.shops.queries.shops import policy_of
from rapport.shops.rules.roles import Ability

ENDINGS = (Ending.DECLINED, Ending.WITHDRAWN)
"""How a person may close an invitation."""


@page
def threads(desk: Desk) -> HttpResponse:
    asked = desk.request.GET
    shop, waiting, text = desk.chosen_shop(), asked.get("waiting") == "1", entries.text(asked, "text")
    shop_id = shop.pk if shop else None
    context = {
        "active": "threads",
        "list": thread_page(desk.workspace_id, shop_id=shop_id, waiting=waiting, text=text, page=entries.page(asked)),
        "shop": shop,
        "waiting": waiting,
        "text": text,
        "shops": {one.pk: one for one in desk.shops},
    }
    return desk.show("threads/list.html", context)


@page
def one_thread(desk: Desk, thread_id: int) -> HttpResponse:
    found = thread(desk.workspace_id, thread_id)
    messages = messages_of(desk.workspace_id, thread_id)
    asked = invitations_between(found.shop_id, found.creator_id)
    standing = next((one for one in asked if one.stage != Stage.CLOSED), None)
    said = [one.text for one in messages if one.state == Message.State.RECEIVED]
    draft = draft_for(found, standing, now=desk.now_of(found.shop))
    context = {
        "active": "threads",
        "thread": found,
        "shop": found.shop,
        "talk": messages,
        "invitation": asked[0] if asked else None,
        "standing": standing,
        "declined": bool(said) and declines(said[-1], declining_phrases()),
        "card": quota_card(desk, found.shop),
        "chars_max": policy_of(found.shop).collaboration.message_chars_max,
        **helps(desk, found, messages, draft),
    }
    return desk.show("threads/thread.html", context)


@write(Ability.CONTACT)
def send(desk: Desk, thread_id: int) -> HttpResponse:
    """Queue the text of the box under the name that the form carries: pressed twice, it is sent once."""
    found, sent = thread(desk.workspace_id, thread_id), desk.request.POST
    text, key = entries.text(sent, "text"), entries.text(sent, "key")
    with desk.told():
        now = desk.now_of(found.shop)
        made = write_in_thread(desk.workspace_id, thread_id, text, key, by=desk.seat.actor, now=now)
        note_answer(desk, found, made)
        desk.say(gettext("On its way: the worker sends it."))
    return desk.back("thread", thread_id)


@write(Ability.CONTACT)
def no_answer(desk: Desk, thread_id: int) -> HttpResponse:
    """The creator needs no answer."""
    found = thread(desk.workspace_id, thread_id)
    let_rest(desk.workspace_id, thread_id, by=desk.seat.actor, now=desk.now_of(found.shop))
    desk.say(gettext("Noted: no answer needed."))
    return desk.back("thread", thread_id)


@write(Ability.CONTACT)
def close(desk: Desk, invitation_id: int) -> HttpResponse:
    """End an invitation by hand: the creator said no, or we withdraw it."""
    found = invitation(desk.workspace_id, invitation_id)
    ending = Ending(entries.one_of(desk.request.POST, "ending", [one.value for one in ENDINGS]))
    with desk.told():
        close_invitation(found, ending, by=desk.seat.actor, now=desk.now_of(found.shop))
        desk.say(gettext("The invitation is closed."))
    return desk.back("threads")
