"""Templates in other languages: asked of the service or typed, and approved by a person before any is sent."""

from django.http import HttpResponse
from django.utils.translation import gettext, ngettext

from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.outreach.actions.template_drafts import approve_draft, drop_draft, translate_template
from rapport.outreach.models import TranslatorAccount
from rapport.outreach.queries.templates import own_templates, templates_of
from rapport.outreach.queries.translation import account_of, open_drafts
from rapport.outreach.rules.languages import LANGUAGES
from rapport.shared.refusals import NotFound
from rapport.shops.rules.roles import Ability

Kind = TranslatorAccount.Kind


@page
def drafts(desk: Desk) -> HttpResponse:
    asked = entries.filter_of(desk.request.GET, "language", list(LANGUAGES))
    own = own_templates(desk.workspace_id)
    language = asked or (own[0].language if own else "zh")
    context = {
        "active": "settings",
        "drafts": open_drafts(desk.workspace_id),
        "served": account_of(desk.workspace_id).kind != Kind.NONE,
        "languages": LANGUAGES,
        "shown": language,
        "templates": [
            (number, one) for number, one in enumerate(templates_of(desk.workspace_id)) if one.language == language
        ],
    }
    return desk.show("settings/template_drafts.html", context)


@write(Ability.PLAN)
def translate(desk: Desk) -> HttpResponse:
    """A draft of one template in each ticked language."""
    sent, known = desk.request.POST, templates_of(desk.workspace_id)
    chosen = entries.row_id(entries.text(sent, "template"))
    if chosen is None or chosen >= len(known):
        raise NotFound(what="template", id=chosen)
    with desk.told():
        languages = sent.getlist("into")
        made = translate_template(desk.workspace_id, known[chosen], languages, by=desk.seat.actor, now=desk.now)
        said = ngettext("%(num)d draft to look at.", "%(num)d drafts to look at.", len(made))
        desk.say(said % {"num": len(made)})
    return desk.back("template_drafts")


@write(Ability.PLAN)
def approve(desk: Desk, draft_id: int) -> HttpResponse:
    with desk.told():
        text = entries.text(desk.request.POST, "text")
        approve_draft(desk.workspace_id, draft_id, text, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("Approved: it is one of your own templates now."))
    return desk.back("template_drafts")


@write(Ability.PLAN)
def drop(desk: Desk, draft_id: int) -> HttpResponse:
    with desk.told():
        drop_draft(desk.workspace_id, draft_id, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("Taken away."))
    return desk.back("template_drafts")
