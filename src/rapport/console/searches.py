"""Saved searches of the marketplace: what is looked for, how often, and what the last run found."""

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext

from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.creators.actions.searches import ask_to_run, delete_search, pause_search, save_search
from rapport.creators.queries.searches import searches_of
from rapport.creators.rules.marketplace import (
    AGENCIES,
    AGES,
    COMMISSIONS,
    CONTENTS,
    GENDERS,
    GMV_BANDS,
    POST_RATES,
    UNIT_BANDS,
    Wanted,
)
from rapport.shared.figures import FigureUnreadable
from rapport.shared.refusals import NotFound
from rapport.shops.models import Shop
from rapport.shops.rules.roles import Ability

STATES = ("paused", "repeated")
CHOICES = {
    "gmv_bands": GMV_BANDS,
    "unit_bands": UNIT_BANDS,
    "ages": AGES,
    "contents": CONTENTS,
}
"""Conditions of which several values may be chosen."""
ONE_OF = {"gender": GENDERS, "post_rate": POST_RATES, "agency": AGENCIES}


@page
def searches(desk: Desk) -> HttpResponse:
    context = {
        "active": "creators",
        "searches": searches_of(desk.workspace_id),
        "now_by_shop": desk.now_by_shop(),
        "can_search": bool(_connected(desk)),
    }
    return desk.show("creators/searches.html", context)


@page
def new_search(desk: Desk) -> HttpResponse:
    return _form(desk, {"every_days": "7"})


@write(Ability.PLAN)
def create_search(desk: Desk) -> HttpResponse:
    """Save the search; what is refused is told above the form, which keeps what was typed."""
    sent = desk.request.POST
    shop = desk.shop(entries.row_id(entries.text(sent, "shop")) or 0)
    with desk.told():
        save_search(
            shop,
            entries.text(sent, "name"),
            _wanted(sent),
            every_days=entries.whole(sent, "every_days"),
            by=desk.seat.actor,
            now=desk.now_of(shop),
        )
        desk.say(gettext("Saved."))
        return desk.to("searches")
    return _form(desk, sent.dict())


@write(Ability.PLAN)
def run_search(desk: Desk, search_id: int) -> HttpResponse:
    ask_to_run(desk.workspace_id, search_id, by=desk.seat.actor, now=desk.now)
    desk.say(gettext("The worker looks through the marketplace now."))
    return desk.back("searches")


@write(Ability.PLAN)
def rest_search(desk: Desk, search_id: int) -> HttpResponse:
    """Pause a search, or repeat it again."""
    is_paused = entries.one_of(desk.request.POST, "state", STATES) == "paused"
    pause_search(desk.workspace_id, search_id, paused=is_paused, by=desk.seat.actor, now=desk.now)
    desk.say(gettext("Paused: it runs only when you ask.") if is_paused else gettext("It is repeated again."))
    return desk.back("searches")


@write(Ability.PLAN)
def remove_search(desk: Desk, search_id: int) -> HttpResponse:
    delete_search(desk.workspace_id, search_id, by=desk.seat.actor, now=desk.now)
    desk.say(gettext("Deleted. Whom it found stays in the library."))
    return desk.back("searches")


def _connected(desk: Desk) -> list[Shop]:
    return [shop for shop in desk.shops if shop.connection_id is not None]


def _form(desk: Desk, typed: dict[str, str]) -> HttpResponse:
    desk.seat.require(Ability.PLAN)
    shops = _connected(desk)
    if not shops and desk.request.method == "POST":
        raise NotFound(what="shop")
    context = {
        "active": "creators",
        "typed": typed,
        "ticked": {name: desk.request.POST.getlist(name) for name in CHOICES},
        "connected": shops,
        "choices": CHOICES,
        "one_of": ONE_OF,
        "commissions": COMMISSIONS,
    }
    return desk.show("creators/new_search.html", context)


def _wanted(sent: QueryDict) -> Wanted:
    """The conditions of a form. Refuses with SearchInvalid or FigureUnreadable."""
    return Wanted(
        keyword=entries.text(sent, "keyword"),
        followers_from=entries.whole(sent, "followers_from"),
        followers_to=entries.whole(sent, "followers_to"),
        gmv_bands=tuple(sent.getlist("gmv_bands")),
        unit_bands=tuple(sent.getlist("unit_bands")),
        views_from=entries.whole(sent, "views_from"),
        live_viewers_from=entries.whole(sent, "live_viewers_from"),
        engagement_from=_whole_percent(sent, "engagement_from"),
        ages=tuple(sent.getlist("ages")),
        gender=entries.text(sent, "gender"),
        gender_share_from=entries.rate(sent, "gender_share_from"),
        commission_below=entries.whole(sent, "commission_below"),
        post_rate=entries.text(sent, "post_rate"),
        agency=entries.text(sent, "agency"),
        contents=tuple(sent.getlist("contents")),
        only_fast_growing="only_fast_growing" in sent,
        only_not_invited="only_not_invited" in sent,
    )


def _whole_percent(sent: QueryDict, name: str) -> int | None:
    """The platform takes no parts of a percent here."""
    found = entries.rate(sent, name)
    if found is None:
        return None
    percent, rest = divmod(found, 100)
    if rest:
        raise FigureUnreadable(text=entries.text(sent, name))
    return percent
