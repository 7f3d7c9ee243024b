"""One person, several records: what may be one, merging, saying no, and undoing."""

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.campaigns.actions.people import merge_people, merge_proposed
from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.creators.actions.merging import dismiss, undo_merge
from rapport.creators.models import Creator
from rapport.creators.queries.people import merges, people_of, proposals
from rapport.creators.queries.profile import creator as one_creator
from rapport.creators.queries.profile import named
from rapport.shared.refusals import Refusal
from rapport.shops.rules.roles import Ability


class HandleUnknown(Refusal):
    """Nobody in the library has the handle that was typed, or several have."""

    code = "console.handle_unknown"


def people_part(creator: Creator) -> dict[str, object]:
    """What the profile's part shows."""
    return {"people": people_of(creator)}


@page
def people(desk: Desk) -> HttpResponse:
    context = {
        "active": "creators",
        "list": proposals(desk.workspace_id, entries.page(desk.request.GET)),
        "merges": merges(desk.workspace_id),
    }
    return desk.show("creators/people.html", context)


@write(Ability.PLAN)
def merge(desk: Desk, creator_id: int) -> HttpResponse:
    """Make this creator and the one of a typed handle one."""
    one_creator(desk.workspace_id, creator_id)
    with desk.told():
        other = _named(desk, entries.text(desk.request.POST, "handle"), creator_id)
        made = merge_people(desk.workspace_id, creator_id, other, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("They are one now."))
        return desk.back("creator", made.kept_id)
    return desk.back("creator", creator_id)


@write(Ability.PLAN)
def accept(desk: Desk, proposal_id: int) -> HttpResponse:
    """Merge the two of a proposal."""
    with desk.told():
        merge_proposed(desk.workspace_id, proposal_id, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("They are one now."))
    return desk.back("people")


@write(Ability.PLAN)
def refuse(desk: Desk, proposal_id: int) -> HttpResponse:
    """The two of a proposal are two people."""
    dismiss(desk.workspace_id, proposal_id, by=desk.seat.actor, now=desk.now)
    desk.say(gettext("Two people: nobody will ask again."))
    return desk.back("people")


@write(Ability.PLAN)
def undo(desk: Desk, merge_id: int) -> HttpResponse:
    """Make two records of one again."""
    with desk.told():
        made = undo_merge(desk.workspace_id, merge_id, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("They are two again, as before."))
        return desk.back("creator", made.kept_id)
    return desk.back("people")


def _named(desk: Desk, handle: str, beside: int) -> int:
    """The one other creator of a handle. Refuses with HandleUnknown."""
    found = [one for one in named(desk.workspace_id, handle) if one.pk != beside]
    if len(found) != 1:
        raise HandleUnknown(handle=handle, found=len(found))
    return found[0].pk
