"""Message templates: each purpose's wordings in the order they are tried, with what became of them; and the editor."""

from collections.abc import Mapping

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.outreach.actions.templates import add_template, change_template, remove_template
from rapport.outreach.actions.wordings import move_wording, turn_wording
from rapport.outreach.queries.greetings import shipped_greetings
from rapport.outreach.queries.limits import limits_of
from rapport.outreach.queries.templates import shipped_languages, shipped_phrases
from rapport.outreach.queries.wordings import WordingRow, own_template, wording_rows
from rapport.outreach.rules.checking import TYPICAL, check, pieces
from rapport.outreach.rules.wording import VARIABLES, Known, Purpose, Template
from rapport.shops.rules.regions import REGIONS
from rapport.shops.rules.roles import Ability

PURPOSES = tuple(one.value for one in Purpose)
WAYS = ("earlier", "later", "off", "on")


@page
def wordings(desk: Desk) -> HttpResponse:
    """One purpose's wordings, shown in one language."""
    purpose, language = _purpose(desk), _language(desk)
    rows = wording_rows(desk.workspace_id, purpose, desk.now)
    context = {
        "active": "settings",
        "purpose": purpose.value,
        "purposes": PURPOSES,
        "text_language": language,
        "languages": shipped_languages(),
        "rows": rows,
        "last": len(rows),
    }
    return desk.show("settings/wordings.html", context)


@page
def edit(desk: Desk) -> HttpResponse:
    """The editor: of an own text, of a copy of a shipped one, or of a new one."""
    desk.seat.require(Ability.PLAN)
    purpose, language, name = _purpose(desk), _language(desk), entries.text(desk.request.GET, "name")
    row = next((one for one in wording_rows(desk.workspace_id, purpose, desk.now) if one.name == name), None)
    found = row.text_in(language) if row else None
    return _editor(desk, Template(purpose, language, found.template.text if found else "", name), row)


@page
def check_text(desk: Desk) -> HttpResponse:
    """How long the text is as it is typed now, and what is wrong where."""
    asked = desk.request.GET
    template = Template(_purpose(desk), _language(desk), entries.text(asked, "text"))
    return desk.show("settings/wording_check.html", _checked(desk, template))


@write(Ability.PLAN)
def add(desk: Desk) -> HttpResponse:
    """Keep a new text; one by a shipped wording's name stands in its place."""
    template: Template | None = None
    with desk.told():
        template = _sent(desk.request.POST)
        made = add_template(desk.workspace_id, template, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("Saved: it is used from the next message on."))
        return desk.to("wordings", purpose=made.purpose, language=made.language)
    return _editor(desk, template, None) if template else desk.back("wordings")


@write(Ability.PLAN)
def change(desk: Desk, template_id: int) -> HttpResponse:
    row = own_template(desk.workspace_id, template_id)
    text = entries.text(desk.request.POST, "text")
    with desk.told():
        change_template(desk.workspace_id, template_id, text, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("Saved: it is used from the next message on."))
        return desk.to("wordings", purpose=row.purpose, language=row.language)
    return _editor(desk, Template(Purpose(row.purpose), row.language, text, row.name), None, own_id=template_id)


@write(Ability.PLAN)
def remove(desk: Desk, template_id: int) -> HttpResponse:
    with desk.told():
        remove_template(desk.workspace_id, template_id, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("Taken away."))
    return desk.back("wordings")


@write(Ability.PLAN)
def place(desk: Desk) -> HttpResponse:
    """Try a wording earlier or later, or not at all, or again."""
    sent = desk.request.POST
    purpose = Purpose(entries.one_of(sent, "purpose", PURPOSES))
    name, way = entries.text(sent, "name"), entries.one_of(sent, "way", WAYS)
    by, now = desk.seat.actor, desk.now
    with desk.told():
        if way in ("earlier", "later"):
            move_wording(desk.workspace_id, purpose, name, earlier=way == "earlier", by=by, now=now)
        else:
            turn_wording(desk.workspace_id, purpose, name, off=way == "off", by=by, now=now)
    return desk.back("wordings")


def _editor(desk: Desk, template: Template, row: WordingRow | None, own_id: int | None = None) -> HttpResponse:
    found = row.text_in(template.language) if row else None
    context = {
        "active": "settings",
        "template": template,
        "own_id": found.own_id if found else own_id,
        "is_copy": bool(found and found.own_id is None),
        "purposes": PURPOSES,
        "languages": shipped_languages(),
        "variables": sorted(VARIABLES),
        "examples": _typical().in_language(template.language),
        **_checked(desk, template),
    }
    return desk.show("settings/wording_edit.html", context)


def _checked(desk: Desk, template: Template) -> dict[str, object]:
    limits = limits_of(desk.workspace_id)
    told = check(template, _typical(), limits.contact, chars_max=limits.chars_max)
    return {"told": told, "pieces": pieces(template.text, told.mistakes), "text_language": template.language}


def _typical() -> Known:
    """Values of the usual length, greeting and offer included."""
    phrases = shipped_phrases()
    return Known(
        TYPICAL,
        phrases.gift,
        traffics=phrases.traffic,
        joined=phrases.joined,
        greetings=shipped_greetings().plain,
    )


def _sent(sent: Mapping[str, str]) -> Template:
    purpose = Purpose(entries.one_of(sent, "purpose", PURPOSES))
    language = entries.one_of(sent, "language", shipped_languages())
    return Template(purpose, language, entries.text(sent, "text"), entries.text(sent, "name"))


def _purpose(desk: Desk) -> Purpose:
    return Purpose(entries.filter_of(desk.request.GET, "purpose", PURPOSES) or PURPOSES[0])


def _language(desk: Desk) -> str:
    """The language asked for, else that of the first shop's market."""
    languages = shipped_languages()
    home = REGIONS[desk.shops[0].region].language if desk.shops else ""
    return entries.filter_of(desk.request.GET, "language", languages) or (home if home in languages else "en")
