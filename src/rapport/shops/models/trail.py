"""What was done: an audit line for each action, a run for each imported file."""

from django.conf import settings
from django.db import models

from rapport.shops.models.workspaces import Workspace


class AuditLine(models.Model):
    """One action by one actor. Lines are only ever added; `data` holds no secret."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    at = models.DateTimeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True)
    actor = models.CharField(max_length=80)
    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=80, blank=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["workspace", "-at"], name="audit_newest")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.action} {self.subject}"


class ImportRun(models.Model):
    """One file that was read: rows read = rows kept + rows refused."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    at = models.DateTimeField()
    kind = models.CharField(max_length=40)
    """The layout recognised by its header."""
    file_name = models.CharField(max_length=200)
    rows_read = models.PositiveIntegerField()
    rows_kept = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.file_name}: {self.rows_kept} of {self.rows_read}"


class ImportRefusal(models.Model):
    """One row of a file that was not kept, or not in full, and why."""

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="refusals")
    line = models.PositiveIntegerField()
    code = models.CharField(max_length=60)
    data = models.JSONField(default=dict)
    row_kept = models.BooleanField(default=False)
    """Whether the row was kept, without the figure that the reason is about."""

    class Meta:
        ordering = ["line"]

    def __str__(self) -> str:
        return f"line {self.line}: {self.code}"
