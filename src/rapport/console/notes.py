"""Notes about creators, as members write and remove them."""

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.console import entries
from rapport.console.desk import Desk, write
from rapport.creators.actions.notes import remove_note, write_note
from rapport.shops.rules.roles import Ability


@write(Ability.PLAN)
def add(desk: Desk, creator_id: int) -> HttpResponse:
    with desk.told():
        text = entries.text(desk.request.POST, "text")
        write_note(desk.workspace_id, creator_id, text, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("Noted."))
    return desk.back("creator", creator_id)


@write(Ability.PLAN)
def remove(desk: Desk, note_id: int) -> HttpResponse:
    creator_id = remove_note(desk.workspace_id, note_id, by=desk.seat.actor, now=desk.now)
    desk.say(gettext("The note is removed."))
    return desk.back("creator", creator_id)
