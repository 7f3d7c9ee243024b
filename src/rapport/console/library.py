"""The Creators page: the library found by a filter, with choices beside it, reasons in it, and views kept of it."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.http import HttpResponse

from rapport.console import entries
from rapport.console.desk import Desk, page
from rapport.console.facets import facets_of, options
from rapport.console.filters import WEIGHED, Asked, asked_of, playbook_for
from rapport.console.screen_text import askables
from rapport.console.screens import FIRST, MORE, PRESETS, preset, typed_of
from rapport.creators.models import SavedView
from rapport.creators.queries.labels import tags_of
from rapport.creators.queries.library import choices, library_page
from rapport.creators.queries.lists import lists_of
from rapport.creators.queries.reasons import Told, why
from rapport.creators.queries.views import views_of
from rapport.creators.rules.screens import RANKING
from rapport.creators.rules.screens.facets import FACETS
from rapport.creators.rules.screens.fields import NUMBERS
from rapport.policies.rules.playbooks import WantedAudience
from rapport.shared.conditions import Within

SCORES = range(5, 0, -1)
KEPT = ("region", "category", "text")
"""What a preset leaves as it is."""
COLUMNS = (
    ("followers", ""),
    ("gmv_30d", ""),
    ("units_30d", "wide-only"),
    ("average_views", "wide-only"),
    ("activity_30d", "wide-only"),
    ("interaction_rate", "wide-only"),
    ("score", ""),
)
"""The figures of the list, and which of them only wide screens show."""


@page
def creators(desk: Desk) -> HttpResponse:
    """One search and one count of the choices, however large the library."""
    asked = asked_of(desk)
    counts = choices(desk.workspace_id, asked.wanted.screen, FACETS, asked.bands, now=desk.now)
    context = {
        "active": "creators",
        "list": library_page(desk.workspace_id, asked.wanted, now=desk.now),
        "asked": asked,
        "facets": facets_of(asked, counts, desk.request.GET),
        "carried": _carried(asked),
        "regions": options(asked, counts, "region"),
        "categories": options(asked, counts, "category"),
        "columns": COLUMNS,
        "why": _why(desk, asked),
        **_form(asked),
        **_presets(desk, asked),
        **_views(desk, asked),
        **_bulk(desk),
    }
    return desk.show("creators/list.html", context)


def _form(asked: Asked) -> dict[str, object]:
    """What the form offers, whoever is in the library."""
    return {
        "typed": asked.typed,
        "currency": asked.currency,
        "first": FIRST,
        "more": MORE,
        "more_typed": any(asked.typed.get(f"{name}_{side}") for name in MORE for side in ("from", "to")),
        "scores": SCORES,
        "sorts": [one.name for one in NUMBERS],
        "weighable": [one.name for one in RANKING],
        "weighed": WEIGHED,
        "askables": askables(),
    }


def _carried(asked: Asked) -> list[tuple[str, str]]:
    """The choices that the form has no field for, as it carries them along."""
    beside = {name: values for name, values in asked.chosen.items() if name not in ("region", "category")}
    beside |= {name: asked.chosen[name] for name in ("region", "category") if len(asked.chosen[name]) > 1}
    return [(name, value) for name, values in beside.items() for value in values]


def _why(desk: Desk, asked: Asked) -> dict[str, object]:
    """What the filter says of the handle that was asked about."""
    handle = entries.text(desk.request.GET, "why")
    told: list[Told] = why(desk.workspace_id, handle, asked.wanted.screen, now=desk.now) if handle else []
    return {"handle": handle, "told": told}


def _presets(desk: Desk, asked: Asked) -> dict[str, object]:
    """Each preset as an address: its bounds by the playbook of the region's shop, the rest of the filter dropped."""
    playbook = playbook_for(desk, list(asked.chosen["region"]))
    kept = {name: desk.request.GET.getlist(name) for name in KEPT if asked.typed.get(name)}
    return {
        "presets": {name: _address(kept, preset(name, playbook), asked) for name in PRESETS},
        "audiences": [
            (one, _address(kept | {"category": [one.category]}, _audience(one), asked))
            for one in playbook.audience.wanted
        ],
    }


def _audience(one: WantedAudience) -> list[Within]:
    bounds = {"female_share": one.female_share_from, "adult_share": one.adult_share_from}
    return [Within(name, low) for name, low in bounds.items() if low]


def _address(kept: dict[str, list[str]], ranges: Iterable[Within], asked: Asked) -> str:
    return f"?{urlencode({**kept, **typed_of(ranges, asked.currency)}, doseq=True)}"


def _views(desk: Desk, asked: Asked) -> dict[str, object]:
    """The workspace's saved views as addresses; `view` is the one that is shown now."""
    found = views_of(desk.workspace_id, desk.user.pk)
    here = {asked.text, asked.typed.get("screen", "")} if asked.is_filtered or asked.is_ordered else set()
    view = next((one for one in found if one.screen in here and one.sort == asked.typed.get("sort", "")), None)
    return {"views": [(one, _view_address(one)) for one in found], "view": view}


def _view_address(one: SavedView) -> str:
    return f"?{urlencode({'screen': one.screen} | ({'sort': one.sort} if one.sort else {}))}"


def _bulk(desk: Desk) -> dict[str, object]:
    """The names that the bar for many creators offers."""
    if not desk.may("plan"):
        return {"tags_known": [], "lists_known": []}
    return {"tags_known": tags_of(desk.workspace_id), "lists_known": lists_of(desk.workspace_id)}
