"""The usual questions: how they are asked and answered in each language, what may be sent by itself, how it went."""

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.console.translation import reader_language
from rapport.outreach.actions.faq import (
    MONEY,
    add_question,
    allow_by_itself,
    keep_wording,
    remove_question,
    restore_shipped,
)
from rapport.outreach.models import FaqEntry
from rapport.outreach.queries.faq import Wording, entries_of, uses_of
from rapport.outreach.rules.languages import LANGUAGES
from rapport.outreach.rules.wording import VARIABLES
from rapport.shops.rules.roles import Ability


@page
def questions(desk: Desk) -> HttpResponse:
    asked = desk.request.GET
    language = entries.filter_of(asked, "language", list(LANGUAGES)) or reader_language()
    return _shown(desk, asked.get("question", ""), language)


def _shown(desk: Desk, slug: str, language: str, typed: Wording | None = None) -> HttpResponse:
    """The page with one question open in one language, as it is kept or as somebody just typed it; where there is none
    of this name, with the first.
    """
    listed = entries_of(desk.workspace_id)
    chosen = next((one for one in listed if one.slug == slug), listed[0] if listed else None)
    context = {
        "active": "settings",
        "entries": listed,
        "chosen": chosen,
        "wording": typed or (chosen.wordings.get(language) if chosen else None),
        "shown": language,
        "languages": LANGUAGES,
        "categories": FaqEntry.Category.values,
        "variables": sorted(VARIABLES),
        "uses": uses_of(desk.workspace_id),
        "money": MONEY,
    }
    return desk.show("settings/questions.html", context)


@write(Ability.PLAN)
def keep(desk: Desk) -> HttpResponse:
    """Keep one question's wording in one language; what is refused stays on the page to be mended."""
    sent = desk.request.POST
    slug, language = entries.text(sent, "question"), entries.one_of(sent, "language", list(LANGUAGES))
    phrases, answer = entries.text(sent, "phrases"), entries.text(sent, "answer")
    with desk.told():
        keep_wording(desk.workspace_id, slug, language, phrases, answer, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("Saved: suggestions use it from now on."))
        return desk.to("questions", question=slug, language=language)
    return _shown(desk, slug, language, Wording(tuple(phrases.splitlines()), answer))


@write(Ability.PLAN)
def add(desk: Desk) -> HttpResponse:
    sent = desk.request.POST
    with desk.told():
        category = entries.one_of(sent, "category", FaqEntry.Category.values)
        made = add_question(
            desk.workspace_id, entries.text(sent, "title"), category, by=desk.seat.actor, now=desk.machine_now
        )
        desk.say(gettext("Now say how it is asked and answered."))
        return desk.to("questions", question=made.slug)
    return desk.back("questions")


@write(Ability.PLAN)
def allow(desk: Desk) -> HttpResponse:
    """Let an answer go out by itself where a campaign allows it, or no more."""
    sent = desk.request.POST
    with desk.told():
        slug, allowed = entries.text(sent, "question"), sent.get("allowed") == "1"
        allow_by_itself(desk.workspace_id, slug, allowed=allowed, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("Saved."))
    return desk.back("questions")


@write(Ability.PLAN)
def remove(desk: Desk) -> HttpResponse:
    remove_question(desk.workspace_id, entries.text(desk.request.POST, "question"), by=desk.seat.actor, now=desk.now)
    desk.say(gettext("Taken away."))
    return desk.back("questions")


@write(Ability.PLAN)
def restore(desk: Desk) -> HttpResponse:
    restore_shipped(desk.workspace_id, by=desk.seat.actor, now=desk.now)
    desk.say(gettext("The shipped questions are as they ship again."))
    return desk.back("questions")
