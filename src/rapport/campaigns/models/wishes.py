"""What a person wants of a creator beside what the planner reckons: first, or never. Kept with its reason, and undone
by a second word, never erased.
"""

from django.db import models
from django.db.models import Q

from rapport.campaigns.models.campaigns import Campaign
from rapport.campaigns.rules.wishes import WishKind
from rapport.creators.models import Creator
from rapport.shops.models import Shop

WHY_CHARS = 200


class Wish(models.Model):
    """One standing or past wish. Without a campaign it holds for the whole shop."""

    shop = models.ForeignKey(Shop, models.CASCADE)
    campaign = models.ForeignKey(Campaign, models.CASCADE, null=True, related_name="wishes")
    creator = models.ForeignKey(Creator, models.PROTECT)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in WishKind])
    why = models.CharField(max_length=WHY_CHARS, blank=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=80)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "creator"],
                condition=Q(undone_at=None, campaign__isnull=False),
                name="one_wish_a_campaign_and_creator",
            ),
            models.UniqueConstraint(
                fields=["shop", "creator"],
                condition=Q(undone_at=None, campaign=None),
                name="one_wish_a_shop_and_creator",
            ),
        ]
        indexes = [models.Index(fields=["shop", "undone_at"], name="wishes_that_stand")]

    def __str__(self) -> str:
        return f"{self.kind} {self.creator_id}"
