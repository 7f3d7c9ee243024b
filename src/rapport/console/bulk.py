"""What is done to many creators at once: tags, lists, the blocklist, comparing. The same again changes nothing."""

from collections.abc import Callable, Mapping, Sequence

from django.http import HttpResponse
from django.utils.translation import gettext, ngettext

from rapport.console import entries
from rapport.console.desk import Desk, write
from rapport.creators.actions.blocking import block_creators, unblock_creators
from rapport.creators.actions.labels import tag_creators, untag_creators
from rapport.creators.actions.lists import put_on_list, take_off_list
from rapport.creators.queries.comparing import TooManyToCompare
from rapport.creators.rules.comparing import MOST
from rapport.shared.refusals import NotFound, Refusal
from rapport.shops.rules.roles import Ability

Act = Callable[[Desk, Sequence[int]], str]
COMPARE = "compare"
LEAST_COMPARED = 2


class TooFewToCompare(Refusal):
    """One creator alone, or nobody, is compared with nobody."""

    code = "console.too_few_to_compare"


@write(Ability.PLAN)
def bulk(desk: Desk) -> HttpResponse:
    """Do `act` to every `creator` that the form names, all or none of them."""
    with desk.told():
        act = entries.one_of(desk.request.POST, "act", (*ACTS, COMPARE))
        chosen = _chosen(desk)
        if act == COMPARE:
            return _compare(desk, chosen)
        desk.say(ACTS[act](desk, chosen) if chosen else gettext("Nobody was chosen."))
    return desk.back("creators")


def _compare(desk: Desk, chosen: Sequence[int]) -> HttpResponse:
    """To the page that shows the chosen side by side. Refuses with TooFewToCompare or TooManyToCompare."""
    if len(chosen) < LEAST_COMPARED:
        raise TooFewToCompare(least=LEAST_COMPARED, asked=len(chosen))
    if len(chosen) > MOST:
        raise TooManyToCompare(most=MOST, asked=len(chosen))
    return desk.to("compare_creators", creator=chosen)


def _chosen(desk: Desk) -> list[int]:
    """The ids that the form names. Refuses with NotFound what is none."""
    typed = desk.request.POST.getlist("creator")
    ids = [entries.row_id(one) for one in typed]
    if None in ids:
        raise NotFound(what="creator", id="")
    return [one for one in ids if one is not None]


def _tag(desk: Desk, chosen: Sequence[int]) -> str:
    name = entries.text(desk.request.POST, "tag")
    count = tag_creators(desk.workspace_id, chosen, name, by=desk.seat.actor, now=desk.now)
    return _counted(ngettext("%(count)d creator tagged.", "%(count)d creators tagged.", count), count)


def _untag(desk: Desk, chosen: Sequence[int]) -> str:
    name = entries.text(desk.request.POST, "tag")
    count = untag_creators(desk.workspace_id, chosen, name, by=desk.seat.actor, now=desk.now)
    return _counted(ngettext("Tag taken off %(count)d creator.", "Tag taken off %(count)d creators.", count), count)


def _list(desk: Desk, chosen: Sequence[int]) -> str:
    name = entries.text(desk.request.POST, "list")
    count = put_on_list(desk.workspace_id, chosen, name, by=desk.seat.actor, now=desk.now)
    return _counted(ngettext("%(count)d creator put on the list.", "%(count)d creators put on the list.", count), count)


def _unlist(desk: Desk, chosen: Sequence[int]) -> str:
    name = entries.text(desk.request.POST, "list")
    count = take_off_list(desk.workspace_id, chosen, name, by=desk.seat.actor, now=desk.now)
    said = ngettext("%(count)d creator taken off the list.", "%(count)d creators taken off the list.", count)
    return _counted(said, count)


def _block(desk: Desk, chosen: Sequence[int]) -> str:
    why = entries.text(desk.request.POST, "why")
    count = block_creators(desk.workspace_id, chosen, why, by=desk.seat.actor, now=desk.now)
    return _counted(ngettext("%(count)d creator blocked.", "%(count)d creators blocked.", count), count)


def _unblock(desk: Desk, chosen: Sequence[int]) -> str:
    count = unblock_creators(desk.workspace_id, chosen, by=desk.seat.actor, now=desk.now)
    said = ngettext("%(count)d creator taken off the blocklist.", "%(count)d creators taken off the blocklist.", count)
    return _counted(said, count)


def _counted(text: str, count: int) -> str:
    return text % {"count": count}


ACTS: Mapping[str, Act] = {
    "tag": _tag,
    "untag": _untag,
    "list": _list,
    "unlist": _unlist,
    "block": _block,
    "unblock": _unblock,
}
