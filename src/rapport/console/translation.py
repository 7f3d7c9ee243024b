"""Translation: the service a workspace uses, what it spends, its glossary; one translation as it comes in."""

from django.http import HttpResponse
from django.utils.translation import get_language, gettext

from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.outreach.actions.translating import ask_translation
from rapport.outreach.actions.translator import Wish, choose_translator, keep_term, remove_term
from rapport.outreach.models import TranslatorAccount
from rapport.outreach.queries.translation import account_of, glossary, ledger, spent
from rapport.outreach.queries.translation import translation as one_translation
from rapport.outreach.rules.languages import LANGUAGES
from rapport.shops.rules.roles import Ability

Kind = TranslatorAccount.Kind
ADDRESSES = {
    Kind.LIBRETRANSLATE.value: "http://localhost:5000",
    Kind.DEEPL.value: "https://api-free.deepl.com",
    Kind.CHAT.value: "http://localhost:11434/v1",
}
"""Where each service usually answers, shown as examples."""


def reader_language() -> str:
    """The language of the reader of this page, as translations name it."""
    return "zh" if (get_language() or "").startswith("zh") else "en"


@page
def translation(desk: Desk) -> HttpResponse:
    account, tried = account_of(desk.workspace_id), entries.row_id(desk.request.GET.get("tried", ""))
    context = {
        "active": "settings",
        "account": account,
        "kinds": Kind.values,
        "addresses": ADDRESSES,
        "languages": LANGUAGES,
        "spent": spent(account, desk.machine_now),
        "terms": glossary(desk.workspace_id),
        "calls": ledger(desk.workspace_id),
        "tried": one_translation(desk.workspace_id, tried) if tried is not None else None,
    }
    return desk.show("settings/translation.html", context)


@page
def state(desk: Desk, translation_id: int) -> HttpResponse:
    """One translation, asked for again and again while it is on its way."""
    row = one_translation(desk.workspace_id, translation_id)
    context = {"translation": row, "usable": desk.request.GET.get("use") == "1"}
    return desk.show("threads/translated.html", context)


@write(Ability.CONFIGURE)
def save(desk: Desk) -> HttpResponse:
    """Set the service; an empty key keeps the one that is there, at the same address."""
    sent = desk.request.POST
    with desk.told():
        incoming = entries.text(sent, "incoming_to")
        wish = Wish(
            kind=Kind(entries.one_of(sent, "kind", Kind.values)),
            base_url=entries.text(sent, "base_url"),
            key=entries.text(sent, "key"),
            model=entries.text(sent, "model"),
            glossary_id=entries.text(sent, "glossary_id"),
            monthly_cap=entries.whole(sent, "monthly_cap") or 0,
            incoming_to=incoming,
            drafts_answers=sent.get("drafts_answers") == "1",
        )
        choose_translator(desk.workspace_id, wish, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("Saved: translations are asked of this service from now on."))
    return desk.back("translation")


@write(Ability.CONFIGURE)
def try_it(desk: Desk) -> HttpResponse:
    """Ask for one text, and show what comes back."""
    sent = desk.request.POST
    with desk.told():
        target = entries.one_of(sent, "target", list(LANGUAGES))
        row = ask_translation(desk.workspace_id, entries.text(sent, "text"), "", target, now=desk.machine_now)
        return desk.to("translation", tried=row.pk, at="#try")
    return desk.back("translation")


@write(Ability.PLAN)
def add_term(desk: Desk) -> HttpResponse:
    sent = desk.request.POST
    with desk.told():
        language = entries.one_of(sent, "language", ["", *LANGUAGES])
        term, fixed = entries.text(sent, "term")[:80], entries.text(sent, "fixed")[:80]
        keep_term(desk.workspace_id, term, language, fixed, by=desk.seat.actor, now=desk.now)
        desk.say(gettext("Saved: new translations keep to it."))
    return desk.back("translation")


@write(Ability.PLAN)
def drop_term(desk: Desk, term_id: int) -> HttpResponse:
    remove_term(desk.workspace_id, term_id, by=desk.seat.actor, now=desk.now)
    desk.say(gettext("Taken away."))
    return desk.back("translation")
