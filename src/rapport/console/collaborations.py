"""Target collaborations: what the platform holds, with creators, rates and what each of them did."""

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.collaborations.models import TargetCollaboration
from rapport.collaborations.queries import collaboration, collaboration_page
from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.outreach.actions.invitations import end_collaboration
from rapport.shops.rules.roles import Ability

OVER = (TargetCollaboration.State.ENDED, TargetCollaboration.State.REFUSED)


@page
def collaborations(desk: Desk) -> HttpResponse:
    shop, asked = desk.chosen_shop(), desk.request.GET
    state = entries.filter_of(asked, "state", TargetCollaboration.State.values)
    context = {
        "active": "collaborations",
        "shop": shop,
        "state": state,
        "states": TargetCollaboration.State.values,
        "list": collaboration_page(desk.workspace_id, shop.pk if shop else None, state, entries.page(asked)),
    }
    return desk.show("collaborations/list.html", context)


@page
def one_collaboration(desk: Desk, collaboration_id: int) -> HttpResponse:
    found = collaboration(desk.workspace_id, collaboration_id)
    context = {
        "active": "collaborations",
        "one": found,
        "shop": found.shop,
        "products": list(found.products.all()),
        "seats": list(found.creators.all()),
        "is_over": found.state in OVER,
    }
    return desk.show("collaborations/collaboration.html", context)


@write(Ability.CONTACT)
def end(desk: Desk, collaboration_id: int) -> HttpResponse:
    """Withdraw its invitations and take it from the platform."""
    found = collaboration(desk.workspace_id, collaboration_id)
    with desk.told():
        end_collaboration(found, by=desk.seat.actor, now=desk.now_of(desk.shop(found.shop_id)))
        desk.say(gettext("Ended: the worker tells the platform."))
    return desk.back("collaboration", collaboration_id)
