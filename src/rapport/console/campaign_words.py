"""A campaign's words: its message sequence, language and offer, and what it would say to the first ten creators."""

from django.http import HttpResponse
from django.utils.translation import gettext

from rapport.campaigns.actions.sequences import WordsDraft, choose_steps, choose_words
from rapport.campaigns.queries.campaigns import campaign
from rapport.campaigns.queries.sequences import sequence_of
from rapport.campaigns.queries.trying import tried
from rapport.console import entries
from rapport.console.desk import Desk, page, write
from rapport.console.wordings import PURPOSES
from rapport.outreach.queries.templates import shipped_languages
from rapport.outreach.queries.wordings import wording_rows
from rapport.outreach.rules.sequences import LanguageRule
from rapport.outreach.rules.wording import Purpose
from rapport.shops.rules.roles import Ability

RULES = tuple(one.value for one in LanguageRule)


@page
def words(desk: Desk, campaign_id: int) -> HttpResponse:
    found = campaign(desk.workspace_id, campaign_id)
    purpose = Purpose(entries.filter_of(desk.request.GET, "purpose", PURPOSES) or PURPOSES[0])
    sequence, now = sequence_of(found), desk.now_of(found.shop)
    rows = [one for one in wording_rows(desk.workspace_id, purpose, now) if not one.is_off]
    names = [one.name for one in rows]
    wording = entries.filter_of(desk.request.GET, "wording", names)
    context = {
        "active": "campaigns",
        "campaign": found,
        "shop": found.shop,
        "purpose": purpose.value,
        "purposes": PURPOSES,
        "rows": rows,
        "chosen": {name: place for place, name in enumerate(sequence.steps.get(purpose, ()), start=1)},
        "own_purposes": {one.value for one, steps in sequence.steps.items() if steps},
        "sequence": sequence,
        "rules": RULES,
        "languages": shipped_languages(),
        "wording": wording,
        "tried": tried(found, purpose, wording, now=now),
    }
    return desk.show("campaigns/words.html", context)


@write(Ability.PLAN)
def save_words(desk: Desk, campaign_id: int) -> HttpResponse:
    """Keep language, gift and support."""
    found, sent = campaign(desk.workspace_id, campaign_id), desk.request.POST
    with desk.told():
        draft = WordsDraft(
            LanguageRule(entries.one_of(sent, "language_rule", RULES)),
            entries.text(sent, "language"),
            entries.text(sent, "gift"),
            "has_traffic" in sent,
            entries.text(sent, "traffic"),
        )
        choose_words(found, draft, by=desk.seat.actor, now=desk.now_of(found.shop))
        desk.say(gettext("Saved: messages say so from now on."))
    return desk.back("campaign_words", campaign_id)


@write(Ability.PLAN)
def save_steps(desk: Desk, campaign_id: int) -> HttpResponse:
    """Keep which wordings a purpose uses, in the order of the numbers beside them; no number at all, all of them."""
    found, sent = campaign(desk.workspace_id, campaign_id), desk.request.POST
    with desk.told():
        purpose = Purpose(entries.one_of(sent, "purpose", PURPOSES))
        placed = [
            (place, number, name)
            for number, name in enumerate(sent.getlist("name"))
            for place in [entries.whole(sent, f"place_{number}")]
            if place
        ]
        names = [name for _, _, name in sorted(placed)]
        choose_steps(found, purpose, names, by=desk.seat.actor, now=desk.now_of(found.shop))
        desk.say(gettext("Saved: messages say so from now on."))
    return desk.back("campaign_words", campaign_id)
