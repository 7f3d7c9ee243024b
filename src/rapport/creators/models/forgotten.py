"""Whoever asked to be forgotten: marks by which they are not taken in again, and the secret those are made with."""

from django.db import models

from rapport.creators.models.creator import Creator
from rapport.shops.models import Workspace
from rapport.shops.models.encrypted import EncryptedTextField


class PseudonymSecret(models.Model):
    """One for each workspace; whoever has it could guess whose name a mark or pseudonym stands for."""

    workspace = models.OneToOneField(Workspace, models.CASCADE)
    secret = EncryptedTextField()

    def __str__(self) -> str:
        return f"of {self.workspace_id}"


class Forgotten(models.Model):
    """A mark of an open id, or of a handle in a region, and the emptied record that its orders are credited to."""

    workspace = models.ForeignKey(Workspace, models.CASCADE)
    mark = models.CharField(max_length=64)
    record = models.ForeignKey(Creator, models.CASCADE, related_name="+")
    had_open_id = models.BooleanField()
    """Whoever comes with another open id is somebody else, who took over the handle."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["workspace", "mark"], name="forgotten_once")]
        verbose_name_plural = "forgotten"

    def __str__(self) -> str:
        return self.mark[:8]
