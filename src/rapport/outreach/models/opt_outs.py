"""Who asked not to be written to."""

from django.conf import settings
from django.db import models

from rapport.creators.models import Creator


class OptOut(models.Model):
    """From `at` until `ended_at` nobody writes to the creator, on any channel. Rows are ended, never removed."""

    class Via(models.TextChoices):
        WORDS = "words"
        """A message asked us to stop."""
        DECLINED = "declined"
        """An invitation was closed because they said no."""
        HAND = "hand"
        CHANNEL = "channel"
        """A channel's own way, such as a link in an email."""

    creator = models.ForeignKey(Creator, models.CASCADE, related_name="opt_outs")
    via = models.CharField(max_length=10, choices=Via)
    why = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=80)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=80, blank=True)
    ended_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    consent = models.CharField(max_length=200, blank=True)
    """What the creator agreed to, in the words of who ended it."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["creator"], condition=models.Q(ended_at=None), name="one_open_opt_out_a_creator"
            )
        ]

    def __str__(self) -> str:
        return f"{self.creator_id} since {self.at:%Y-%m-%d}"
