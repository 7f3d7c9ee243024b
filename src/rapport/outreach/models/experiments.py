"""Comparisons of wordings: which, how many creators were planned, and what a person decided."""

from django.db import models

from rapport.outreach.rules.wording import Purpose
from rapport.shops.models import Shop

EXPERIMENT_CHARS = 40


class Experiment(models.Model):
    """Two or more wordings of one purpose in one shop; a creator's arm follows from the row's number and theirs."""

    class State(models.TextChoices):
        RUNNING = "running"
        DECIDED = "decided"
        """A person kept one wording, or none before the others."""

    shop = models.ForeignKey(Shop, models.CASCADE)
    purpose = models.CharField(max_length=20, choices=[(one.value, one.value) for one in Purpose])
    name = models.CharField(max_length=EXPERIMENT_CHARS)
    arms = models.JSONField(default=list)
    """Names of wordings, in the order of the arms' numbers."""
    base_rate = models.PositiveIntegerField()
    wished_rate = models.PositiveIntegerField()
    """Hundredths of a percent: the reply rate expected, and the one worth knowing of."""
    per_arm = models.PositiveIntegerField()
    """Creators planned in each arm when it began."""
    state = models.CharField(max_length=10, choices=State, default=State.RUNNING)
    started_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=80, blank=True)
    kept = models.CharField(max_length=40, blank=True)
    """The wording that a person decided for; empty where they kept none before the others."""
    was_reached = models.BooleanField(default=False)
    """Whether the planned number was reached when it was decided."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "purpose"],
                condition=models.Q(state="running"),
                name="one_experiment_runs_a_purpose",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"

    @property
    def key(self) -> str:
        """What a creator's arm follows from, with the creator."""
        return f"experiment:{self.pk}"
