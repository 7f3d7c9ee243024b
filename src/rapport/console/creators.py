"""One creator with everything known of them."""

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.campaigns.queries.campaigns import candidacies_of_creator
from rapport.collaborations.queries import terms_of_creator
from rapport.console import entries
from rapport.console.content import content_context
from rapport.console.desk import Desk, page, write
from rapport.console.labels import labels_of
from rapport.console.marks import standing_of
from rapport.console.people import people_part
from rapport.console.scores import judgement
from rapport.creators.actions.blocking import block_creator
from rapport.creators.queries.library_rows import COLUMN_OF
from rapport.creators.queries.notes import notes_of
from rapport.creators.queries.profile import Profile, profile
from rapport.creators.rules.metrics import Metrics
from rapport.outreach.queries.invitations import invitations_of_creator
from rapport.outreach.queries.threads import threads_of_creator
from rapport.sales.queries import totals_of_creator
from rapport.samples.queries import contents_of_creator, requests_of_creator
from rapport.shops.rules.roles import Ability

TRENDS = ("followers", "gmv_30d", "average_views")


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
        **judgement(found),
        **content_context(desk, found.creator, found.categories),
        "notes": notes_of(desk.workspace_id, creator_id),
        **labels_of(desk, creator_id),
        **people_part(found.creator),
        **standing_of(desk, found.creator),
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
