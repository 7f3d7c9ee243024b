"""Threads: the inbox over all shops and channels; one talk with its invitation, and the answer sent from it."""

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.campaigns.queries.answers import draft_for
from rapport.campaigns.queries.insertable import insertable
from rapport.campaigns.queries.invited import asked_by, campaign_names
from rapport.campaigns.queries.speaking import Speaking
from rapport.collaborations.queries import products_of
from rapport.console import entries
from rapport.console.answering import helps, note_answer
from rapport.console.desk import Desk, page, write
from rapport.console.inbox import page_of
from rapport.console.marks import marks_of
from rapport.console.quota import quota_card
from rapport.console.talk import talk_of
from rapport.creators.queries.labels import tags_of
from rapport.outreach.actions.answering import let_rest, write_in_thread
from rapport.outreach.actions.invitations import close_invitation
from rapport.outreach.models import Message
from rapport.outreach.queries.inbox import (
    BOXES,
    NOBODY,
    STAGES,
    Asked,
    between_of,
    channels_of,
    inbox_page,
    notes_of_thread,
    unread_count,
)
from rapport.outreach.queries.invitations import invitation, invitations_between
from rapport.outreach.queries.phrases import declining_phrases
from rapport.outreach.queries.threads import messages_of, thread
from rapport.outreach.rules.intent import declines
from rapport.outreach.rules.life import Ending, Stage
from rapport.samples.queries import requests_of_creator
from rapport.shops.queries.seats import members_of
from rapport.shops.queries.shops import policy_of
from rapport.shops.rules.roles import Ability

ENDINGS = (Ending.DECLINED, Ending.WITHDRAWN)
"""How a person may close an invitation."""
WAITS = (24, 48, 120)
"""Hours by which waiting talks can be narrowed."""


@page
def threads(desk: Desk) -> HttpResponse:
    members, channels = members_of(desk.workspace_id), channels_of(desk.workspace_id)
    mine = next((str(one.pk) for one in members if one.user_id == desk.user.pk), "")
    asked = _asked(desk, {mine, NOBODY, *(str(one.pk) for one in members)}, channels)
    shown = inbox_page(desk.workspace_id, asked, entries.page(desk.request.GET), desk.now)
    shops = {one.pk: one for one in desk.shops}
    context = {
        "active": "threads",
        "list": shown,
        "asked": asked,
        "campaign": entries.row_id(desk.request.GET.get("campaign", "")),
        "marks": {one.thread.pk: marks_of(desk, shops[one.thread.shop_id], one.between) for one in shown.rows},
        "unread": unread_count(desk.workspace_id),
        "shop": desk.chosen_shop(),
        "shops": shops,
        "channels": channels,
        "members": members,
        "mine": mine,
        "stages": STAGES,
        "tags": tags_of(desk.workspace_id),
        "campaigns": campaign_names(desk.workspace_id),
        "waits": WAITS,
    }
    return desk.show("threads/list.html", context)


def _asked(desk: Desk, members: set[str], channels: list[str]) -> Asked:
    """What the address narrows the inbox to; what it names and we do not know narrows nothing."""
    given, shop = desk.request.GET, desk.chosen_shop()
    campaign, hours = entries.row_id(given.get("campaign", "")), entries.row_id(given.get("hours", ""))
    box = "waiting" if given.get("waiting") == "1" else entries.filter_of(given, "box", BOXES)
    return Asked(
        shop_id=shop.pk if shop else None,
        box=box,
        channel=entries.filter_of(given, "channel", channels),
        stage=entries.filter_of(given, "stage", STAGES),
        tag_id=entries.row_id(given.get("tag", "")),
        assigned=entries.filter_of(given, "assigned", members - {""}),
        waiting_hours=hours if hours in WAITS else None,
        text=entries.text(given, "text"),
        creators=asked_by(desk.workspace_id, campaign) if campaign is not None else None,
    )


@page
def one_thread(desk: Desk, thread_id: int) -> HttpResponse:
    found = thread(desk.workspace_id, thread_id)
    messages = messages_of(desk.workspace_id, thread_id)
    asked = invitations_between(found.shop_id, found.creator_id)
    standing = next((one for one in asked if one.stage != Stage.CLOSED), None)
    said = [one.text for one in messages if one.state == Message.State.RECEIVED]
    between, now = between_of(found, asked[0] if asked else None), desk.now_of(found.shop)
    speaking = Speaking(found, now)
    draft = draft_for(found, standing, now=now, speaking=speaking)
    context = {
        "active": "threads",
        "thread": found,
        "shop": found.shop,
        "talk": talk_of(found, messages),
        "seen": max((one.pk for one in messages), default=0),
        "invitation": asked[0] if asked else None,
        "standing": standing,
        "between": between,
        "marks": marks_of(desk, found.shop, between),
        "declined": bool(said) and declines(said[-1], declining_phrases()),
        "texts": insertable(found, now=now, speaking=speaking),
        "products": products_of(found.shop_id),
        "samples": [
            one for one in requests_of_creator(desk.workspace_id, found.creator_id) if one.shop_id == found.shop_id
        ],
        "notes": notes_of_thread(thread_id),
        "members": members_of(desk.workspace_id),
        "card": quota_card(desk, found.shop),
        "chars_max": policy_of(found.shop).collaboration.message_chars_max,
        **helps(desk, speaking, messages, draft),
    }
    return desk.show("threads/thread.html", context)


@write(Ability.CONTACT)
def send(desk: Desk, thread_id: int) -> HttpResponse:
    """Queue the text of the box under the name that the form carries: pressed twice, it is sent once."""
    found, text, shown = thread(desk.workspace_id, thread_id), entries.text(desk.request.POST, "text"), page_of(desk)
    with desk.told():
        now = desk.now_of(found.shop)
        made = write_in_thread(
            desk.workspace_id, thread_id, text, shown.key, seen=shown.seen, by=desk.seat.actor, now=now
        )
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
