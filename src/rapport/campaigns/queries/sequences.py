"""The message sequences of campaigns: what a person chose, and where they chose nothing what ships."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rapport.campaigns.models import Campaign, CampaignWords, SequenceStep
from rapport.outreach.rules.sequences import LanguageRule
from rapport.outreach.rules.wording import Purpose


@dataclass(frozen=True, slots=True)
class CampaignSequence:
    """How a campaign writes. `steps` names wordings in order; a purpose without any takes the workspace's order."""

    steps: Mapping[Purpose, Sequence[str]] = field(default_factory=dict)
    language_rule: LanguageRule = LanguageRule.CREATOR
    language: str = ""
    has_traffic: bool = False
    traffic: str = ""


SHIPPED = CampaignSequence()


def sequences_of_shop(shop_id: int) -> dict[int, CampaignSequence]:
    """The sequences of a shop's campaigns, by campaign id; campaigns that write as shipped are left out."""
    steps: dict[int, dict[Purpose, list[str]]] = {}
    for step in SequenceStep.objects.filter(campaign__shop_id=shop_id).order_by("purpose", "position", "pk"):
        steps.setdefault(step.campaign_id, {}).setdefault(Purpose(step.purpose), []).append(step.name)
    words = {one.campaign_id: one for one in CampaignWords.objects.filter(campaign__shop_id=shop_id)}
    return {pk: _sequence(steps.get(pk, {}), words.get(pk)) for pk in {*steps, *words}}


def sequence_of(campaign: Campaign) -> CampaignSequence:
    """One campaign's sequence."""
    return sequences_of_shop(campaign.shop_id).get(campaign.pk, SHIPPED)


def _sequence(steps: Mapping[Purpose, Sequence[str]], words: CampaignWords | None) -> CampaignSequence:
    if words is None:
        return CampaignSequence(steps)
    rule = LanguageRule(words.language_rule)
    return CampaignSequence(steps, rule, words.language, words.has_traffic, words.traffic)
