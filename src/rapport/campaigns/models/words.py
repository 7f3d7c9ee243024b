"""A campaign's words: its message sequence, in which language it writes, what support it offers."""

from django.db import models

from rapport.campaigns.models.campaigns import GIFT_CHARS, Campaign
from rapport.outreach.models.threads import WORDING_CHARS
from rapport.outreach.rules.sequences import LanguageRule
from rapport.outreach.rules.wording import Purpose


class CampaignWords(models.Model):
    """How a campaign writes; without a row it writes in the creator's language and offers no traffic support."""

    campaign = models.OneToOneField(Campaign, models.CASCADE, related_name="words")
    language_rule = models.CharField(
        max_length=10, choices=[(one.value, one.value) for one in LanguageRule], default=LanguageRule.CREATOR.value
    )
    language = models.CharField(max_length=10, blank=True)
    """Where one language is written to everybody."""
    has_traffic = models.BooleanField(default=False)
    traffic = models.CharField(max_length=GIFT_CHARS, blank=True)
    """The traffic support in words of the campaign's own; empty takes the shipped words of each language."""

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.language_rule}"


class SequenceStep(models.Model):
    """A wording that a campaign uses for a purpose; a purpose without steps takes the workspace's order."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="steps")
    purpose = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Purpose])
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=WORDING_CHARS)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "purpose", "name"], name="a_wording_once_a_purpose")]
        ordering = ["purpose", "position", "pk"]

    def __str__(self) -> str:
        return f"{self.purpose} {self.position}: {self.name}"
