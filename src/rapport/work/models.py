"""Rows of the queue. A job is only a wake-up: what there is to do stands in the domains' own rows."""

from django.db import models
from django.db.models import Q


class Job(models.Model):
    """One wake-up for one key, such as `outreach.deliver` for `shop:3`.

    At most one job per name and key waits, and at most one per key runs; both are held by the database, so a
    shop is never worked on by two workers, and its jobs run in the order they were asked for. Times are the
    machine's, not a connection's.
    """

    class State(models.TextChoices):
        QUEUED = "queued"
        LEASED = "leased"
        DEAD = "dead"

    name = models.CharField(max_length=60)
    key = models.CharField(max_length=60)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    run_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    lease_token = models.CharField(max_length=32, blank=True)
    lease_until = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name", "key"], condition=Q(state="queued"), name="one_job_of_a_name_waits"
            ),
            models.UniqueConstraint(fields=["key"], condition=Q(state="leased"), name="one_job_of_a_key_runs"),
        ]
        indexes = [models.Index(fields=["state", "run_at"], name="job_due")]

    def __str__(self) -> str:
        return f"{self.name} {self.key} ({self.state})"


class Schedule(models.Model):
    """When a wake-up is due again, in the time of the connection that its key belongs to."""

    name = models.CharField(max_length=60)
    key = models.CharField(max_length=60)
    next_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["name", "key"], name="one_schedule_per_name_and_key")]

    def __str__(self) -> str:
        return f"{self.name} {self.key} at {self.next_at:%Y-%m-%d %H:%M}"
