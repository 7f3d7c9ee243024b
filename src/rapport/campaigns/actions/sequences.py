"""What a person chooses of a campaign's words: wordings in order, the language rule, the support it offers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rapport.campaigns.models import GIFT_CHARS, Campaign, CampaignWords, SequenceStep
from rapport.outreach.queries.limits import limits_of
from rapport.outreach.queries.templates import templates_of
from rapport.outreach.rules.forbidden import check_words
from rapport.outreach.rules.sequences import LanguageRule
from rapport.outreach.rules.wording import Purpose
from rapport.shared.refusals import NotFound, Refusal
from rapport.shops.actions.trail import record
from rapport.shops.rules.roles import Actor


class LanguageMissing(Refusal):
    """One language for everybody is to be written, and none that anything is written in was named."""

    code = "sequences.language_missing"


@dataclass(frozen=True, slots=True)
class WordsDraft:
    """How a campaign is to write. `gift` and `traffic` are words for the message; empty ones take the shipped."""

    language_rule: LanguageRule
    language: str = ""
    gift: str = ""
    has_traffic: bool = False
    traffic: str = ""


@transaction.atomic
def choose_steps(campaign: Campaign, purpose: Purpose, names: Sequence[str], *, by: Actor, now: datetime) -> None:
    """Use these wordings in this order for a purpose; none at all goes back to the workspace's order.

    Refuses with NotFound for a wording that nobody wrote.
    """
    chosen = list(dict.fromkeys(names))
    known = {one.name for one in templates_of(campaign.shop.workspace_id) if one.purpose is purpose}
    for name in chosen:
        if name not in known:
            raise NotFound(what="wording", id=name)
    SequenceStep.objects.filter(campaign=campaign, purpose=purpose.value).delete()
    SequenceStep.objects.bulk_create(
        SequenceStep(campaign=campaign, purpose=purpose.value, position=position, name=name)
        for position, name in enumerate(chosen)
    )
    told: Mapping[str, str] = {"purpose": purpose.value, "wordings": ", ".join(chosen)}
    record(campaign.shop.workspace_id, by, "campaign.steps", campaign.name, now=now, **told)


@transaction.atomic
def choose_words(campaign: Campaign, draft: WordsDraft, *, by: Actor, now: datetime) -> None:
    """Keep the language rule, gift and support. Refuses with LanguageMissing or WordsForbidden."""
    workspace_id = campaign.shop.workspace_id
    spoken = {one.language for one in templates_of(workspace_id)}
    if draft.language_rule is LanguageRule.FIXED and draft.language not in spoken:
        raise LanguageMissing
    contact = limits_of(workspace_id).contact
    gift, traffic = draft.gift.strip()[:GIFT_CHARS], draft.traffic.strip()[:GIFT_CHARS]
    for text in (gift, traffic):
        check_words(text, contact)
    CampaignWords.objects.update_or_create(
        campaign=campaign,
        defaults={
            "language_rule": draft.language_rule.value,
            "language": draft.language if draft.language_rule is LanguageRule.FIXED else "",
            "has_traffic": draft.has_traffic,
            "traffic": traffic if draft.has_traffic else "",
        },
    )
    Campaign.objects.filter(pk=campaign.pk).update(gift=gift)
    campaign.gift = gift
    record(workspace_id, by, "campaign.words", campaign.name, now=now, rule=draft.language_rule.value)
