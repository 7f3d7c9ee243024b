"""Creators: the library with its filters, one creator with everything known of them."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.campaigns.queries.campaigns import candidacies_of_creator
from rapport.collaborations.queries import terms_of_creator
from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.console.screens import (
    ASKED,
    FIRST,
    MORE,
    PRESETS,
    categories_of,
    condition,
    name_part,
    preset,
    score_part,
    typed_of,
)
from rapport.creators.actions.keep import block_creator
from rapport.creators.queries.library import LibraryAsked, categories_known, library_page, regions_known, sorted_by
from rapport.creators.queries.library_rows import COLUMN_OF
from rapport.creators.queries.profile import Profile, profile
from rapport.creators.rules.metrics import Metrics
from rapport.creators.rules.screens import Screen, read_screen
from rapport.outreach.queries.invitations import invitations_of_creator
from rapport.outreach.queries.threads import threads_of_creator
from rapport.policies.queries import default_playbook
from rapport.sales.queries import totals_of_creator
from rapport.samples.queries import contents_of_creator, requests_of_creator
from rapport.shared.conditions import Condition, every
from rapport.shops.queries.shops import playbook_of
from rapport.shops.rules.regions import REGIONS
from rapport.shops.rules.roles import Ability

SCORES = range(5, 0, -1)
TRENDS = ("followers", "gmv_30d", "average_views")
KEPT = ("region", "category", "text")
"""What a preset leaves as it is."""
PLACING = ("sort", "order", "page")
"""What of an address says how the list is shown, not whom it holds."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for, as typed and as read."""

    typed: dict[str, str]
    currency: str
    wanted: LibraryAsked

    @property
    def sort(self) -> str:
        return self.typed.get("sort") or "followers"

    @property
    def ascending(self) -> bool:
        return self.typed.get("order") == "up"

    @property
    def is_filtered(self) -> bool:
        return any(value for name, value in self.typed.items() if name not in PLACING)


@page
def creators(desk: Desk) -> HttpResponse:
    asked = _asked(desk)
    context = {
        "active": "creators",
        "list": library_page(desk.workspace_id, asked.wanted, now=desk.now),
        "asked": asked,
        "typed": asked.typed,
        "currency": asked.currency,
        "regions": regions_known(desk.workspace_id),
        "categories": categories_known(desk.workspace_id),
        "presets": _presets(desk, asked),
        "first": FIRST,
        "more": MORE,
        "more_typed": any(one.field in MORE for one in asked.wanted.screen.ranges),
        "scores": SCORES,
    }
    return desk.show("creators/list.html", context)


@page
def creator(desk: Desk, creator_id: int) -> HttpResponse:
    found = profile(desk.workspace_id, creator_id)
    context = {
        "active": "creators",
        "found": found,
        "creator": found.creator,
        "threads": threads_of_creator(desk.workspace_id, creator_id),
        "invitations": invitations_of_creator(desk.workspace_id, creator_id),
        "samples": requests_of_creator(desk.workspace_id, creator_id),
        "contents": contents_of_creator(desk.workspace_id, creator_id),
        "totals": totals_of_creator(desk.workspace_id, creator_id),
        "terms": terms_of_creator(desk.workspace_id, creator_id),
        "candidacies": candidacies_of_creator(desk.workspace_id, creator_id),
        "now_by_shop": desk.now_by_shop(),
        "shops": {shop.pk: shop for shop in desk.shops},
        "trends": _trends(found),
    }
    return desk.show("creators/creator.html", context)


@write(Ability.PLAN)
def block(desk: Desk, creator_id: int) -> HttpResponse:
    """Put a creator on the blocklist with a reason, or take them off it."""
    why = entries.text(desk.request.POST, "why")
    block_creator(desk.workspace_id, creator_id, why, by=desk.seat.actor, now=desk.now)
    desk.say(gettext("On the blocklist: nobody writes to them.") if why else gettext("Off the blocklist."))
    return desk.back("creator", creator_id)


def _trends(found: Profile) -> dict[str, list[int | None]]:
    """The figures worth a line over time, oldest first."""
    past = [Metrics.of(one.figures) for one in reversed(found.snapshots)]
    return {metric: [getattr(one, COLUMN_OF.get(metric, metric)) for one in past] for metric in TRENDS}


def _asked(desk: Desk) -> Asked:
    """The address's filters; one that cannot be read is told and left out."""
    typed = {name: entries.text(desk.request.GET, name) for name in desk.request.GET}
    region = typed.get("region", "")
    currency = _currency(desk, region)
    parts: list[Condition] = [Screen.of(region, categories_of(typed)).where, score_part(typed), name_part(typed)]
    for name in ASKED:
        with desk.told():
            found = condition(typed, name, currency)
            parts += [found] if found else []
    ranking = sorted_by(typed.get("sort", ""), ascending=typed.get("order") == "up")
    with desk.told():
        said = read_screen(typed.get("screen", ""), currency=currency)
        parts.append(said.where)
        ranking = ranking if "sort" in typed else said.ranking or ranking
    wanted = LibraryAsked(Screen(every(*parts), not_blocked=False), ranking, entries.page(typed))
    return Asked(typed, currency, wanted)


def _currency(desk: Desk, region: str) -> str:
    """In which currency amounts of money are typed: the region's, else that of the first shop."""
    if region in REGIONS:
        return REGIONS[region].currency
    return desk.shops[0].currency if desk.shops else "USD"


def _presets(desk: Desk, asked: Asked) -> dict[str, str]:
    """Each preset as an address: its bounds by the playbook of the region's shop, the rest of the filter dropped."""
    shop = next((one for one in desk.shops if one.region == asked.typed.get("region")), None)
    playbook = playbook_of(shop) if shop else default_playbook().values
    kept = {name: asked.typed[name] for name in KEPT if asked.typed.get(name)}
    return {name: urlencode(kept | typed_of(preset(name, playbook), asked.currency)) for name in PRESETS}
