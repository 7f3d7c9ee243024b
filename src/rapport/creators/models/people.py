"""Records that are one person: what speaks for it, what was merged, and how it is undone."""

from django.db import models

from rapport.creators.models.creator import Creator
from rapport.creators.models.lists import AUTHOR_CHARS
from rapport.creators.rules.contacts import VALUE_CHARS
from rapport.creators.rules.identity import Confidence
from rapport.shops.models import Workspace

CONFIDENCES = [(one.value, one.value) for one in Confidence]


class CreatorTrace(models.Model):
    """A way to reach a creator, or their picture, as it is compared with those of others."""

    creator = models.ForeignKey(Creator, models.CASCADE, related_name="traces")
    kind = models.CharField(max_length=10)
    value = models.CharField(max_length=VALUE_CHARS)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["creator", "kind", "value"], name="a_trace_once_a_creator")]
        indexes = [models.Index(fields=["value", "kind"], name="creators_by_trace")]

    def __str__(self) -> str:
        return f"{self.creator_id} {self.kind}"


class Proposal(models.Model):
    """Two records that may be one person, with the reasons; a person merges them or says no."""

    class State(models.TextChoices):
        OPEN = "open"
        DISMISSED = "dismissed"

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    first = models.ForeignKey(Creator, models.CASCADE, related_name="+")
    second = models.ForeignKey(Creator, models.CASCADE, related_name="+")
    confidence = models.CharField(max_length=10, choices=CONFIDENCES)
    reasons = models.JSONField()
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    settled_by = models.CharField(max_length=AUTHOR_CHARS, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="a_pair_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="a_pair_in_order"),
        ]
        indexes = [models.Index(fields=["workspace", "state"], name="proposals_by_state")]

    def __str__(self) -> str:
        return f"{self.first_id} = {self.second_id}? ({self.confidence})"


class Merge(models.Model):
    """One record that joined another. `undo` says what was moved and what changed, exactly."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    kept = models.ForeignKey(Creator, models.CASCADE, related_name="merges")
    merged = models.ForeignKey(Creator, models.CASCADE, related_name="+")
    confidence = models.CharField(max_length=10, choices=CONFIDENCES)
    reasons = models.JSONField()
    by = models.CharField(max_length=AUTHOR_CHARS)
    at = models.DateTimeField()
    undo = models.JSONField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["workspace", "-at"], name="merges_newest")]

    def __str__(self) -> str:
        return f"{self.merged_id} joined {self.kept_id}"
