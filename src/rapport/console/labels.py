"""Tags and lists: all of a workspace, what stands on one list, and what the profile shows of them."""

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.creators.actions import labels as tag_actions
from rapport.creators.actions import lists as list_actions
from rapport.creators.queries.groupings import lists_of_creators, tags_of_creators
from rapport.creators.queries.labels import tags_of
from rapport.creators.queries.lists import creator_list, entries_of, lists_of
from rapport.shops.rules.roles import Ability


def labels_of(desk: Desk, creator_id: int) -> dict[str, object]:
    """What the profile's part shows: the creator's tags and lists, and those there are to choose from."""
    return {
        "tags": tags_of_creators([creator_id]).get(creator_id, ()),
        "lists": lists_of_creators([creator_id]).get(creator_id, ()),
        "tags_known": tags_of(desk.workspace_id),
        "lists_known": lists_of(desk.workspace_id),
    }


@page
def lists(desk: Desk) -> HttpResponse:
    context = {"active": "creators", "lists": lists_of(desk.workspace_id), "tags": tags_of(desk.workspace_id)}
    return desk.show("creators/lists.html", context)


@page
def one_list(desk: Desk, list_id: int) -> HttpResponse:
    found = creator_list(desk.workspace_id, list_id)
    context = {"active": "creators", "found": found, "list": entries_of(found, entries.page(desk.request.GET))}
    return desk.show("creators/one_list.html", context)


@write(Ability.PLAN)
def open_list(desk: Desk) -> HttpResponse:
    with desk.told():
        name = entries.text(desk.request.POST, "name")
        made = list_actions.open_list(desk.workspace_id, name, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("The list is there."))
        return desk.back("creator_list", made.pk)
    return desk.back("lists")


@write(Ability.PLAN)
def rename_list(desk: Desk, list_id: int) -> HttpResponse:
    with desk.told():
        name = entries.text(desk.request.POST, "name")
        list_actions.rename_list(desk.workspace_id, list_id, name, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("Renamed."))
    return desk.back("creator_list", list_id)


@write(Ability.PLAN)
def remove_list(desk: Desk, list_id: int) -> HttpResponse:
    """Forget a list; its creators stay in the library."""
    list_actions.remove_list(desk.workspace_id, list_id, by=desk.seat.actor, now=desk.now)
    desk.say(gettext("The list is removed; its creators stay in the library."))
    return desk.back("lists")


@write(Ability.PLAN)
def rename_tag(desk: Desk, tag_id: int) -> HttpResponse:
    with desk.told():
        name = entries.text(desk.request.POST, "name")
        tag_actions.rename_tag(desk.workspace_id, tag_id, name, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("Renamed."))
    return desk.back("lists")


@write(Ability.PLAN)
def remove_tag(desk: Desk, tag_id: int) -> HttpResponse:
    """Take a tag off everybody."""
    tag_actions.remove_tag(desk.workspace_id, tag_id, by=desk.seat.actor, now=desk.now)
    desk.say(gettext("The tag is removed from everybody."))
    return desk.back("lists")
