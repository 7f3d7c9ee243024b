"""Saved views: the endpoints that save, rename and remove them; the Creators page shows them."""

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.console import entries
from rapport.console.desk import Desk, write
from rapport.creators.actions.views import ViewDraft, remove_view, rename_view, save_view
from rapport.shops.rules.roles import Ability


@write(Ability.PLAN)
def save(desk: Desk) -> HttpResponse:
    """Keep `screen` and `sort` under `name`, for oneself or, with `shared`, for everybody here."""
    sent = desk.request.POST
    with desk.told():
        draft = ViewDraft(
            name=entries.text(sent, "name"),
            screen=entries.text(sent, "screen"),
            sort=entries.text(sent, "sort"),
            is_shared=bool(entries.text(sent, "shared")),
        )
        save_view(desk.workspace_id, draft, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("The view is saved."))
    return desk.back("creators")


@write(Ability.PLAN)
def rename(desk: Desk, view_id: int) -> HttpResponse:
    with desk.told():
        name = entries.text(desk.request.POST, "name")
        rename_view(desk.workspace_id, view_id, name, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("Renamed."))
    return desk.back("creators")


@write(Ability.PLAN)
def remove(desk: Desk, view_id: int) -> HttpResponse:
    with desk.told():
        remove_view(desk.workspace_id, view_id, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("The view is removed."))
    return desk.back("creators")
