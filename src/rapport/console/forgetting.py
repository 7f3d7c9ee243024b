"""Forgetting one person on request: a page that says what goes and what stays, and the owner's button."""

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.campaigns.actions.forgetting import forget_person
from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.creators.queries.profile import creator
from rapport.shared.refusals import Refusal
from rapport.shops.rules.roles import Ability


class HandleDiffers(Refusal):
    """The handle typed to be sure is not the creator's."""

    code = "console.handle_differs"


@page
def confirm(desk: Desk, creator_id: int) -> HttpResponse:
    found = creator(desk.workspace_id, creator_id)
    return desk.show("creators/forget.html", {"active": "creators", "creator": found})


@write(Ability.CONFIGURE)
def forget(desk: Desk, creator_id: int) -> HttpResponse:
    """Forget the creator whose handle was typed once more."""
    found = creator(desk.workspace_id, creator_id)
    with desk.told():
        typed = entries.text(desk.request.POST, "handle").lower().removeprefix("@")
        if typed != found.handle:
            raise HandleDiffers(handle=found.handle)
        name = forget_person(desk.workspace_id, creator_id, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("Forgotten. Orders and commission stay under %(name)s.") % {"name": name})
        return desk.back("creators")
    return desk.back("forget_creator", creator_id)
