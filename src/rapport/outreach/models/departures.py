"""When automatic messages leave, and a shop that sends nothing for a while."""

from django.db import models
from django.db.models import Q

from rapport.outreach.models.threads import Message
from rapport.shops.models import Shop

WHY_CHARS = 200


class Departure(models.Model):
    """The pace that a queued automatic message keeps; when it leaves stands on the message. Messages approved by hand
    have none.
    """

    message = models.OneToOneField(Message, models.CASCADE, related_name="departure")
    lane = models.CharField(max_length=40)
    """Whose hours are counted together: a campaign's."""
    pace = models.JSONField(default=dict)
    why = models.JSONField(default=dict)
    """What it waits for."""

    class Meta:
        indexes = [models.Index(fields=["lane"], name="departures_by_lane")]

    def __str__(self) -> str:
        return f"{self.lane}: {self.message_id}"


class Standstill(models.Model):
    """A time in which nothing of a shop leaves, because a person said so. What is queued stays queued."""

    shop = models.ForeignKey(Shop, models.CASCADE, related_name="standstills")
    why = models.CharField(max_length=WHY_CHARS, blank=True)
    began_at = models.DateTimeField()
    began_by = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["shop"], condition=Q(ended_at=None), name="one_standstill_a_shop")
        ]

    def __str__(self) -> str:
        return f"{self.shop_id} since {self.began_at:%Y-%m-%d %H:%M}"
