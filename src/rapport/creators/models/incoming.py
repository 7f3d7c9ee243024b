"""A file that was sent and is looked at before it is imported."""

from pathlib import Path

from django.conf import settings
from django.db import models

from rapport.shops.models import ImportRun, Workspace
from rapport.shops.rules.roles import Actor

FOLDER = "incoming"


class IncomingFile(models.Model):
    """One file of creators in the data folder, until it is imported, discarded or a day old."""

    class State(models.TextChoices):
        WAITING = "waiting"
        ASKED = "asked"
        DONE = "done"
        FAILED = "failed"

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    token = models.CharField(max_length=32, unique=True)
    """The file's name on disk; nothing of what the sender called it."""
    file_name = models.CharField(max_length=200)
    region = models.CharField(max_length=2, blank=True)
    """Of rows that name none."""
    sent_at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    actor = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(null=True)
    """When a person asked for the import: the moment at which its figures count as seen, however often it is run."""
    rows_read = models.PositiveIntegerField(default=0)
    run = models.ForeignKey(ImportRun, models.SET_NULL, null=True)
    trouble = models.JSONField(null=True)
    """Why a file that was asked for could not be imported."""

    class Meta:
        indexes = [models.Index(fields=["workspace", "state"], name="incoming_by_state")]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"

    @property
    def path(self) -> Path:
        return Path(settings.HOME).joinpath(FOLDER, str(self.workspace_id), self.token)

    @property
    def sender(self) -> Actor:
        return Actor(self.actor, self.user_id)
