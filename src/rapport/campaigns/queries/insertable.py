"""The templates that can be put into an answer, each filled for one creator."""

from dataclasses import dataclass
from datetime import datetime

from rapport.campaigns.queries.campaigns import campaign_for
from rapport.campaigns.queries.words import Composer
from rapport.outreach.models import Thread
from rapport.outreach.queries.threads import languages_for
from rapport.outreach.rules.wording import compose
from rapport.shared.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Insertable:
    """One text as it would be written to this creator."""

    purpose: str
    language: str
    text: str


def insertable(row: Thread, *, now: datetime) -> list[Insertable]:
    """Every template of the creator's languages that can be filled wholly, their own language first.

    One with a variable that is not known of this creator is left out, and so is a text they had before.
    """
    composer = Composer.open(row.shop, [row.creator_id], now=now)
    known = composer.known(row.creator, campaign_for(row.shop_id, row.creator_id, now))
    found = []
    for language in languages_for(row.shop, row.creator.language):
        for template in composer.templates:
            if template.language != language:
                continue
            try:
                text = compose([template], template.purpose, [language], known, chars_max=composer.chars_max)
            except Refusal:
                continue
            found.append(Insertable(template.purpose.value, language, text))
    return found
