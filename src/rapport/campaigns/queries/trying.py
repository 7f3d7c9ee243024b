"""A wording tried out: what it would say to the first creators of a shortlist, or what it lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from rapport.campaigns.models import Campaign, Candidate
from rapport.campaigns.queries.words import Composer
from rapport.creators.models import Creator
from rapport.outreach.rules.wording import Purpose
from rapport.shared.refusals import Reason, Refusal

TRIED = 10


@dataclass(frozen=True, slots=True)
class Tried:
    """One creator's message and what it was made of, or why there is none."""

    creator: Creator
    text: str
    language: str
    wording: str
    refused: Reason | None = None


def tried(campaign: Campaign, purpose: Purpose, wording: str, *, now: datetime) -> list[Tried]:
    """The messages of a campaign's first ten creators, by its sequence or with one named wording alone."""
    rows = Candidate.objects.filter(campaign=campaign, creator__merged_into=None).exclude(
        state=Candidate.State.FORBIDDEN
    )
    listed = rows.select_related("creator").order_by("-pinned", "rank", "pk")
    creators = [one.creator for one in listed[:TRIED]]
    return _all(campaign, purpose, wording, creators, now)


def _all(campaign: Campaign, purpose: Purpose, wording: str, creators: Sequence[Creator], now: datetime) -> list[Tried]:
    composer = Composer.open(campaign.shop, [one.pk for one in creators], now=now)
    return [_one(composer, campaign, purpose, wording, one) for one in creators]


def _one(composer: Composer, campaign: Campaign, purpose: Purpose, wording: str, creator: Creator) -> Tried:
    try:
        if wording:
            words = composer.with_wording(creator, purpose, campaign, wording)
        else:
            words = composer.words(creator, purpose, campaign)
    except Refusal as refusal:
        return Tried(creator, "", "", wording, Reason(refusal.code, refusal.data))
    made = words.template
    return Tried(creator, words.text, made.language if made else "", made.name if made else "")
