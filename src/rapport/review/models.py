"""Rows of weekly reviews."""

from django.db import models

from rapport.creators.models import Creator
from rapport.review.rules.findings import Finding
from rapport.shops.models import Shop


class WeeklyReview(models.Model):
    """One shop's week in figures."""

    shop = models.ForeignKey(Shop, models.CASCADE)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_at = models.DateTimeField()
    figures = models.JSONField()
    creators = models.JSONField(default=dict)
    """Each partner's week by creator id: the evidence that later reviews look back on."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop", "starts_at"], name="one_review_a_week")]

    def __str__(self) -> str:
        return f"{self.shop_id} {self.starts_at:%Y-%m-%d}"


class ReviewAction(models.Model):
    """What the week asks for, with its evidence."""

    class State(models.TextChoices):
        OPEN = "open"
        DONE = "done"
        DISMISSED = "dismissed"

    review = models.ForeignKey(WeeklyReview, models.CASCADE, related_name="actions")
    finding = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Finding])
    creator = models.ForeignKey(Creator, models.PROTECT, null=True)
    reason = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "finding", "creator"],
                condition=models.Q(creator__isnull=False),
                name="a_finding_once_a_creator",
            ),
            models.UniqueConstraint(
                fields=["review", "finding"], condition=models.Q(creator=None), name="a_finding_once_a_shop"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding} {self.creator_id}"
