"""What the platform's account manager is asked to do for us."""

from django.db import models

from rapport.creators.models import Creator
from rapport.shops.models import Shop, Workspace


class ManagerTask(models.Model):
    """One request, such as to nudge some creators, from asking to closing."""

    class State(models.TextChoices):
        ASKED = "asked"
        ANSWERED = "answered"
        CLOSED = "closed"

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    shop = models.ForeignKey(Shop, models.CASCADE, null=True)
    request = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    due_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    asked_by = models.CharField(max_length=80)
    answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    creators = models.ManyToManyField(Creator, related_name="manager_tasks")

    class Meta:
        indexes = [models.Index(fields=["workspace", "state", "due_on"], name="manager_tasks_due")]

    def __str__(self) -> str:
        return self.request[:40]
