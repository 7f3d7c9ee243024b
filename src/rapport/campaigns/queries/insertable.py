"""The templates that can be put into an answer, each filled for one creator."""

from dataclasses import dataclass
from datetime import datetime

from rapport.campaigns.queries.speaking import Speaking
from rapport.outreach.models import Thread
from rapport.shared.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Insertable:
    """One text as it would be written to this creator."""

    purpose: str
    language: str
    text: str


def insertable(row: Thread, *, now: datetime, speaking: Speaking | None = None) -> list[Insertable]:
    """Every template of the creator's languages that can be filled wholly, their own language first.

    One with a variable that is not known of this creator is left out, and so is a text they had before.
    """
    talk = speaking or Speaking(row, now)
    composer, campaign, found = talk.composer, talk.campaign, []
    for language in composer.languages_for(row.creator, campaign):
        for template in composer.templates:
            if template.language != language:
                continue
            try:
                words = composer.with_texts(row.creator, template.purpose, campaign, [template])
            except Refusal:
                continue
            found.append(Insertable(template.purpose.value, language, words.text))
    return found
