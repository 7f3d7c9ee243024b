"""What every page marks between a workspace and a creator, and the forms by which a person takes a mark away."""

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.console import entries
from rapport.console.desk import Desk, write
from rapport.creators.models import Creator
from rapport.outreach.actions.opt_outs import note_consent, opt_out_by_hand
from rapport.outreach.actions.reopening import end_cooldown, reopen_invitation
from rapport.outreach.queries.invitations import invitation, invitations_of_creator
from rapport.outreach.queries.opt_outs import opt_outs_of, opted_out_among
from rapport.outreach.rules.standing import Between, Marked, marks
from rapport.shops.models import Shop
from rapport.shops.queries.shops import playbook_of
from rapport.shops.rules.roles import Ability


def marks_of(desk: Desk, shop: Shop, between: Between) -> tuple[Marked, ...]:
    """The marks at this moment, by the shop's own playbook and time."""
    return marks(between, playbook_of(shop).follow_up, desk.now_of(shop))


def standing_of(desk: Desk, creator: Creator) -> dict[str, object]:
    """What the creator's page shows: the marks of the newest invitation, and every time they asked us to stop."""
    asked = next(iter(invitations_of_creator(desk.workspace_id, creator.pk)), None)
    told = opt_outs_of(creator.pk)
    since = opted_out_among([creator.pk]).get(creator.pk)
    between = Between(asked.facts(None, None) if asked else None, creator.blocked_why, since)
    shop = desk.shop(asked.shop_id) if asked else next(iter(desk.shops), None)
    found = marks_of(desk, shop, between) if shop else ()
    return {"standing_marks": found, "opt_outs": told, "is_opted_out": since is not None}


@write(Ability.CONTACT)
def reopen(desk: Desk, invitation_id: int) -> HttpResponse:
    """Open a closed invitation again."""
    found, why = invitation(desk.workspace_id, invitation_id), entries.text(desk.request.POST, "why")
    with desk.told():
        now = desk.now_of(found.shop)
        reopen_invitation(desk.workspace_id, invitation_id, why, by=desk.seat.actor, now=now)
        desk.say(gettext("The invitation is open again."))
    return desk.back("invitations")


@write(Ability.CONTACT)
def end_wait(desk: Desk, invitation_id: int) -> HttpResponse:
    """End a cool-down early."""
    found, why = invitation(desk.workspace_id, invitation_id), entries.text(desk.request.POST, "why")
    with desk.told():
        now = desk.now_of(found.shop)
        end_cooldown(desk.workspace_id, invitation_id, why, by=desk.seat.actor, now=now)
        desk.say(gettext("The cool-down is over; they may be invited again."))
    return desk.back("invitations")


@write(Ability.CONTACT)
def opt_out(desk: Desk, creator_id: int) -> HttpResponse:
    """The creator asked not to be written to."""
    why = entries.text(desk.request.POST, "why")
    opt_out_by_hand(desk.workspace_id, creator_id, why, by=desk.seat.actor, now=desk.now)
    desk.say(gettext("Nobody writes to them before a new consent is noted."))
    return desk.back("creator", creator_id)


@write(Ability.CONTACT)
def consent(desk: Desk, creator_id: int) -> HttpResponse:
    """The creator agreed to be written to again."""
    words = entries.text(desk.request.POST, "consent")
    with desk.told():
        note_consent(desk.workspace_id, creator_id, words, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("Their consent is noted."))
    return desk.back("creator", creator_id)
