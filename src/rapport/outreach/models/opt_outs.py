"""Who asked not to be written to, and the marks of their addresses."""

from django.conf import settings
from django.db import models

from rapport.creators.models import Creator
from rapport.shops.models import Workspace


class OptOut(models.Model):
    """From `at` until `ended_at` nobody writes to the creator, on any channel. Rows are ended, never removed."""

    class Via(models.TextChoices):
        WORDS = "words"
        """A message asked us to stop."""
        DECLINED = "declined"
        """An invitation was closed because they said no."""
        HAND = "hand"
        """A member heard it."""
        LINK = "link"
        """The signed link at the end of an e-mail."""
        CHANNEL = "channel"
        """The channel says so, as WhatsApp does of whoever stopped a business's messages."""
        ADDRESS = "address"
        """They are listed with an address of somebody who asked us to stop; kept once their own consent ends it."""

    creator = models.ForeignKey(Creator, models.CASCADE, related_name="opt_outs")
    via = models.CharField(max_length=10, choices=Via)
    channel = models.CharField(max_length=20, blank=True)
    """Where they said it; empty where it was not on a channel."""
    why = models.CharField(max_length=200, blank=True)
    """What they said, or where and how a member heard it."""
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


class OptOutMark(models.Model):
    """A keyed digest of an address of theirs: whoever else is listed with it is not written to either.

    It tells the address again when it comes in, cannot be turned back, and stays when its owner is forgotten.
    """

    opt_out = models.ForeignKey(OptOut, models.CASCADE, related_name="marks")
    workspace = models.ForeignKey(Workspace, models.CASCADE)
    mark = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["opt_out", "mark"], name="an_opt_out_marks_once")]
        indexes = [models.Index(fields=["workspace", "mark"], name="opt_outs_by_mark")]

    def __str__(self) -> str:
        return self.mark[:8]
