"""Reaching one creator outside the platform: their addresses, every way with what it needs, and writing."""

from dataclasses import dataclass, field

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.campaigns.queries.campaigns import campaign_for
from rapport.campaigns.queries.other_ways import OtherWays, ways_when_out
from rapport.campaigns.queries.words import suggested
from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.creators.actions.contacts import add_contact, remove_contact
from rapport.creators.models import Creator
from rapport.creators.queries.contacts import contact_rows
from rapport.creators.queries.profile import creator as one_creator
from rapport.creators.rules.contact_points import Basis, ContactKind
from rapport.outreach.actions.reaching import Words, note_by_hand, queue_on_channel
from rapport.outreach.channels.channel import MACHINE_SENT, OUTSIDE, Channel, Need
from rapport.outreach.channels.hand.rules import ChatLink, links
from rapport.outreach.channels.whatsapp.templates import ApprovedTemplate, approved
from rapport.outreach.queries.channels import accounts_of, next_key
from rapport.outreach.queries.ways import Way, ways_to
from rapport.outreach.rules.wording import Purpose
from rapport.shared.refusals import Refusal
from rapport.shops.models import Shop
from rapport.shops.rules.roles import Ability

BASES = tuple(Basis)


@dataclass(frozen=True, slots=True)
class WayForm:
    """One way with what its form needs."""

    way: Way
    key: str
    templates: tuple[ApprovedTemplate, ...] = ()
    links: list[ChatLink] = field(default_factory=list)

    @property
    def needs_confirmation(self) -> bool:
        return Need.CONFIRMATION in self.way.reach.needs

    @property
    def needs_template(self) -> bool:
        return Need.TEMPLATE in self.way.reach.needs

    @property
    def needs_person(self) -> bool:
        return Need.PERSON in self.way.reach.needs


@page
def reach(desk: Desk, creator_id: int) -> HttpResponse:
    """Every way to a creator from the chosen shop, or from the first one of their region."""
    found = one_creator(desk.workspace_id, creator_id)
    shop = desk.chosen_shop() or _shop_for(desk, found)
    context: dict[str, object] = {"active": "creators", "creator": found, "shop": shop, "forms": [], "text": ""}
    if desk.may(Ability.CONTACT):
        context |= {"contacts": contact_rows(desk.workspace_id, creator_id), "kinds": ContactKind, "bases": BASES}
        if shop is not None:
            text = _text(desk, shop, found)
            context |= {"forms": _forms(desk, shop, found, text), "text": text}
    return desk.show("channels/reach.html", context)


@write(Ability.CONTACT)
def send_on_channel(desk: Desk, creator_id: int) -> HttpResponse:
    """Queue what was written under the name that the form carries, or note what a person sent by their own hand."""
    found, sent = one_creator(desk.workspace_id, creator_id), desk.request.POST
    shop = desk.shop(entries.row_id(entries.text(sent, "shop")) or 0)
    with desk.told():
        channel = Channel(entries.one_of(sent, "channel", [one.value for one in OUTSIDE]))
        words = Words(
            text=entries.text(sent, "text"),
            subject=entries.text(sent, "subject"),
            template=entries.text(sent, "template"),
            confirmed=entries.text(sent, "confirmed") == "yes",
        )
        key, by, now = entries.text(sent, "key"), desk.seat.actor, desk.now_of(shop)
        check_key(key, shop, found)
        if channel in MACHINE_SENT:
            queue_on_channel(shop, found, channel, words, key, by=by, now=now)
            desk.say(gettext("On its way: the worker sends it at the channel's pace."))
        else:
            note_by_hand(shop, found, entries.text(sent, "address"), words, key, by=by, now=now)
            desk.say(gettext("Noted: you sent it yourself."))
    return desk.back("reach", creator_id)


@write(Ability.CONTACT)
def keep_contact(desk: Desk, creator_id: int) -> HttpResponse:
    """Enter an address, with the basis on which it is held."""
    sent = desk.request.POST
    with desk.told():
        kind = ContactKind(entries.one_of(sent, "kind", [one.value for one in ContactKind]))
        basis = Basis(entries.one_of(sent, "basis", [one.value for one in Basis]))
        typed, proof = entries.text(sent, "address"), entries.text(sent, "proof")
        add_contact(desk.workspace_id, creator_id, kind, typed, basis, proof, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("Kept, with today's date and its basis."))
    return desk.back("reach", creator_id)


@write(Ability.CONTACT)
def drop_contact(desk: Desk, contact_id: int) -> HttpResponse:
    """Forget one address."""
    creator_id = remove_contact(desk.workspace_id, contact_id, by=desk.seat.actor, now=desk.now)
    desk.say(gettext("Deleted here."))
    return desk.back("reach", creator_id)


class KeyForeign(Refusal):
    """The form carries the name of another creator's message."""

    code = "console.key_foreign"


def check_key(key: str, shop: Shop, creator: Creator) -> None:
    """Refuses with KeyForeign."""
    parts = key.split(":")
    if parts[:1] != ["channel"] or parts[2:4] != [str(shop.pk), str(creator.pk)]:
        raise KeyForeign


def when_out(desk: Desk, shops: list[Shop]) -> list[OtherWays]:
    """For each shop whose quota is used up the creators that can be reached otherwise."""
    found = (ways_when_out(shop, desk.now_of(shop)) for shop in shops)
    return [one for one in found if one is not None]


def _forms(desk: Desk, shop: Shop, creator: Creator, text: str) -> list[WayForm]:
    now, known = desk.now_of(shop), accounts_of(shop.pk)
    account = known.get(Channel.WHATSAPP)
    templates = approved(str(account.settings.get("templates", ""))) if account else ()
    return [
        WayForm(
            way,
            next_key(shop, creator, way.channel),
            templates if way.channel is Channel.WHATSAPP else (),
            links(way.facts, text, shop.workspace.brand) if way.channel is Channel.HAND else [],
        )
        for way in ways_to(shop, [creator], now)[creator.pk]
    ]


def _shop_for(desk: Desk, creator: Creator) -> Shop | None:
    near = (shop for shop in desk.shops if shop.region == creator.region)
    return next(near, None) or next(iter(desk.shops), None)


def _text(desk: Desk, shop: Shop, creator: Creator) -> str:
    """The words of an invitation, where enough is known to compose them."""
    try:
        now = desk.now_of(shop)
        return suggested(shop, creator, Purpose.INVITE, campaign_for(shop.pk, creator.pk, now), now=now)
    except Refusal:
        return ""
