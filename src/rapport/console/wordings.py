"""Message templates: the shipped ones to read, the workspace's own to add and take away."""

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.outreach.actions.templates import add_template, remove_template
from rapport.outreach.queries.templates import own_templates, shipped_templates
from rapport.outreach.rules.wording import VARIABLES, Purpose, Template
from rapport.shops.rules.roles import Ability


@page
def wordings(desk: Desk) -> HttpResponse:
    shipped, languages = shipped_templates(), _languages()
    asked = entries.text(desk.request.GET, "language")
    chosen = asked if asked in languages else languages[0]
    context = {
        "active": "settings",
        "own": own_templates(desk.workspace_id),
        "shipped": [one for one in shipped if one.language == chosen],
        "languages": languages,
        "chosen": chosen,
        "purposes": [one.value for one in Purpose],
        "variables": sorted(VARIABLES),
    }
    return desk.show("settings/wordings.html", context)


@write(Ability.PLAN)
def add(desk: Desk) -> HttpResponse:
    sent = desk.request.POST
    with desk.told():
        purpose = Purpose(entries.one_of(sent, "purpose", [one.value for one in Purpose]))
        template = Template(purpose, entries.one_of(sent, "language", _languages()), entries.text(sent, "text"))
        add_template(desk.workspace_id, template, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("Saved: it stands before the shipped ones."))
    return desk.back("wordings")


@write(Ability.PLAN)
def remove(desk: Desk, template_id: int) -> HttpResponse:
    remove_template(desk.workspace_id, template_id, by=desk.seat.actor, now=desk.now)
    desk.say(gettext("Taken away."))
    return desk.back("wordings")


def _languages() -> list[str]:
    """Those that something is shipped in."""
    return sorted({one.language for one in shipped_templates()})
