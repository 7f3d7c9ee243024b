"""Where a wording stands in a workspace's order, and which wording a message was made of."""

from django.db import models

from rapport.outreach.models.experiments import Experiment
from rapport.outreach.models.threads import WORDING_CHARS, Message
from rapport.outreach.rules.wording import Purpose
from rapport.shops.models import Workspace

DIGEST_CHARS = 16


class WordingPlace(models.Model):
    """A wording's place among those of its purpose, and whether it is used at all."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    purpose = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Purpose])
    name = models.CharField(max_length=WORDING_CHARS)
    position = models.PositiveIntegerField()
    is_off = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "purpose", "name"], name="a_wording_has_one_place")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.position}: {self.name}"


class MessageWording(models.Model):
    """What a composed message was made of. A message that a person worded has none."""

    message = models.OneToOneField(Message, models.CASCADE, related_name="wording")
    name = models.CharField(max_length=WORDING_CHARS)
    language = models.CharField(max_length=10)
    digest = models.CharField(max_length=DIGEST_CHARS)
    """Of the template's text: figures are of the very words, not of what they were changed into."""
    experiment = models.ForeignKey(Experiment, models.SET_NULL, null=True, related_name="messages")
    arm = models.PositiveSmallIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["name", "language"], name="messages_by_wording")]

    def __str__(self) -> str:
        return f"{self.message_id} of {self.name}"
