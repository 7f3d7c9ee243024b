"""Playbooks that a workspace has made its own. Packs are files, not rows."""

from django.db import models


class PlaybookRecord(models.Model):
    """A named set of changed playbook values; what is not named here is the shipped default's."""

    name = models.CharField(max_length=60)
    overrides = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.name
